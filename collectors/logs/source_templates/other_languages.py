"""The statements that print a message or make an exception, in languages that are not parsed, by their look."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from collectors.git_history.comments.languages import language_of
from collectors.git_history.comments.parted import without_comments
from collectors.git_history.diffs.hunk_sections import defined_in
from collectors.git_history.python.python_outline import MODULE
from collectors.logs.source_templates.literal_texts import WRITINGS, Writing, formatted, text_at
from collectors.logs.source_templates.statement import Kind, LogStatement
from collectors.logs.source_templates.template import Hole, Parts, tidy

ENDINGS = (".php", ".rb", ".go", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".java", ".kt", ".cs")
_MOST_ARGUMENTS = 3
_MOST = 5000
_LONGEST_LINE = 5000
_CLASS = r"(?P<type>[A-Z][\w\\.:]{0,200}|\\[A-Z][\w\\]{0,200})"
_LEVEL = r"(?P<level>trace|debug|info(?:rmation)?|notice|warn(?:ing)?|error|critical|crit|fatal|alert|emergency|panic)"
# `log.Printf`, `logger.error`, `Log::warning`, `$this->logger->error`, `console.error`, `_logger.LogError`
_LOGS = re.compile(
    r"(?:(?i:\b|[_$@])(?i:\w{0,40}log(?:ger|ging)?|slog|(?P<console>console)|Rails\.logger)(?:\(\))?(?:\.|->|::)"
    rf"(?:Log)?(?i:{_LEVEL}|(?P<print>print|log))(?:f|w|(?P<line>ln)|Context|Ctx)?)(?:\s*\(\s*|[ ]+(?=['\"]))",
)


class _Made(NamedTuple):
    """Calls that make an exception or an error; `percent` tells that their text is a format."""

    calls: re.Pattern[str]
    percent: bool = False


_THROWN = _Made(re.compile(rf"\bthrow\s+new\s+{_CLASS}\s*\(\s*(?P<sprintf>sprintf\s*\(\s*|String\.format\s*\(\s*)?"))
_MADE: dict[str, tuple[_Made, ...]] = {
    "php": (_THROWN, _Made(re.compile(r"\b(?:trigger_error|error_log)\s*\(\s*"))),
    "rb": (
        _Made(re.compile(rf"\b(?:raise|fail)[ (]\s*{_CLASS}(?:\.new\s*\(|,)\s*")),
        _Made(re.compile(r"\b(?:raise|fail)[ (]\s*(?=['\"])(?P<runtime>)")),
    ),
    "go": (
        _Made(re.compile(r"\berrors\.New\s*\(\s*")),
        _Made(re.compile(r"\b(?:fmt|errors|xerrors|status)\.(?:Errorf|Wrapf?|Error)\s*\(\s*"), percent=True),
        _Made(re.compile(r"\bpanic\s*\(\s*(?P<sprintf>fmt\.Sprintf\s*\(\s*)?(?P<panic>)")),
    ),
    "js": (
        _THROWN,
        _Made(re.compile(r"\bnew\s+(?P<type>(?:[A-Z]\w{0,100})?(?:Error|Exception))\s*\(\s*")),
    ),
    "java": (_THROWN,),
    "kt": (
        _Made(re.compile(rf"\bthrow\s+{_CLASS}\s*\(\s*")),
        _Made(re.compile(r"(?<![\w.])error\s*\(\s*(?P<state>)")),
    ),
    "cs": (_THROWN,),
}
_FORMATS: dict[str, tuple[bool, bool]] = {
    "php": (False, True),
    "rb": (False, False),
    "go": (True, False),
    "js": (True, False),
    "java": (False, True),
    "kt": (False, True),
    "cs": (False, True),
}
_GROUPS = {"mjs": "js", "cjs": "js", "jsx": "js", "ts": "js", "tsx": "js"}
_NAMED = {"runtime": "RuntimeError", "panic": "panic", "state": "IllegalStateException"}
_LAST = re.compile(r"[\\.:]+")


def statements_in(path: str, content: bytes) -> tuple[LogStatement, ...]:
    """Those of one file; none where its comments cannot be told from its code."""
    suffix = path.rpartition(".")[2]
    kind = _GROUPS.get(suffix, suffix)
    language, writing = language_of(path), WRITINGS.get(kind)
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    code = without_comments(text, language) if language and writing and not _is_made(text) else None
    if code is None or writing is None:
        return ()
    calls = (*_made(code, kind, writing), *_logged(code, kind, writing))
    if not calls:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\n", code))]
    functions = _Functions(code)
    found: dict[LogStatement, None] = {}
    for statement in calls:
        line = bisect_right(starts, statement.at)
        found[statement.placed(path, line, functions.around(line))] = None
    return tuple(sorted(found, key=lambda each: (each.line, *each.key)))


def _is_made(text: str) -> bool:
    return any(len(line) > _LONGEST_LINE for line in text.split("\n"))


class _Reading(NamedTuple):
    """The directives that a text may hold, and whether what stands behind it is printed too, with a space between."""

    percent: bool = False
    braces: bool = False
    joins: bool = False


class _Call(NamedTuple):
    at: int
    parts: Parts
    level: str
    error_type: str | None

    def placed(self, path: str, line: int, function: str) -> LogStatement:
        kind: Kind = "raise" if self.level == "raise" else "logging"
        return LogStatement(self.parts, self.level, path, line, function, kind, self.error_type)


def _made(code: str, kind: str, writing: Writing) -> Iterator[_Call]:
    for made in _MADE[kind]:
        for match in islice(made.calls.finditer(code), _MOST):
            named = match.groupdict()
            given = named.get("type")
            error_type = (
                _LAST.split(given)[-1] if given else next((_NAMED[key] for key in _NAMED if key in named), None)
            )
            percent = made.percent or bool(named.get("sprintf"))
            parts = _said(code, match.end(), writing, _Reading(percent))
            if parts:
                yield _Call(match.start(), parts, "raise", error_type)


def _logged(code: str, kind: str, writing: Writing) -> Iterator[_Call]:
    percent, braces = _FORMATS[kind]
    for match in islice(_LOGS.finditer(code), _MOST):
        joins = match["console"] or match["line"]
        read = _Reading(percent and not match["line"], braces, bool(joins))
        parts = _said(code, match.end(), writing, read)
        if parts:
            yield _Call(match.start(), parts, (match["level"] or match["print"]).lower(), None)


def _said(code: str, at: int, writing: Writing, read: "_Reading") -> Parts | None:
    """The first argument that holds a literal: an error or a context may stand before the message."""
    for _ in range(_MOST_ARGUMENTS):
        found = text_at(code, at, writing)
        if found is not None:
            parts, end = found
            known = formatted(parts, braces=False) if read.percent else parts
            known = formatted(known, braces=True) if read.braces else known
            more = read.joins and known == parts and code.startswith(",", end)
            return tidy((*parts, " ", Hole())) if more else known
        comma = _next_argument(code, at)
        if comma is None:
            return None
        at = comma
    return None


def _next_argument(code: str, at: int) -> int | None:
    depth = 0
    for place in range(at, min(len(code), at + 300)):
        char = code[place]
        depth += (char in "([{") - (char in ")]}")
        if depth < 0 or char in ";\"'`":
            return None
        if char == "," and not depth:
            return place + 1
    return None


class _Functions:
    """The nearest definition above each line."""

    def __init__(self, code: str) -> None:
        found = ((number, defined_in(line[:400])) for number, line in enumerate(code.split("\n"), start=1))
        self._defined = [(number, name) for number, name in found if name]
        self._lines = [number for number, _ in self._defined]

    def around(self, line: int) -> str:
        place = bisect_right(self._lines, line)
        return self._defined[place - 1][1] if place else MODULE
