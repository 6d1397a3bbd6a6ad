"""What shows that data may have been lost: words of a new message, or a migration that takes away what is missed.

Claims: the service logged, and never before, that something it was to keep was lost, discarded, overwritten or set
aside as a dead letter; or it fails for want of a column or a table that a migration of the deployed commits drops.
Refuted by a later attempt that worked, by a copy, or by a database that held nothing yet.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from incidents.analysis.causes.code import dropped_schema
from incidents.analysis.causes.code.missing_name import missing_names
from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import echoes
from incidents.analysis.titles import quoted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

_QUIET = ("DEBUG", "INFO", "NOTICE")
_LONGEST = 600
_KEPT = (
    r"\w*(?:messages?|events?|records?|rows?|documents?|payloads?|writes?|updates?|uploads?|orders?|payments?|jobs?"
    r"|transactions?|bookings?|submissions?|tasks?|entry|entries|batch(?:es)?|data|notifications?)"
)
_LOST = r"(?:lost|discarded|dropped|overwritten)"
_LOSING = r"(?:los(?:t|ing)|discard(?:ed|ing)|dropp(?:ed|ing)|overwr(?:ote|iting))"
# The lookahead finds the digit once: where it could stand at any place of the word, four such words take minutes.
_NUMBER = r"(?=\S{0,40}[\d<])\S{1,80}"
_COUNTED = (
    rf"(?:(?:the|an?|all|some|this|these|one|pending|queued|unsaved|incoming|failed|poison|of|{_NUMBER})\s+){{0,4}}"
)
_WAS = rf"(?:\s+{_NUMBER})?:?\s+(?:(?:was|were|has|have|been|is|are|being|silently|permanently)\s+){{0,3}}"
_SAYS = re.compile(
    rf"\bdata[ -]loss\b|\b{_LOSING}\s+{_COUNTED}(?:\w+\s+)?{_KEPT}\b|\b{_KEPT}\b{_WAS}{_LOST}\b"
    r"|\bdead[ -]?letter(?:ed|ing)\b"
    r"|\b(?:moved?|moving|sent|sending|published|publishing|routed|forwarded|pushed|put)\b"
    r"[^\n]{0,80}?\bto\s+(?:\S+\s+)?(?:dead[ _-]?letters?|DLQ)\b",
    re.IGNORECASE,
)
# What is made again, what is told only of telemetry or of the network, and what is tried again is not lost.
_HARMLESS = re.compile(
    r"\b(?:no|without|not|never|prevent\w*|avoid\w*|against)\s+(?:[\w<>]+\s+){0,3}"
    r"(?:data[ -]loss|lost|discarded|dropped)\b|\bcach\w+|\bevict|\bexport(?:er|ing)\b"
    r"|\bpackets?\b|\bdatagrams?\b|\bconnections?\b|\bsockets?\b|\bprivileges?\b|\bcapabilit|\bframes?\b|\bspans?\b"
    r"|\btraces?\b|\bmetrics?\b|\btelemetry\b|\bheartbeats?\b"
    r"|\blog (?:messages?|entry|entries|records?|events?|lines?)\b"
    r"|\bduplicates?\b|\balready\b|\bdedup|\bindex(?:es)?\b|\bretr(?:y|ying|ied)\b|\bre-?queue|\bre-?deliver|\bagain\b"
    r"|\block\b|\bsettings?\b|\bconfig",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Loss:
    """What tells of it, in words, and the records that say so."""

    said: str
    cites: tuple[str, ...]


def loss(facts: Facts, finding: Finding) -> Loss | None:
    """Of a failure or a warning that is new or worse; what its service logged in the same minutes is heard too."""
    if finding.kind not in ("log", "request", "warning") or finding.state not in ("new", "worse"):
        return None
    return _logged(facts, finding) or _taken_away(facts, finding)


def losses(facts: Facts, findings: list[Finding]) -> list[Claim]:
    """A sentence for each finding that tells of it."""
    told = ((each, loss(facts, each)) for each in findings)
    return [
        Claim(
            id=f"claim-lost-{finding.id}",
            kind="derived",
            template="{title}: data may have been lost: {said}.",
            values=(
                Value(name="title", form="text", value=finding.title),
                Value(name="said", form="text", value=found.said),
            ),
            cites=found.cites,
        )
        for finding, found in told
        if found is not None
    ]


# The same messages are asked about for each finding, once for its priority and once for the sentence on it.
@lru_cache(maxsize=4096)
def says_so(text: str) -> bool:
    """Whether a message tells that something was lost that was to be kept."""
    told = text[:_LONGEST]
    return _SAYS.search(told) is not None and _HARMLESS.search(told) is None


def _logged(facts: Facts, finding: Finding) -> Loss | None:
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    own = [each for each in records if isinstance(each, LogPattern)]
    telling = [each for each in facts.patterns if each not in own and _tells(each)]
    beside = (each for each in telling if any(echoes(facts, [head], [each]) for head in own))
    for pattern in (*filter(_tells, own), *beside):
        sides = facts.pattern_sides(pattern)
        if not sides.before and sides.after:
            times = "time" if sides.after == 1 else "times"
            what = quoted(pattern.message or pattern.template)
            return Loss(f"{what} was logged {sides.after} {times}, and not before", (pattern.id,))
    return None


def _tells(pattern: LogPattern) -> bool:
    return pattern.severity not in _QUIET and says_so(pattern.message or pattern.template)


def _taken_away(facts: Facts, finding: Finding) -> Loss | None:
    deployed = {each.sha for each in facts.commits.values() if each.new_in}
    for kind, name in missing_names(f"{finding.title}\n{finding.signature or ''}"):
        for change in facts.changes:
            if change.commit in deployed and dropped_schema.destroys(change, kind, name):
                said = f"{change.path} drops the {kind} `{name}`, for want of which it fails"
                return Loss(said, tuple(sorted({change.id, *finding.primary})))
    return None
