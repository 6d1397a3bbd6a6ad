"""People's sentences that name a figure which the evidence contradicts; they are pointed out and never put right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reports.drafts.named_figures import Figure, figures, masked
from reports.drafts.sentences import Sentence, sentences

_ALIKE = 0.6


@dataclass(frozen=True)
class Contradiction:
    """A person's sentence, the figure in it as they wrote it, and what the evidence says in its place."""

    sentence: Sentence
    named: str
    now: str


@dataclass(frozen=True)
class Evidence:
    """What all generated texts of an incident say: the figures that stand, and those that stood and became others."""

    standing: frozenset[Figure] = frozenset()
    became: Mapping[Figure, tuple[Figure, ...]] = field(default_factory=dict)


def evidence_of(texts: Iterable[tuple[str, str]]) -> Evidence:
    """From each document as it was generated last and as it is generated now."""
    pairs = tuple(texts)
    standing = {
        each for _, now in pairs for said in sentences(now) for figure in figures(said) for each in figure.readings()
    }
    became: dict[Figure, set[Figure]] = {}
    for old, new in (each for before, now in pairs for each in _replaced(before, now)):
        became.setdefault(old, set()).add(new)
    gone = {old: tuple(sorted(news)) for old, news in became.items() if old not in standing}
    return Evidence(frozenset(standing), gone)


def contradictions(people: Iterable[Sentence], now: Mapping[str, str], evidence: Evidence) -> Iterator[Contradiction]:
    """In the order of the sentences; `now` holds the bodies of the generated blocks."""
    told = {name: _by_shape(body) for name, body in now.items()}
    for each in people:
        stale = {old.shown: evidence.became[old] for old in figures(each.text) if old in evidence.became}
        for shown, news in stale.items():
            yield Contradiction(each, shown, " or ".join(new.shown for new in news))
        for own, said in _edited(each.text, told.get(each.block, {})):
            if own.shown not in stale and own not in evidence.standing:
                yield Contradiction(each, own.shown, said.shown)


def _replaced(before: str, now: str) -> Iterator[tuple[Figure, Figure]]:
    """The figures of sentences that say the same of other values; what is said twice tells nothing."""
    old, new = _only_once(before), _only_once(now)
    for shape in old.keys() & new.keys():
        for was, became in zip(figures(old[shape]), figures(new[shape]), strict=True):
            pairs = zip(was.readings(), became.readings(), strict=False)
            yield from ((one, other) for one, other in pairs if one != other and _tells(one))


def _only_once(text: str) -> dict[str, str]:
    said = {sentence: masked(sentence) for sentence in sentences(text)}
    times = Counter(said.values())
    return {shape: sentence for sentence, shape in said.items() if times[shape] == 1 and "#" in shape}


def _by_shape(body: str) -> dict[str, list[str]]:
    """The sentences with figures; those of one shape differ in values alone, as the rows of a table may."""
    found: dict[str, list[str]] = {}
    for each in sentences(body):
        if figures(each):
            found.setdefault(masked(each), []).append(each)
    return found


def _edited(own: str, told: Mapping[str, list[str]]) -> Iterator[tuple[Figure, Figure]]:
    """The figures in which a sentence differs from the generated one that it was made of, where there is one such."""
    shape = masked(own)
    alike = {other: likeness for other in told if (likeness := _likeness(shape, other)) >= _ALIKE}
    nearest = [each for other, likeness in alike.items() if likeness == max(alike.values()) for each in told[other]]
    origin = _only_nearest(own, nearest) if figures(own) else None
    if origin is None:
        return
    theirs, ours = _by_unit(own), _by_unit(origin)
    for unit in sorted(theirs.keys() & ours.keys()):
        if len(theirs[unit]) == len(ours[unit]) == 1 and theirs[unit] != ours[unit]:
            yield theirs[unit][0], ours[unit][0]


def _only_nearest(own: str, told: list[str]) -> str | None:
    """None where two are equally near, so that nobody can say of which it was made."""
    by_likeness: dict[float, set[str]] = {}
    for each in told:
        by_likeness.setdefault(_likeness(own, each), set()).add(each)
    nearest = by_likeness[max(by_likeness)] if by_likeness else set()
    return nearest.pop() if len(nearest) == 1 else None


def _likeness(one: str, other: str) -> float:
    words, others = _words(one), _words(other)
    shared = len(words & others)
    return shared / max(1, len(words) + len(others) - shared)


@lru_cache(maxsize=10_000)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(sentence.split())


def _by_unit(sentence: str) -> dict[tuple[str, str], list[Figure]]:
    found: dict[tuple[str, str], list[Figure]] = {}
    for each in figures(sentence):
        found.setdefault((each.kind, each.unit), []).append(each)
    return found


def _tells(figure: Figure) -> bool:
    """A number that counts nothing named may be meant of anything."""
    return bool(figure.unit) or figure.kind != "count"
