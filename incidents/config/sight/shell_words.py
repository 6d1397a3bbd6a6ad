"""Commands in scripts, make files and workflow files, as words with their variables filled in.

Understood are variables that the same file sets to one literal value. A value that comes from an argument, from the
output of another command, from a secret or from another file stays unknown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNKNOWN = "\0"
"""Stands in a word for a part that could not be known."""

_SHELL = re.compile(r"\s*(?:(?:export|readonly|local|declare(?:\s+-\w+)*)\s+)?([A-Za-z_]\w*)=(\S.*)")
_PRESET = re.compile(r"\s*:\s+[\"']?\$\{([A-Za-z_]\w*):?=(\S[^}]*)\}")
_MAKE = re.compile(r"([A-Za-z_]\w*)\s*[:?]?=\s*(\S.*)")
_POWERSHELL = re.compile(r"\s*\$(?:env:)?([A-Za-z_]\w*)\s*=\s*(\S.*)")
_YAML = re.compile(r"\s*(?:-\s+)?\"?([A-Za-z_]\w*)\"?:\s+(\S.*)")
_DEFAULT = re.compile(r"\$\{\w+:?[-=]([^${}]*)\}")
_REFERENCE = re.compile(
    r"\$\{\{\s*+(?:env\.(?P<workflow>\w++)\s*+|[^}]{0,200}+)\}\}"
    r"|\$\{(?:env:)?(?P<braced>\w+)\}|\$\((?P<make>\w+)\)|\$(?:env:)?(?P<plain>[A-Za-z_]\w*)"
    r"|\$\{[^}]{0,200}+\}|\$\([^)]{0,200}+\)|\$\d|`[^`]{0,200}+`"
)
_ENDS = frozenset(";|&()<>\n")
_DEEPEST = 3
_LONGEST_VALUE = 200
_LONGEST = 10_000  # a command is shorter; what somebody wrote into one line must not take minutes


@dataclass(frozen=True)
class Line:
    """One line of commands; what a script continues on the next line is joined."""

    number: int
    text: str


def logical_lines(text: str) -> Iterator[Line]:
    """The lines that are neither comments nor printed hints, joined where a backslash or a backtick continues them."""
    joined = ""
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not joined:
            start = number
        stripped = line.rstrip()
        if stripped.endswith(("\\", " `")):
            joined += stripped[:-1] + " "
            continue
        joined += stripped
        if not re.match(r"\s*(?:#|//|@?echo\b|printf\b|Write-Host\b)", joined):
            yield Line(start, joined[:_LONGEST])
        joined = ""


def variables(text: str) -> dict[str, str]:
    """The variables that the file sets once, or to the same value each time; other variables in it are filled in."""
    found: dict[str, set[str]] = {}
    for whole in text.split("\n"):
        line = whole[:_LONGEST]
        setting = next(
            (match for form in (_SHELL, _PRESET, _MAKE, _POWERSHELL, _YAML) if (match := form.match(line))), None
        )
        if setting:
            found.setdefault(setting[1], set()).add(next(iter(words(_DEFAULT.sub(r"\1", setting[2]))), ""))
    single = {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
    for _ in range(_DEEPEST):
        single = {name: filled(value, single) for name, value in single.items() if len(value) <= _LONGEST_VALUE}
    return {name: _REFERENCE.sub(UNKNOWN, value) for name, value in single.items()}


def filled(text: str, known: dict[str, str]) -> str:
    """The text with its variables replaced; `UNKNOWN` stands for those that are not known."""
    return _REFERENCE.sub(lambda found: _value(found, known), _DEFAULT.sub(r"\1", text))[:_LONGEST]


def words(text: str) -> list[str]:
    """The words of the first command of a text.

    A quotation that is not closed ends the command: it was opened before the text, as in `run: "gcloud ..."`.
    """
    found: list[str] = []
    word: str | None = None
    at = 0
    while at < len(text) and text[at] not in _ENDS:
        char = text[at]
        if char.isspace():
            found += [word] if word is not None else []
            word = None
        elif char == "#" and word is None:
            break
        elif char in "'\"":
            end = text.find(char, at + 1)
            if end < 0:
                break
            word = (word or "") + text[at + 1 : end]
            at = end
        else:
            at += 1 if char == "\\" else 0
            word = (word or "") + text[at : at + 1]
        at += 1
    return found + ([word] if word is not None else [])


def _value(found: re.Match[str], known: dict[str, str]) -> str:
    name = found["workflow"] or found["braced"] or found["make"] or found["plain"]
    return known.get(name, UNKNOWN) if name else UNKNOWN
