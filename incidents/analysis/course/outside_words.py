"""What the messages of a failure say of an end outside of what was deployed: another party, or too little room."""

import re
from typing import Literal, NamedTuple

from incidents.analysis.course.party_words import party_said
from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

Outside = Literal["external", "capacity"]

_NO_ROOM = re.compile(
    r"\bno available instance\b|\bmemory limit\b|\bout of memory\b|\bmax(?:imum)?[ -]instances\b|"
    r"\bpool (?:is )?(?:exhausted|limit|overflow)|\bQueuePool\b|\btoo many (?:connections|clients|open files)\b|"
    r"\bPool\w*Timeout\b|\b(?:could ?n[o']t|unable to|failed to) (?:get|acquire|obtain) a (?:free )?connection\b|"
    r"\bwaiting for a (?:free |available )?(?:connection|slot|worker)\b|"
    r"\bno space left\b|\bqueue (?:is )?full\b",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """Which of the two a message tells of, and the words of it that do."""

    outside: Outside
    said: str


def words_of(text: str) -> Words | None:
    """What a message tells of; where room ran out, a party that then did not answer is what follows."""
    room, party = _NO_ROOM.search(text), party_said(text)
    if room:
        return Words("capacity", room.group(0))
    return Words("external", party) if party else None


def text_of(facts: Facts, finding: Finding) -> str:
    """Its title with all that its entries say."""
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    patterns = [each for each in records if isinstance(each, LogPattern)]
    return "\n".join([finding.title, *(f"{each.message or ''}\n{each.excerpt}" for each in patterns)])
