"""What ties one failing thing to another: each tie is a reason in words, or None where the evidence gives none."""

import re
from collections.abc import Callable

from incidents.analysis.compared.latencies import most_are_slower
from incidents.analysis.course.failing_minutes import Minutes, active, of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import REFUSED_ROUTE
from incidents.analysis.rates.answered_with import refused_with as status_refused
from incidents.analysis.rules import ended_instances, secret_in_log
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding

_ANSWERED = re.compile(r" -> (\d{3})\b")
_LEAST = 3
"""Fewer may meet by chance."""
_CHANCE = 0.05
_TELLING = 16
"""Shorter messages, such as `timeout`, are said of many things."""


def same_trace(facts: Facts, head: Finding, other: Finding) -> str | None:
    """The first entries of both belong to one request."""
    shared = traces_of(facts, head) & traces_of(facts, other)
    return f"both belong to the request of trace {min(shared)}" if shared else None


def answered_with(facts: Facts, head: Finding, other: Finding) -> str | None:
    """Nearly every failed request of a route has an entry of the error in its minute."""
    if head.kind != "log" or other.kind != "request":
        return None
    failed, logged = of(facts, other), of(facts, head)
    total = sum(failed.values())
    shared = _shared(failed, logged)
    if total < _LEAST or shared < 0.8 * total:
        return None
    return f"{shared} of its {total} failed requests have an entry of the error in their minute, on the same revision"


def cut_off(facts: Facts, head: Finding, other: Finding) -> str | None:
    """Nearly every failed request of a route began in the minute in which its instance ended, or in the one before."""
    if head.rule != ended_instances.NAME or other.kind != "request":
        return None
    failed, ended = of(facts, other), of(facts, head)
    near = set(ended) | {(revision, minute.plus(-60)) for revision, minute in ended}
    total = sum(failed.values())
    shared = sum(count for place, count in failed.items() if place in near)
    by_chance = min(1.0, len(near) / len(active(facts, head.service) | near)) ** len(failed)
    if total < _LEAST or shared < 0.8 * total or by_chance > _CHANCE:
        return None
    return f"{shared} of its {total} failed requests began in the minute in which an instance ended, or the one before"


def refused_with(facts: Facts, head: Finding, other: Finding) -> str | None:
    """The entries that were logged with refused requests, whichever of both says more."""
    del facts
    for one, said in ((head, other), (other, head)):
        if one.rule == REFUSED_ROUTE and said.kind in ("log", "warning") and set(said.primary) <= set(one.related):
            return "as many entries as refused requests, on the same revision and over the same time"
    return None


def follows(facts: Facts, head: Finding, other: Finding) -> str | None:
    """Nearly every entry has one of the head in its minute, too often for chance.

    A head that fails in most minutes in which the service was used proves nothing so; the chance is the share of its
    minutes, to the power of the minutes in which both were seen. Where both counts agree, they are one.
    """
    if other.kind not in ("log", "warning") or head.kind != "log":
        return None
    mine, theirs = of(facts, head), of(facts, other)
    total, shared = sum(theirs.values()), _shared(theirs, mine)
    if total < _LEAST or shared < 0.8 * total:
        return None
    used = active(facts, head.service) | set(mine)
    by_chance = (len(mine) / len(used)) ** len(set(mine) & set(theirs))
    if by_chance > _CHANCE and shared < 0.8 * sum(mine.values()) and not _at_once(facts, head, other):
        return None
    return f"{shared} of its {total} entries have one of the error in their minute, on the same revision"


def same_words(facts: Facts, head: Finding, other: Finding) -> str | None:
    """The other one carries the whole message of the error."""
    del facts
    if head.kind != "log":
        return None
    message = bare(head.signature or "")
    said = f"{other.title}\n{other.signature or ''}"
    if message and message in said and (len(message) >= _TELLING or other.signature == head.signature):
        return f"it carries the error's own words: {message}"
    return None


def same_sentence(facts: Facts, head: Finding, other: Finding) -> str | None:
    """One sentence but for one value: named (`kind=a`, `kind=b`), or seen only in minutes of the other."""
    if head.kind != other.kind or head.kind not in ("log", "warning"):
        return None
    mine, theirs = (head.signature or "").split(), (other.signature or "").split()
    if len(mine) != len(theirs) or len(mine) < 5:
        return None
    differing = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return None
    name, named = (each.partition("=")[0] for each in differing[0])
    if name == named and all("=" in each for each in differing[0]):
        return f"the same sentence with another value of {name.strip('([{')}"
    inside = set(of(facts, other)) <= set(of(facts, head))
    return "the same sentence with one other word, seen only in minutes of the first" if inside else None


def slower_together(facts: Facts, head: Finding, other: Finding) -> str | None:
    """Routes that became slower on one revision, as most of its service did: what they share is slower."""
    if (head.kind, other.kind) != ("latency", "latency") or _revisions(facts, head) != _revisions(facts, other):
        return None
    if not most_are_slower(facts, head.service or ""):
        return None
    return "it is slower on the same revision, as most routes of the service are"


TIES: tuple[Callable[[Facts, Finding, Finding], str | None], ...] = (
    same_trace,
    answered_with,
    cut_off,
    refused_with,
    same_words,
    follows,
    same_sentence,
    slower_together,
)


def tie(facts: Facts, head: Finding, other: Finding) -> str | None:
    """The first reason why `other` is an echo of `head`; never across services, and no secret follows from anything."""
    if head.service is None or head.service != other.service or secret_in_log.NAME in (head.rule, other.rule):
        return None
    return next((reason for each in TIES if (reason := each(facts, head, other))), None)


def bare(message: str) -> str:
    """The message without the names of types and loggers before it."""
    return re.sub(r"^(?:[\w.]+: )+", "", message.strip())


def traces_of(facts: Facts, finding: Finding) -> set[str]:
    """Of a route only the requests with an answer that the finding is about, and none where it is only slow."""
    answer = str(status_refused(finding) or 5)
    found = set()
    for record in (facts.records[key] for key in finding.primary):
        if isinstance(record, LogPattern):
            found |= {each.trace for each in record.exemplars if each.trace}
        elif isinstance(record, RequestStatistics) and finding.kind == "request":
            answered = ((each.trace, _ANSWERED.search(each.text)) for each in record.exemplars)
            found |= {trace for trace, told in answered if trace and (told is None or told[1].startswith(answer))}
    return found


def _at_once(facts: Facts, head: Finding, other: Finding) -> bool:
    """Whether the first entries of both were logged by one instance within a tenth of a second."""
    mine, theirs = (
        [
            each
            for record in (facts.records[key] for key in finding.primary)
            if isinstance(record, LogPattern)
            for each in record.exemplars
            if each.instance and each.revision in facts.new_revisions
        ]
        for finding in (head, other)
    )
    return any(a.instance == b.instance and abs(a.at.seconds_until(b.at)) <= 0.1 for a in mine for b in theirs)


def _revisions(facts: Facts, finding: Finding) -> set[str]:
    records = (facts.records[key] for key in finding.primary)
    return {each.revision for each in records if isinstance(each, RequestStatistics)}


def _shared(some: Minutes, others: Minutes) -> int:
    return sum(min(count, others.get(key, 0)) for key, count in some.items())
