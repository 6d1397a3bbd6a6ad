"""The evidence of the page: every record as a card, by kind, what is cited before what is not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.model.cause import Answer
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.scope import Reading
from reports.page.records.body import Body, first_line, when
from reports.page.records.kinds import KINDS, Kind, body_of, kind_of
from templates.outside_text import text
from templates.safe import Safe

_MOST_LAID_OUT = 100
"""So many records that nothing cites are laid out all the same; of more, a script makes those that are asked for."""

_MOST_UNCITED = 2_500
_LONGEST = 6_000
_LONGEST_STORED = 2_000

_ONE = {kind.short: kind.one for kind in KINDS.values()}


@dataclass(frozen=True)
class Use:
    """A part of the page that stands on a record."""

    part: str
    title: Safe


@dataclass(frozen=True)
class Card:
    """`name` is the record's name in citations, empty where nothing cites it; `cut` counts characters left out."""

    id: str
    name: str
    kind: Kind
    body: Body
    at: str
    source: str
    locator: str
    words: str
    cut: int
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Group:
    """`stored` counts the records of the kind that are not laid out."""

    kind: Kind
    cards: tuple[Card, ...]
    stored: int = 0

    @property
    def total(self) -> int:
        return len(self.cards) + self.stored


@dataclass(frozen=True)
class Shelf:
    """`missing` counts the records that nothing cites and that would make the page too large."""

    groups: tuple[Group, ...]
    shown: int
    missing: int
    store: Mapping[str, Sequence[object]]


def shelf(incident: Incident, evidence: Mapping[str, AnyEvidence], cited: Mapping[str, tuple[str, str]]) -> Shelf:
    names = dict(cited.values())
    records: list[AnyEvidence | Reading] = [evidence[key] for key in sorted(evidence)]
    records += sorted(incident.readings, key=lambda each: each.id)
    uncited = [each.id for each in records if each.id not in names]
    left_out = set(uncited[_MOST_UNCITED:])
    uses = _uses(incident)
    cards = [_card(each, names, uses.get(each.id, ())) for each in records if each.id not in left_out]
    cards.sort(key=lambda each: (not each.name, each.at, each.body.title, each.id))
    laid_out, put_away = _parted(cards)
    groups = [
        Group(kind, tuple(each for each in laid_out if each.kind is kind), sum(each.kind is kind for each in put_away))
        for kind in KINDS.values()
    ]
    return Shelf(tuple(each for each in groups if each.total), len(cards), len(left_out), stored(put_away))


def _parted(cards: Sequence[Card]) -> tuple[list[Card], list[Card]]:
    """What the page's text leads to, with as much else as costs nothing, and the rest."""
    needed = {each.id for each in cards if each.name or each.uses}
    needed |= {fact.record for each in cards if each.id in needed for fact in each.body.facts if fact.record}
    spare = [each.id for each in cards if each.id not in needed]
    # A record that is put away names its others by words alone, so none of those has to be laid out for it.
    kept = needed if len(spare) > _MOST_LAID_OUT else needed.union(spare)
    return [each for each in cards if each.id in kept], [each for each in cards if each.id not in kept]


def stored(cards: Sequence[Card]) -> Mapping[str, Sequence[object]]:
    """Records as rows: kind, id, title, tone, time, source, locator, facts, words, and how much was cut.

    Strings that occur in more than one place are numbers that stand for them; words are stored line by line, because
    stacks share most of theirs.
    """
    kinds = list(dict.fromkeys(each.kind.short for each in cards))
    lines = {each.id: each.words[:_LONGEST_STORED].split("\n") for each in cards}
    seen = Counter[str]()
    for each in cards:
        seen.update((each.at, each.source, each.body.title, each.locator, *lines[each.id]))
        seen.update(word for fact in each.body.facts for word in (fact.name, fact.value))
    shared = [word for word, times in seen.items() if times > 1 and len(word) > 2]
    number = {word: place for place, word in enumerate(shared)}
    rows = [
        (
            kinds.index(each.kind.short),
            each.id,
            *(number.get(word, word) for word in (each.body.title, each.body.tone, each.at, each.source, each.locator)),
            [number.get(word, word) for fact in each.body.facts for word in (fact.name, fact.value)],
            [number.get(line, line) for line in lines[each.id]],
            each.cut + max(0, len(each.words) - _LONGEST_STORED),
        )
        for each in cards
    ]
    return {"kinds": [(each, _ONE[each]) for each in kinds], "shared": shared, "rows": rows} if rows else {}


def _card(record: AnyEvidence | Reading, names: Mapping[str, str], uses: Iterable[Use]) -> Card:
    body = body_of(record)
    reading = isinstance(record, Reading)
    return Card(
        id=record.id,
        name=names.get(record.id, ""),
        kind=KINDS[kind_of(record)],
        body=body,
        at="" if isinstance(record, Reading) else when(record.at),
        source=record.source,
        locator="" if isinstance(record, Reading) else record.locator,
        words=body.words[:_LONGEST],
        cut=0 if reading else max(0, len(body.words) - _LONGEST),
        uses=tuple(uses),
    )


def _uses(incident: Incident) -> dict[str, tuple[Use, ...]]:
    """For each record the findings and causes that stand on it."""
    found: dict[str, dict[str, Use]] = {}
    for finding in incident.findings:
        for key in (*finding.primary, *finding.related):
            found.setdefault(key, {})[finding.id] = Use(finding.id, text(first_line(finding.title, 90)))
    for chain in incident.chains:
        for why in chain.whys:
            if isinstance(why, Answer):
                cause = why.cause
                for key in (*cause.evidence_for, *cause.evidence_against):
                    found.setdefault(key, {})[cause.id] = Use(cause.id, text(first_line(cause.claim, 90)))
    return {key: tuple(each.values()) for key, each in found.items()}
