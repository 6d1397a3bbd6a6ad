"""Statements of several commits, each known once by what stays the same, and their templates in order of detail."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collectors.logs.source_templates.matcher import Matcher
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.template import Hole, Part, Parts, letters
from collectors.logs.source_templates.text_index import TextIndex

_Key = tuple[str, str, str, str]
_FEWEST_OF_A_LINE = 8
_FEWEST = 2
FEWEST_LITERAL = 4
"""Literal letters with which a template explains a text by itself."""

_FEWEST_OPEN = 8
"""The same for a template whose beginning is open."""


@dataclass
class Known:
    """One statement with its places in every commit that holds it, the last commit first."""

    key: _Key
    by_commit: dict[str, list[LogStatement]] = field(default_factory=dict)
    variants: list["Variant"] = field(default_factory=list)

    def at(self, commit: str | None) -> Sequence[LogStatement]:
        """In that commit, or in the last one that has it."""
        if commit is not None:
            return self.by_commit.get(commit, ())
        return next(reversed(self.by_commit.values()))


@dataclass(frozen=True, slots=True)
class Variant:
    """A template of a statement, or one line of it, since each line of a text may be an entry of its own."""

    known: Known
    matcher: Matcher
    letters: int
    whole: bool
    is_weak: bool
    """Whether the template has too little literal text to explain anything by itself."""

    @property
    def order(self) -> tuple[object, ...]:
        """The most specific first."""
        matcher = self.matcher
        return (not self.whole, -self.letters, -matcher.least, -matcher.numeric, matcher.holes, self.known.key)


class KnownStatements:
    """Those of the kinds that are wanted."""

    def __init__(self, by_commit: Mapping[str, Sequence[LogStatement]], wanted: Callable[[LogStatement], bool]) -> None:
        self._known: dict[_Key, Known] = {}
        self._by_line: dict[int, dict[_Key, Known]] = {}
        for commit, statements in by_commit.items():
            for statement in statements:
                if wanted(statement):
                    self._note(commit, statement)
        every = sorted((each for known in self._known.values() for each in known.variants), key=lambda each: each.order)
        self._variants = [each for each in every if each.letters >= _FEWEST]
        self._hardly: dict[str, list[Variant]] = {}
        for each in every:
            if each.letters < _FEWEST:
                self._hardly.setdefault(each.known.key[2], []).append(each)
        self._index = TextIndex([each.matcher for each in self._variants])

    def matching(self, text: str) -> Iterator[Variant]:
        """The templates that a text can have come from, the most specific first."""
        variants = self._variants
        for place in self._index.candidates(text):
            variant = variants[place]
            if variant.matcher.matches(text):
                yield variant

    def hardly_literal(self, error_type: str, text: str) -> Iterator[Variant]:
        """The templates of this exception that are hardly more than a hole, or nothing at all."""
        return (each for each in self._hardly.get(error_type, ()) if each.matcher.matches(text))

    def in_line(self, line: int) -> Iterator[Known]:
        """Those that stand in this line of any file, in any commit."""
        yield from (known for _, known in sorted(self._by_line.get(line, {}).items()))

    def lines(self, key: _Key) -> dict[str, tuple[int, ...]]:
        """By commit."""
        known = self._known.get(key)
        if known is None:
            return {}
        return {commit: tuple(each.line for each in found) for commit, found in known.by_commit.items()}

    def _note(self, commit: str, statement: LogStatement) -> None:
        key = statement.key
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Known(key)
            known.variants.extend(_variants(known, statement.parts))
        known.by_commit.setdefault(commit, []).append(statement)
        self._by_line.setdefault(statement.line, {})[key] = known


def _variants(known: Known, parts: Parts) -> Iterator[Variant]:
    yield _variant(known, parts, whole=True)
    if any(isinstance(part, str) and "\n" in part.strip() for part in parts):
        for line in _lines(parts):
            if letters(line) >= _FEWEST_OF_A_LINE:
                yield _variant(known, line, whole=False)


def _variant(known: Known, parts: Parts, *, whole: bool) -> Variant:
    matcher, count = Matcher(parts), letters(parts)
    opening = sum(map(str.isalnum, matcher.prefix))
    fewest = _FEWEST if matcher.is_fixed else FEWEST_LITERAL if opening > 2 else _FEWEST_OPEN
    return Variant(known, matcher, count, whole, count < fewest)


def _lines(parts: Parts) -> Iterator[Parts]:
    line: list[Part] = []
    for part in parts:
        if isinstance(part, Hole):
            line.append(part)
            continue
        first, *others = part.split("\n")
        line.append(first)
        for other in others:
            yield tuple(line)
            line = [other]
    yield tuple(line)
