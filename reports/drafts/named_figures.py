"""The figures that a sentence names: counts, ratios, percentages and times, however a person writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?:[ ](?P<{}>[A-Za-z]+))?"
_FIGURE = re.compile(
    r"(?<![\w.,:/-])(?:"
    r"(?P<day>\d{4}-\d\d-\d\d)?[T ]?(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:[ ]?(?:Z|UTC))?"
    rf"|(?P<n>{_N})[ ]?(?:of|out[ ]of|/)[ ]?(?:the[ ]|all[ ])?(?P<all>{_N}){_UNIT.format('whole')}"
    rf"|(?P<percent>{_N})[ ]?%(?:[ ]of[ ](?:the[ ])?(?P<share>[A-Za-z]+))?"
    rf"|(?P<count>{_N}){_UNIT.format('unit')}"
    r")(?![\w/-]|\.\d)"
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_WORDS = re.compile(r"[a-z]+")
# Words that follow a number without being what it counts.
_NO_UNITS = frozenset(
    {"a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "in", "is", "of", "on", "or"}
    | {"than", "that", "the", "to", "was", "were", "which", "with"}
)

_Kind = Literal["time", "ratio", "percent", "count"]


@dataclass(frozen=True, order=True)
class Figure:
    """A value with what it counts, singular, or without where that is not said; `shown` is how it was written."""

    kind: _Kind
    value: str
    unit: str = ""
    shown: str = field(default="", compare=False)

    def readings(self) -> Iterator["Figure"]:
        """The same figure as people shorten it: a ratio to its parts, a moment to the time of day."""
        yield self
        if self.kind == "time":
            clock = self.value.split(" ")[-1]
            shorter = (each for each in dict.fromkeys((clock, clock[:5])) if each != self.value)
            yield from (Figure("time", each, shown=each) for each in shorter)
        if self.kind == "ratio":
            part, whole = self.value.split("/")
            if self.unit:
                yield Figure("ratio", self.value, shown=f"{part} of {whole}")
                yield from (Figure("count", each, self.unit, f"{each} {_named(each, self)}") for each in (part, whole))


@lru_cache(maxsize=10_000)
def figures(sentence: str) -> tuple[Figure, ...]:
    """In order; numbers inside of names and of code count for nothing."""
    return tuple(figure for figure, _ in _found(sentence))


@lru_cache(maxsize=10_000)
def masked(sentence: str) -> str:
    """The sentence without the values of its figures and in the singular; two that are equal differ in values alone."""
    shown, done = [], 0
    for figure, (start, end) in _found(sentence):
        shown += [sentence[done:start], f"#{figure.kind} {figure.unit}"]
        done = end
    return _WORDS.sub(lambda word: _singular(word[0]), "".join([*shown, sentence[done:]]).casefold())


def _found(sentence: str) -> Iterator[tuple[Figure, tuple[int, int]]]:
    prose = _CODE.sub(lambda code: "`" * len(code[0]), sentence)
    for match in _FIGURE.finditer(prose):
        figure = _figure(match)
        end = match.end() if figure.unit or figure.kind == "time" else match.start() + len(figure.shown)
        yield figure, (match.start(), end)


def _figure(match: re.Match[str]) -> Figure:
    shown = match[0].strip()
    if match["clock"]:
        return Figure("time", " ".join(part for part in (match["day"], match["clock"]) if part), shown=shown)
    if match["percent"]:
        return _with_unit("percent", _number(match["percent"]), match["share"], shown)
    if match["all"]:
        return _with_unit("ratio", f"{_number(match['n'])}/{_number(match['all'])}", match["whole"], shown)
    return _with_unit("count", _number(match["count"]), match["unit"], shown)


def _with_unit(kind: _Kind, value: str, unit: str | None, shown: str) -> Figure:
    if unit is None or unit.casefold() in _NO_UNITS:
        return Figure(kind, value, shown=shown.removesuffix(unit or "").rstrip())
    return Figure(kind, value, _singular(unit.casefold()), shown)


def _number(text: str) -> str:
    return text.replace(",", "")


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and len(noun) > 2 and not noun.endswith("ss") else noun


def _named(value: str, figure: Figure) -> str:
    return figure.unit if value == "1" else figure.shown.rsplit(" ", 1)[-1]
