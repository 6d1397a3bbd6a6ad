"""Turns the demo's history into a real git repository, with the same commit ids on every machine."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from incidents.demo.code_history import BRANCH, BRANCHES_OFF, CHANGES, MAIN, UNMERGED, Change
from incidents.demo.stored_text import stored_text
from incidents.errors import BadInputError

_ZONE = "+0100"


def find_git() -> str:
    """The git program; raises BadInputError where there is none."""
    git = shutil.which("git")
    if git is None:
        raise BadInputError("git was not found, and the demo needs it; install git. Nothing was written.")
    return git


def make_repository(folder: Path, *, healthy: bool) -> dict[str, str]:
    """Make the repository and its work tree; returns the commit ids by the keys of the story."""
    git = find_git()
    folder.mkdir()
    _run(git, folder, "init", "--quiet", "--template=", "--object-format=sha1", f"--initial-branch={MAIN}")
    told = _run(git, folder, "fast-import", "--quiet", "--done", given=_stream(healthy=healthy))
    # Neither command writes the times of files into the index, so the same demo has the same bytes.
    _run(git, folder, "read-tree", MAIN)
    _run(git, folder, "checkout-index", "--all")
    keys = [each.key for each in (*CHANGES, UNMERGED) if each.key]
    return dict(zip(keys, told.split(), strict=True))


def _stream(*, healthy: bool) -> bytes:
    """What `git fast-import` reads; behind each commit with a key it asks for the id."""
    marks = {each.key: number for number, each in enumerate(CHANGES, start=1) if each.key}
    parts = [_commit(each, MAIN, number, number - 1, healthy=healthy) for number, each in enumerate(CHANGES, start=1)]
    last = len(CHANGES) + 1
    parts.append(_commit(UNMERGED, BRANCH, last, marks[BRANCHES_OFF], healthy=healthy))
    return b"".join(parts) + b"done\n"


def _commit(change: Change, branch: str, number: int, parent: int, *, healthy: bool) -> bytes:
    when = f"{change.author} {int(datetime.fromisoformat(change.at).timestamp())} {_ZONE}"
    lines = [f"commit refs/heads/{branch}", f"mark :{number}", f"author {when}", f"committer {when}"]
    parts = ["\n".join(lines).encode(), b"\n", _data(change.message + "\n")]
    if parent:
        parts.append(f"from :{parent}\n".encode())
    for file in change.files:
        path = file.rpartition(".")[0]
        parts += [f"M 100644 inline {path}\n".encode(), _data(stored_text("repo", f"{file}.txt", healthy=healthy))]
    if change.key:
        parts.append(f"get-mark :{number}\n".encode())
    return b"".join(parts)


def _data(text: str) -> bytes:
    content = text.encode()
    return f"data {len(content)}\n".encode() + content + b"\n"


def _run(git: str, folder: Path, *arguments: str, given: bytes = b"") -> str:
    # Nothing of the user's own git is read: neither configuration nor variables such as GIT_DIR.
    surroundings = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    surroundings |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    surroundings |= {"GIT_COMMITTER_NAME": "demo", "GIT_COMMITTER_EMAIL": "demo@parcel.example"}
    command = [git, "-c", "core.logAllRefUpdates=false", *arguments]
    done = subprocess.run(  # noqa: S603 - every argument is written above
        command, cwd=folder, env=surroundings, input=given, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BadInputError(
            f"git {arguments[0]} failed in {folder}: {said[0] if said else 'it said nothing'}. "
            "The demo is incomplete; remove its folder and try again."
        )
    return done.stdout.decode()
