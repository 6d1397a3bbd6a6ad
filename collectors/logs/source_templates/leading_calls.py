"""What a line of a stack calls, and what was called just before it for a value that goes into it."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from collectors.git_history.comments.languages import language_of
from collectors.git_history.comments.parted import without_comments
from collectors.git_history.diffs.hunk_sections import defined_in
from collectors.logs.source_templates.place import shared_folders
from incidents.model.evidence import Frame, LeadingCall

_FRAMES = 3
_LINES_BEFORE = 12
_MOST = 20
_ENOUGH = 2
_CALL = re.compile(r"(?<![\w$])((?:[A-Za-z_$][\w$]*(?:::|->|\?\.|\.))*)([A-Za-z_]\w*[!?]?)\s*\(")
# Ruby calls without brackets what has a dot before it.
_SENT = re.compile(r"(?<![\w$])((?:[A-Za-z_]\w*(?:::|&?\.))+)([a-z_]\w*[!?]?)(?![\w(!?])")
_GIVEN = re.compile(
    r"\s*(?:(?:const|let|var|final|val|auto|readonly)\s+|[A-Z][\w<>\[\], .?]{0,80}\s+)?"
    r"[({\[]?\s*(\$?[A-Za-z_]\w*(?:\s*,\s*\$?[A-Za-z_]\w*)*)\s*[)}\]]?\s*(?::[^=]{1,80})?(?::=|=(?![=>~]))\s*(.+)"
)
# A statement of several lines.
_GOES_ON = re.compile(r"\s*(?:\?|:(?!:)|\.|->|&&|\|\||[+)\]]|-\s|(?:and|or)\b)")
_OPEN = re.compile(r"(?:[(\[,=?&|+]|\\)\s*$")
_WORD = re.compile(r"\$?[A-Za-z_]\w*")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_FILLED = re.compile(r"(?:\$|#?\{\s*\$?)([A-Za-z_]\w*)")
_NO_CALLS = frozenset(
    (
        *("if", "for", "foreach", "while", "switch", "return", "catch", "elsif", "elif", "unless", "match", "func"),
        *("function", "fn", "def", "new", "throw", "raise", "sizeof", "isset", "array", "list", "echo", "print"),
        "super",
    )
)


class _Line(NamedTuple):
    """A line without what stands in quotes; `filled` are the names of the values in there."""

    number: int
    text: str
    filled: frozenset[str] = frozenset()


class CodeFiles:
    """The code of one commit, by path; what is asked again is kept."""

    def __init__(self, code: Mapping[str, bytes]) -> None:
        self._code = code
        self._bare: dict[str, list[str]] = {}

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._code:
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    def path(self, printed: str) -> str | None:
        """The one path that shares its end with a printed one, the last folder with it where both have one."""
        shared = {path: shared_folders(printed, path) for path in self._by_name.get(printed.rpartition("/")[2], ())}
        most = max(shared.values(), default=0)
        best = [path for path, count in shared.items() if count == most]
        if len(best) != 1:
            return None
        parts = min(len(printed.removeprefix("./").strip("/").split("/")), best[0].count("/") + 1)
        return best[0] if most >= min(_ENOUGH, parts) else None

    def placed(self, frames: tuple[Frame, ...]) -> Iterator[tuple[str, int]]:
        """Path and line of the frames that lie in this code, the deepest first."""
        return ((path, at.line) for at in reversed(frames) if at.line and (path := self.path(at.file)))

    def lines(self, path: str) -> list[str]:
        """Without comments, as far as they can be told."""
        if path not in self._bare:
            text = self._code[path].decode("utf-8", "replace")
            language = language_of(path)
            bare = without_comments(text, language) if language else None
            self._bare[path] = (text if bare is None else bare).split("\n")
        return self._bare[path]


def leading_calls(frames: tuple[Frame, ...], code: CodeFiles) -> tuple[LeadingCall, ...]:
    """Of the deepest frames that lie in this code; in the order in which they are called, the nearest first."""
    found: dict[LeadingCall, None] = {}
    for path, number in islice(code.placed(frames), _FRAMES):
        for line, receiver, name in _calls(_lines(code.lines(path), number)):
            found.setdefault(LeadingCall(file=path, line=number, called_in=line, receiver=receiver, name=name))
    return tuple(found)[:_MOST]


def _lines(lines: list[str], number: int) -> list[_Line]:
    """The line and those before it in its function, the nearest first; without what stands in quotes."""
    if number > len(lines):
        return []
    found: list[_Line] = []
    for place in range(number, max(0, number - _LINES_BEFORE), -1):
        line = lines[place - 1][:1000]
        if place < number and defined_in(line):
            break
        found.append(_Line(place, _QUOTED.sub("''", line), _filled(line)))
    return found


def _filled(line: str) -> frozenset[str]:
    names = (name for text in _QUOTED.findall(line) for name in _FILLED.findall(text))
    return frozenset(each for name in names for each in (name, f"${name}"))


def _calls(lines: list[_Line]) -> list[tuple[int, str, str]]:
    """Calls of the first line, and of those before whose value a name carries into it."""
    if not lines:
        return []
    wanted = {*_WORD.findall(lines[0].text), *lines[0].filled}
    found = [(lines[0].number, *call) for call in _called(lines[0].text)]
    below: list[_Line] = []
    for line, above in pairwise((*lines[1:], _Line(0, ""))):
        if _GOES_ON.match(line.text) or _OPEN.search(above.text):
            below.append(line)
            continue
        given = _GIVEN.match(line.text)
        if given and wanted.intersection(_WORD.findall(given[1])):
            for part in (line._replace(text=given[2]), *reversed(below)):
                found += [(part.number, *call) for call in _called(part.text)]
                wanted.update(_WORD.findall(part.text), part.filled)
        below = []
    return found


def _called(text: str) -> list[tuple[str, str]]:
    matches = (*_CALL.finditer(text), *_SENT.finditer(text))
    return [(match[1].rstrip(":.->?&"), match[2]) for match in matches if match[2] not in _NO_CALLS]
