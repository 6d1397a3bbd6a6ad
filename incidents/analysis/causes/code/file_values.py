"""The values that a change of a file of settings or data sets anew, each under its own key."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from incidents.model.evidence import FileChange

_LINE = re.compile(r"^(\s*)(?:- )?[\"']?([A-Za-z_][\w./-]*)[\"']?\s*[:=]\s*(.*)$")
_SECTION = re.compile(r"^\[+([\w.-]+)\]+\s*$")
_OPENS = ("", "{", "[", "|", ">", "|-", ">-")
_LONGEST = 60


class FileValue(NamedTuple):
    """One key on both sides; None is "not there"."""

    key: str
    before: str | None
    after: str | None

    @property
    def said(self) -> str:
        return f"`{self.key}: {self.before or 'none'} -> {self.after or 'none'}`"


def file_values(change: FileChange) -> list[FileValue]:
    """By key; of YAML, TOML and JSON with the keys around it, as far as the diff shows them."""
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    for hunk in change.hunks:
        lines = hunk.text.split("\n")
        old.update(_set(lines, "-"))
        new.update(_set(lines, "+"))
    return [FileValue(key, old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)]


def _set(lines: list[str], sign: str) -> Iterator[tuple[str, str]]:
    """What the lines of this sign set, read with the unchanged ones around them."""
    around: list[tuple[int, str]] = []
    section = ""
    for line in lines:
        if line[:1] not in (sign, " "):
            continue
        headed, found = _SECTION.match(line[1:]), _LINE.match(line[1:])
        if headed:
            section, around = f"{headed[1]}.", []
        if found is None:
            continue
        indent, key, value = len(found[1]), found[2], found[3].rstrip().removesuffix(",").rstrip().strip("\"'")
        around = [each for each in around if each[0] < indent]
        if value in _OPENS:
            around.append((indent, key))
        elif line[:1] == sign and len(value) <= _LONGEST:
            yield section + ".".join([*(name for _, name in around), key]), value
