"""What a change makes a function give back, beside what it gave back before."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from incidents.analysis.course.printed_keys import keys_at
from incidents.model.evidence import FileChange, Hunk

Kind = Literal["list", "object", "text", "nothing"]
_GIVES = re.compile(r"^\s*(?:return\b|yield\b|(?:await )?(?:res|response|reply|ctx|c)\.(?:json|send|JSON)\()\s*")
_WRAPS = re.compile(r"^(?:\w+\.)*(?:jsonify|\w*JSONResponse|Response\.json|NextResponse\.json|JSON|json|send)\(")
_MADE = re.compile(r"^(?:\w+\.)*[A-Z]\w*\((?=\s*\w+\s*=[^=])|^dict\((?=\s*\w+\s*=[^=])")
_KEYWORD = re.compile(r"\b(\w++)\s*+=(?!=)")
_LIST = re.compile(r"^(?:\[|list\(|sorted\(|tuple\()")
_TELLING = 3
_MOST_LINES = 100
"""Of one statement; what is longer is no value that somebody writes by hand."""
_MOST_PLACES = 100
_SAID: dict[Kind | None, str] = {"list": "a list", "object": "an object", "text": "a text", "nothing": "nothing"}


class Shape(NamedTuple):
    """How a value is made, as far as the code that makes it shows; `kind` is None where it does not."""

    kind: Kind | None
    keys: frozenset[str]

    @property
    def said(self) -> str:
        return _SAID.get(self.kind, "something else")


class Returned(NamedTuple):
    """One place at which a function gives something back, on both sides of a change.

    `kept` is set where the changed code still makes what was given back before.
    """

    before: Shape
    after: Shape
    kept: bool

    @property
    def reshaped(self) -> bool:
        """Whether it is of another kind, or has other keys, or what there was is now within something else."""
        one, other = self.before, self.after
        kinds = None not in (one.kind, other.kind) and one.kind != other.kind
        return kinds or (bool(one.keys and other.keys) and one.keys != other.keys) or self.wrapped

    @property
    def wrapped(self) -> bool:
        return self.kept and self.after.kind == "object"


def returned(change: FileChange) -> list[Returned]:
    """The places that the change gives another value, in the order of the file."""
    return [pair for hunk in change.hunks for pair in _of_hunk(hunk)]


def _of_hunk(hunk: Hunk) -> Iterator[Returned]:
    lines = hunk.text.split("\n")
    old, new = (list(islice(_given(lines, sign), _MOST_PLACES)) for sign in "-+")
    written = "\n".join(line[1:] for line in lines if line.startswith("+"))
    for before, after in zip(old, new, strict=False):
        if before != after:
            kept = len(before) >= _TELLING and before in written
            yield Returned(_shape(before), _shape(after), kept)


def _given(lines: Sequence[str], sign: str) -> Iterator[str]:
    """What one side gives back where a line of the statement is of that side alone."""
    side = [(line[:1] == sign, line[1:]) for line in lines if line[:1] in (sign, " ", "")]
    for place, (_, line) in enumerate(side):
        if not _GIVES.match(line):
            continue
        end = _end(side, place)
        if any(own for own, _ in side[place:end]):
            yield _value(_GIVES.sub("", "\n".join(text for _, text in side[place:end])))


def _end(side: Sequence[tuple[bool, str]], place: int) -> int:
    """Behind the line in which the statement closes what it opened."""
    depth = 0
    for number, (_, line) in enumerate(side[place : place + _MOST_LINES], place + 1):
        depth += sum(line.count(each) for each in "([{") - sum(line.count(each) for each in ")]}")
        if depth <= 0:
            return number
    return min(place + _MOST_LINES, len(side))


def _value(code: str) -> str:
    """Without the end of the statement, or of the call that gives it."""
    bare = code.strip().rstrip(";")
    return bare.removesuffix(")").rstrip() if bare.count(")") > bare.count("(") else bare


def _shape(code: str) -> Shape:
    inner = _WRAPS.sub("", code)
    made = _MADE.match(inner)
    if made is not None:
        return Shape("object", frozenset(_KEYWORD.findall(inner)))
    if inner.startswith("{"):
        keys = keys_at(inner, 0)
        return Shape("object" if keys or inner.startswith("{}") else None, keys)
    if _LIST.match(inner):
        return Shape("list", frozenset())
    if re.match(r"[frb]{0,2}[\"']", inner):
        return Shape("text", frozenset())
    return Shape("nothing" if inner in ("", "None", "null", "undefined") else None, frozenset())
