"""The refs of a repository, read as text: git itself is never started inside it."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from collectors.git_history.opening.source_layout import Layout, sha256_refused, text_of

_PACKED_BYTES = 256_000_000
_LOOSE_BYTES = 4096
_MOST_LOOSE = 200_000
_DEEPEST_SYMBOLIC = 5
_SHA = re.compile("[0-9a-f]{40}")
_LONG_SHA = re.compile("[0-9a-f]{64}")
# What `git check-ref-format` refuses; a packed-refs file with such a name stops every git command.
_UNUSABLE = re.compile(r"[\x00-\x20\x7f~^:?*\[\\\udc80-\udcff]|\.\.|//|@\{|/\.|\.lock(/|$)|[./]$")
# Replacements would change what a commit seems to be; the others are a person's own notes on their work.
_LEFT_OUT = ("refs/replace/", "refs/notes/", "refs/bisect/", "refs/original/", "refs/stash")


@dataclass(frozen=True)
class Refs:
    """`head` is what HEAD says, a symbolic ref included; `targets` maps full names to object ids, tags not peeled."""

    head: str
    targets: Mapping[str, str]
    unusable: tuple[str, ...] = ()
    head_is_broken: bool = False


def read_refs(layout: Layout, name: str) -> Refs:
    """All branches, tags and other refs, the loose ones before the packed ones.

    Refs that cannot be used (a broken name, a file that holds no id) are listed in `unusable`.
    """
    found: dict[str, str] = {}
    found.update(_packed(text_of(layout.common / "packed-refs", _PACKED_BYTES) or ""))
    found.update(_loose(layout.common))
    if any(_LONG_SHA.fullmatch(value) for value in found.values()):
        raise sha256_refused(name)
    usable: dict[str, str] = {}
    unusable: list[str] = []
    for ref, value in sorted(found.items()):
        if ref.startswith(_LEFT_OUT):
            continue
        sha = None if _UNUSABLE.search(ref) else _followed(value, found)
        if sha is None:
            unusable.append(ref)
        else:
            usable[ref] = sha
    head = _head(layout)
    # git refuses a folder without a HEAD; a branch that does not exist is what an empty repository has.
    return Refs(head or "ref: refs/heads/unborn", usable, tuple(unusable), head_is_broken=head is None)


def _head(layout: Layout) -> str | None:
    text = (text_of(layout.own / "HEAD", _LOOSE_BYTES) or "").strip()
    symbolic = text.removeprefix("ref:").strip()
    if _SHA.fullmatch(text):
        return text
    if text.startswith("ref:") and symbolic.startswith("refs/") and not _UNUSABLE.search(symbolic):
        return f"ref: {symbolic}"
    return None


def _followed(value: str, found: Mapping[str, str]) -> str | None:
    for _ in range(_DEEPEST_SYMBOLIC):
        if _SHA.fullmatch(value):
            return value
        if not value.startswith("ref:"):
            return None
        value = found.get(value.removeprefix("ref:").strip(), "")
    return None


def _packed(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        value, _, ref = line.partition(" ")
        if ref.startswith("refs/") and (_SHA.fullmatch(value) or _LONG_SHA.fullmatch(value)):
            yield ref, value


def _loose(common: Path) -> Iterator[tuple[str, str]]:
    seen = 0
    for folder, inner, files in os.walk(common / "refs", followlinks=False):
        inner.sort()
        for file in sorted(files):
            seen += 1
            if seen > _MOST_LOOSE:
                return
            path = Path(folder, file)
            ref = path.relative_to(common).as_posix()
            value = None if path.is_symlink() else text_of(path, _LOOSE_BYTES)
            yield ref, (value or "").strip()
