"""Filters that make text from outside safe in Markdown and on a terminal.

GitHub looks for mentions, issue numbers, commit hashes, emoji names and math after it has decoded entities and
backslashes (github/cmark-gfm issues 181 and 389), so escaping does not disarm them; a zero-width joiner does, but is
itself hidden text. It never looks inside code. Therefore a word stays prose only if it is made of letters, digits and
harmless punctuation; every other word is shown as code, and nothing needs a backslash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from templates.hidden_characters import visible
from templates.safe import Safe

_LETTERS = r"[A-Za-z0-9\u0080-\U0010ffff]+"
_JOINED = rf"['/]{_LETTERS}|-(?![0-9]){_LETTERS}|(?<=[0-9])[.,](?=[0-9]){_LETTERS}"
_OPENING, _CLOSING = "(\"'", ")\"'.,;:!?%"
_PROSE = re.compile(rf"[{_OPENING}]*(?:{_LETTERS}(?:{_JOINED})*)?[{_CLOSING}]*")
_QUOTED = re.compile(rf"([{_OPENING}]*)`([^`]+)`([{_CLOSING}]*)(?=\s|$)")
_WORD = re.compile(r"\S+")
# A commit hash, and the prefix of a tracker's key: GitHub links both.
_LINKED = re.compile(r"(?<![A-Za-z0-9])(?:[0-9A-Fa-f]{7,}(?![A-Za-z0-9])|[A-Z]{2,}-)")
# At the start of a line it would open a list.
_NUMBERED = re.compile(r"[0-9]+[.)]")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_TICKS = re.compile(r"`+")
# Bots read commands such as /close from the start of a line, in code as well.
_COMMAND = re.compile(r"^([ \t]*)/(?=[A-Za-z-]+(?:[ \t]|$))", re.MULTILINE)


def text(value: str) -> Safe:
    """Prose on one line, where every word that could be more than a word is code; `x` in single backticks is code."""
    shown: list[_Piece] = []
    for word in _words(" ".join(visible(value).split())):
        piece = _piece(word, first=not shown)
        if shown and piece.follows(shown[-1]):
            other = shown.pop()
            before, start = (other.before, other.core) if other.core else ("", other.before)
            piece = _Piece(before, f"{start} {piece.core}", piece.after)
        shown.append(piece)
    return Safe(" ".join(str(each) for each in shown))


def code(value: str) -> Safe:
    """An inline code span on one line; nothing at all is shown as "(empty)"."""
    line = re.sub(r"[\n\t]", " ", visible(value)).strip()
    return _span(line) if line else Safe("(empty)")


def fenced(value: str, info: str = "text") -> Safe:
    """A fenced block, its fence longer than any run of backticks inside; blanks at line ends are dropped."""
    if not re.fullmatch(r"[a-z]+", info):
        raise ValueError(f"{info!r} is not the name of a language")
    lines = [line.rstrip() for line in visible(value).strip("\n").split("\n")]
    body = _COMMAND.sub(r"\1\\x2f", "\n".join(lines)) if any(lines) else "(empty)"
    fence = "`" * max(3, _longest(body) + 1)
    return Safe(f"{fence}{info}\n{body}\n{fence}")


def cell(value: str) -> Safe:
    """A cell of a table: prose, or text that is safe already; one backslash keeps each pipe out of the table's grid."""
    line = value if isinstance(value, Safe) else text(value)
    return Safe(line.replace("\n", " ").replace("|", "\\|"))


def terminal(value: str) -> str:
    """One line for a terminal: no control sequence, no hidden character."""
    return " ".join(visible(value).split())


@dataclass(frozen=True)
class _Piece:
    """Harmless characters, then what is shown as code, then harmless characters again."""

    before: str
    core: str = ""
    after: str = ""
    quoted: bool = False

    def follows(self, other: "_Piece") -> bool:
        """Whether both can share one code span: two pieces of code, or a method and its path."""
        if other.after or self.before or self.quoted or other.quoted or not self.core:
            return False
        return bool(other.core) or (other.before in _METHODS and self.core.startswith("/"))

    def __str__(self) -> str:
        return f"{self.before}{_span(self.core) if self.core else ''}{self.after}"


def _words(line: str) -> Iterator[str]:
    """Words, where a phrase in single backticks is one word."""
    place = 0
    while match := _QUOTED.match(line, place) or _WORD.match(line, place):
        yield match.group()
        place = match.end() + 1


def _piece(word: str, *, first: bool) -> _Piece:
    quoted = _QUOTED.fullmatch(word)
    if quoted and quoted[2].strip():
        return _Piece(quoted[1], quoted[2].strip(), quoted[3], quoted=True)
    listed = first and _NUMBERED.fullmatch(word)
    if _PROSE.fullmatch(word) and not _LINKED.search(word) and not listed:
        return _Piece(word)
    core = word.lstrip(_OPENING).rstrip(_CLOSING) or word
    before, _, after = word.partition(core)
    kept = _closing(core, after)
    return _Piece(before, core + after[:kept], after[kept:])


def _closing(core: str, after: str) -> int:
    """How many characters behind the core end brackets, quotations and emoji names that began in it."""
    open_marks = {mark: core.count(mark) % 2 for mark in "\"':"} | {")": core.count("(") - core.count(")")}
    for place, mark in enumerate(after):
        if open_marks.get(mark, 0) <= 0:
            return place
        open_marks[mark] -= 1
    return len(after)


def _span(line: str) -> Safe:
    fence = "`" * (_longest(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return Safe(f"{fence}{pad}{line}{pad}{fence}")


def _longest(value: str) -> int:
    return max((len(run) for run in _TICKS.findall(value)), default=0)
