"""Requirements as pip and pyproject.toml write them, one at a time or a file of them."""

import re
from collections.abc import Iterator

_NAMED = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?)\s*(.*)", re.DOTALL)
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]{0,198})")
_COMMENT = re.compile(r"(^|\s)#.*")
_HASHES = re.compile(r"\s--[a-z-]+[= ].*")
_EDITABLE = re.compile(r"(-e|--editable)[ =]")
# Behind the name stands a version, extras, a marker or an address; anything else is a path or an address itself.
_BEHIND = re.compile(r"$|[\[<>=!~;@(]")


def requirement(written: str) -> tuple[str, str] | None:
    """The name as package indexes compare it, and all that is written behind it; None for a path or an address."""
    found = _NAMED.fullmatch(written.strip())
    if found is None or not _BEHIND.match(found[2]):
        return None
    return _compared(found[1]), " ".join(found[2].split())


def requirements(text: str) -> Iterator[tuple[str, str]]:
    """The requirements of a file in their order; its options and the paths it names are left out."""
    for line in instructions(text):
        if _EDITABLE.match(line):
            egg = _EGG.search(line)
            if egg is not None:
                yield _compared(egg[1]), line
        elif not line.startswith("-"):
            found = requirement(_HASHES.sub("", line))
            if found is not None:
                yield found


def instructions(text: str) -> Iterator[str]:
    """The lines of a file that say something, without comments; what a backslash continues is one line."""
    for line in text.replace("\\\r\n", " ").replace("\\\n", " ").splitlines():
        said = _COMMENT.sub("", line).strip()
        if said:
            yield " ".join(said.split())


def _compared(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
