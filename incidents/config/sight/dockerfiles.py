"""Which paths of the repository each Dockerfile builds into its image."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.config.sight.folder import Folder

_MOST = 50
_NAME = re.compile(r"(?:dockerfile|containerfile)(?:[._-]([\w.-]+))?|([\w.-]+)\.(?:dockerfile|containerfile)")
_COPY = re.compile(r"\s*(?:COPY|ADD)\s+(.*)", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Dockerfile:
    """`hints` are the words that may name the service, the most telling first: the end of its name, then its folders.

    `paths` is its folder and what it copies, "." for the whole repository.
    Sources that a .dockerignore leaves out are not subtracted.
    """

    path: str
    hints: tuple[str, ...]
    paths: tuple[str, ...]


def dockerfiles(folder: Folder, repository: str) -> tuple[Dockerfile, ...]:
    """The Dockerfiles of one repository, which is a folder of `folder`; all paths are relative to it."""
    start = f"{repository}/" if repository else ""
    own = (path.removeprefix(start) for path in folder.own_files() if path.startswith(start))
    known = _Known(start, frozenset(folder.files), folder.folders)
    found: list[Dockerfile] = []
    for path in own:
        where, _, name = path.rpartition("/")
        form = _NAME.fullmatch(name.lower())
        if form and not name.lower().endswith(".dockerignore") and len(found) < _MOST:
            sources = tuple(_copied(folder.text(start + path)))
            hints = (form[1], form[2], *reversed(where.split("/")))
            found.append(Dockerfile(path, tuple(hint for hint in hints if hint), _paths(path, where, sources, known)))
    return tuple(found)


@dataclass(frozen=True)
class _Known:
    start: str
    files: frozenset[str]
    folders: frozenset[str]

    def named(self, path: str) -> str | None:
        """The path as incident.toml writes it, with a slash behind a folder; None if there is no such path."""
        if path in ("", "."):
            return "."
        if self.start + path in self.folders:
            return f"{path}/"
        return path if self.start + path in self.files else None


def _copied(text: str) -> Iterator[str]:
    """What is copied out of the build context, not from another stage, the network or the Dockerfile itself."""
    for line in re.sub(r"\\[ \t]*\r?\n", " ", text).splitlines():
        copy = _COPY.match(line)
        if copy is None:
            continue
        options = re.match(r"(?:--\S+\s+)*", copy[1])
        assert options is not None
        listed = copy[1][options.end() :]
        if "--from=" not in options[0] and "<<" not in listed:
            yield from (each for each in _listed(listed)[:-1] if "$" not in each and "://" not in each)


def _listed(text: str) -> list[str]:
    if text.startswith("["):
        try:
            return [str(each) for each in json.loads(text)]
        except (ValueError, RecursionError):
            return []
    return text.split()


def _paths(path: str, where: str, sources: Iterable[str], known: _Known) -> tuple[str, ...]:
    """The context is not written in a Dockerfile: it is the folder that holds what is copied."""
    contexts = [where, ""] if where else [""]
    plain = [_plain(source) for source in sources]
    held = [{name for each in plain if (name := known.named(_inside(context, each)))} for context in contexts]
    found = max(held, key=len) | {f"{where}/" if where else path}
    if "." in found:
        return (".",)
    around = tuple(each for each in found if each.endswith("/"))
    return tuple(sorted(each for each in found if not any(each != one and each.startswith(one) for one in around)))


def _inside(context: str, path: str) -> str:
    return posixpath.normpath(f"{context}/{path}").lstrip("/")


def _plain(source: str) -> str:
    """The part before the first wildcard; a leading slash means the context too."""
    wild = _WILD.search(source)
    return (source[: wild.start()].rpartition("/")[0] if wild else source).strip("/") or "."
