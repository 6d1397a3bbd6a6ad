"""The GitHub repository that a checkout came from, out of its configuration file."""

import re
from dataclasses import dataclass
from pathlib import Path

from incidents.config.sight.folder import read_start

_LARGEST = 256_000
_SECTION = re.compile(r'\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*')
_SETTING = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*=\s*(.*)")
_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"|((?:[^"#;\\]|\\.)+)')
_ADDRESS = re.compile(r"[a-z+]+://(?:[^/@]*@)?([^/:@]+)(?::\d+)?/([^/]+/[^/]+?)(?:\.git)?/?", re.IGNORECASE)
_SHORT_ADDRESS = re.compile(r"(?:[^/@:]+@)?([^/:@]+):([^/]+/[^/]+?)(?:\.git)?/?")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]+")  # one letter is a drive
_GITHUB = ("github.com", "www.github.com", "ssh.github.com")


@dataclass(frozen=True)
class Remote:
    """`repository` is "owner/name" if the remote is on GitHub; of any other remote only the host is known.

    User names and tokens that an address may carry are left behind.
    """

    name: str
    host: str
    repository: str | None


def remote_of(checkout: Path) -> Remote | None:
    """The remote named origin, or else the first one on GitHub by name; None where there is none.

    Included files, `insteadOf` and the aliases of ssh are not looked up.
    """
    remotes = [_remote(name, address) for name, address in sorted(_addresses(_settings(checkout)).items())]
    known = [remote for remote in remotes if remote]
    best = sorted(known, key=lambda remote: (remote.name != "origin", remote.repository is None, remote.name))
    return best[0] if best else None


def is_github(host: str) -> bool:
    return host in _GITHUB


def _settings(checkout: Path) -> str:
    """The text of the configuration; a worktree and a submodule name the folder it lies in."""
    git = checkout / ".git"
    if git.is_symlink():
        return ""
    if git.is_file():
        pointer = read_start(git, 4096).decode("utf-8", "replace").strip()
        if not pointer.startswith("gitdir:") or "\0" in pointer:
            return ""
        git = checkout / pointer.removeprefix("gitdir:").strip()
        common = read_start(git / "commondir", 4096).decode("utf-8", "replace").strip()
        if common and "\0" not in common:
            git = git / common
    return read_start(git / "config", _LARGEST).decode("utf-8", "replace")


def _addresses(text: str) -> dict[str, str]:
    """The first address of each remote."""
    found: dict[str, str] = {}
    remote = None
    for line in text.replace("\\\n", "").splitlines():
        header = _SECTION.match(line)
        if header:
            remote = re.sub(r"\\(.)", r"\1", header[2] or "") if header[1].lower() == "remote" else None
        setting = _SETTING.match(line, header.end() if header else 0)
        if setting and remote and setting[1].lower() == "url":
            found.setdefault(remote, _value(setting[2]))
    return found


def _value(text: str) -> str:
    """A setting without quotes and without the comment behind it."""
    value = ""
    end = 0
    while part := _VALUE.match(text, end):
        value += re.sub(r"\\(.)", r"\1", part[2] if part[1] is None else part[1])
        end = part.end()
    return value.strip()


def _remote(name: str, address: str) -> Remote | None:
    found = _ADDRESS.fullmatch(address) or _SHORT_ADDRESS.fullmatch(address)
    if found is None or not _HOST.fullmatch(found[1]):
        return None
    on_github = is_github(found[1].lower()) and _REPOSITORY.fullmatch(found[2])
    return Remote(name=name, host=found[1].lower(), repository=found[2] if on_github else None)
