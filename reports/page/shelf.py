"""The evidence of the page: every record as a card, by kind, what is cited before what is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.model.cause import Answer
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.scope import Reading
from reports.page.records.body import Body, first_line, when
from reports.page.records.kinds import KINDS, Kind, body_of, kind_of
from templates.outside_text import text
from templates.safe import Safe

_MOST_UNCITED = 2_500
_LONGEST = 6_000


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
    kind: Kind
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Shelf:
    """`missing` counts the records that nothing cites and that would make the page too large."""

    groups: tuple[Group, ...]
    shown: int
    missing: int


def shelf(incident: Incident, evidence: Mapping[str, AnyEvidence], cited: Mapping[str, tuple[str, str]]) -> Shelf:
    names = dict(cited.values())
    records: list[AnyEvidence | Reading] = [evidence[key] for key in sorted(evidence)]
    records += sorted(incident.readings, key=lambda each: each.id)
    uncited = [each.id for each in records if each.id not in names]
    left_out = set(uncited[_MOST_UNCITED:])
    uses = _uses(incident)
    cards = [_card(each, names, uses.get(each.id, ())) for each in records if each.id not in left_out]
    cards.sort(key=lambda each: (not each.name, each.at, each.body.title, each.id))
    groups = [Group(kind, tuple(each for each in cards if each.kind is kind)) for kind in KINDS.values()]
    return Shelf(tuple(each for each in groups if each.cards), len(cards), len(left_out))


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
