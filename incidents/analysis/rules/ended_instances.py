"""Instances that the platform ended, or that ended by themselves, while they served.

Claims: on a revision of the candidate side that became ready, instances ran out of memory, were killed or crashed, and
on the baseline side none did, or clearly fewer. Refuted by as many such ends for as many requests before.
"""

import re
from typing import NamedTuple

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.pattern_change import state_of
from incidents.analysis.rates.traffic import heard_before
from incidents.analysis.titles import quoted
from incidents.model.evidence import PlatformEvent
from incidents.model.finding import UNRANKED, Finding, Ratio, State
from incidents.model.instant import Instant
from incidents.model.record import digest

NAME = "ended-instances"
MEMORY = re.compile(r"memory limit of|too much memory", re.IGNORECASE)
CUT_OFF = re.compile(r"connection to the instance had an error", re.IGNORECASE)
# What leaves nothing to compare: no instance of a service that is well ends so.
_KILLED = re.compile(
    r"memory limit|too much memory|out of memory|signal:? (?:4|6|7|8|9|11)\b|exit\((?:13[2-9]|134|137|139)\)|"
    r"\bSIG(?:KILL|SEGV|ABRT|BUS|ILL|FPE)\b",
    re.IGNORECASE,
)
# How a process ends that was asked to, as each instance is that is not needed any more.
_ASKED_TO = re.compile(r"signal:? (?:2|15)\b|exit\((?:130|143)\)|\bSIG(?:TERM|INT)\b")


class _Ends(NamedTuple):
    """Events of one service with the same words, and how often they were on both sides."""

    events: list[PlatformEvent]
    sides: Sides
    state: State

    @property
    def words(self) -> str:
        """The first sentence without what varies; what follows gives advice."""
        return self.events[0].message.partition(". ")[0].partition(" with <")[0].rstrip(".")


def find(facts: Facts) -> list[Finding]:
    """One for each way to end; the memory limit comes first, and what was said in the same minutes belongs to it."""
    kept: list[tuple[_Ends, list[_Ends]]] = []
    for each in sorted(_ends(facts), key=_told_most):
        beside = next((more for head, more in kept if _one_end(facts, head, each)), None)
        if beside is None:
            kept.append((each, []))
        else:
            beside.append(each)
    return sorted((_finding(facts, head, more) for head, more in kept), key=lambda each: each.id)


def seen(facts: Facts, event: PlatformEvent) -> dict[tuple[str, Instant], int]:
    """How often it was on the candidate side, by revision and minute."""
    minutes = (each for each in event.by_minute if facts.is_after(event.service, each.revision, each.minute))
    return {(each.revision, each.minute): each.count for each in minutes}


def is_killed(finding: Finding) -> bool:
    """Whether it tells of instances that were ended by force or by a fault of the program."""
    return finding.rule == NAME and _KILLED.search(finding.signature or "") is not None


def _ends(facts: Facts) -> list[_Ends]:
    by_words: dict[tuple[str, str], list[PlatformEvent]] = {}
    for each in facts.of(PlatformEvent):
        revision = facts.revisions.get(each.revision or "")
        started = revision is None or revision.ready is not False
        if each.event == "crash" and each.by_minute and started and not _ASKED_TO.search(each.message):
            by_words.setdefault((each.service, each.message), []).append(each)
    found = []
    for (service, _), events in sorted(by_words.items()):
        sides = _sides(facts, events)
        state = state_of(facts, service, sides)
        if sides.after and state in ("new", "worse"):
            found.append(_Ends(events, sides, state))
    return found


def _sides(facts: Facts, events: list[PlatformEvent]) -> Sides:
    after = [each for each in events if seen(facts, each)]
    n = sum(sum(seen(facts, each).values()) for each in after)
    began = [max(each.first, min(minute for _, minute in seen(facts, each))) for each in after]
    return Sides(
        before=sum(each.count for each in events) - n,
        after=n,
        first=min(began, default=None),
        last=max((each.last for each in after), default=None),
    )


def _told_most(ends: _Ends) -> tuple[bool, int, str, str]:
    return (not MEMORY.search(ends.words), -ends.sides.after, ends.events[0].service, ends.words)


def _one_end(facts: Facts, head: _Ends, other: _Ends) -> bool:
    """Whether nearly each was said in a minute of the head, or in the next one."""
    if head.events[0].service != other.events[0].service:
        return False
    ended = {place for each in head.events for place in seen(facts, each)}
    near = ended | {(revision, minute.plus(60)) for revision, minute in ended}
    counts = [pair for each in other.events for pair in seen(facts, each).items()]
    return sum(n for place, n in counts if place in near) >= 0.8 * sum(n for _, n in counts)


def _finding(facts: Facts, ends: _Ends, beside: list[_Ends]) -> Finding:
    event, sides = ends.events[0], ends.sides
    after = [each for each in ends.events if seen(facts, each)]
    revisions = {each.revision for each in after}
    cut_off = [
        each
        for each in facts.of(PlatformEvent)
        if each.service == event.service and each.revision in revisions and CUT_OFF.search(each.message)
    ]
    before = [each for each in ends.events if each not in after]
    related = [*before, *cut_off, *(each for more in beside for each in more.events)]
    component = component_of(facts.sealed.policy, [event.service])
    return Finding(
        id=f"finding-{digest(NAME, event.service, ends.words)}",
        rule=NAME,
        kind="log",
        title=f"{event.service}: instances end while they serve: {quoted(ends.words)}",
        service=event.service,
        component=component.name if component else None,
        state=ends.state,
        priority=UNRANKED,
        signature=ends.words,
        before=Ratio(n=sides.before, unit="log entries") if heard_before(facts, event.service) else None,
        after=Ratio(n=sides.after, unit="log entries"),
        first=sides.first,
        last=sides.last,
        primary=tuple(sorted(each.id for each in after)),
        related=tuple(sorted(each.id for each in related)),
    )
