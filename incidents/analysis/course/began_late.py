"""Whether the revision that fails had answered the same requests well before, more of them than chance explains.

What a change did to a revision is there from its first request on. What only load brings out is not: there minutes
count and not requests, and only those in which the revision had as much to do as in those in which it failed.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

from incidents.analysis.compared.latencies import slow_at_once
from incidents.analysis.course.onset import FOR_SECONDS, SERVED_WELL, requests_of, routes_of
from incidents.analysis.course.outside_words import words_of
from incidents.analysis.course.running_full import runs_full
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_CHANCE = 0.001
_BUSY_MINUTES = 15
_FRAME = re.compile(r"^[ \t]*(?:at \S|File \"|from \S+:\d|#\d+ ).*$|^[ \t]+\S+\.\w+:\d+.*$", re.MULTILINE)
_OF_LOAD = re.compile(
    r"\btime[d]?[ -]?out|\bsignal 9\b|\bOOM\b|\bmemory\b|\bheap\b|\bpool\b|\bdeadlock|\block(?:ed)? wait|\bconcurren|"
    r"malformed response|connection to the instance|\b429\b|\btoo (?:many|slow)\b|\bdeadline|\bWORKER\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GoodStart:
    """`served` requests were answered well by `revision` before, as the cited records count.

    `of_routes` tells that they are requests to the routes that failed, and not to all.
    """

    revision: str
    served: int
    of_routes: bool
    cites: tuple[str, ...]

    @property
    def said(self) -> str:
        kind = "such requests" if self.of_routes else "requests"
        return f"{self.revision} had answered {self.served} {kind} well before it began"


def good_start(facts: Facts, finding: Finding) -> GoodStart | None:
    """None where the failure may have been there from the start, or nothing tells."""
    revision = first_revision(facts, finding) or _only_revision(facts, finding)
    if revision is None or finding.first is None or runs_full(facts, finding):
        return None
    onset = finding.first.minute
    rows = [each for each in requests_of(facts, finding, [revision]) if not slow_at_once(facts, each)]
    busy = _busy(facts, revision, onset) if depends_on_load(facts, finding) else None
    minutes = [(row, each) for row in rows for each in row.by_minute if busy is None or each.minute in busy]
    before = [(row, each) for row, each in minutes if each.minute < onset]
    since = [each for _, each in minutes if each.minute >= onset]
    served = sum(each.count - each.server_errors for _, each in before)
    if served < SERVED_WELL or min(each.minute for _, each in before).seconds_until(finding.first) < FOR_SECONDS:
        return None
    if busy is None:
        failed = sum(each.server_errors for each in since) or (finding.after.n if finding.after else 0)
        chance = _by_chance(failed, sum(each.count for each in since), served)
    else:
        failing = {each.minute for each in since if each.server_errors}
        good = {each.minute for _, each in before} - {each.minute for _, each in before if each.server_errors}
        if len(good) < _BUSY_MINUTES:
            return None
        chance = _by_chance(len(failing), len({each.minute for each in since}), len(good))
    cites = tuple(sorted({row.id for row, _ in before}))
    return GoodStart(revision, served, bool(routes_of(facts, finding)), cites) if chance <= _CHANCE else None


def _by_chance(failed: int, asked: int, served: int) -> float:
    """The chance that all failures fall behind the onset, were each one as likely to fail (Fisher's exact test)."""
    failed = min(failed, asked)
    return math.prod((asked - drawn) / (asked + served - drawn) for drawn in range(failed)) if failed else 1.0


def _only_revision(facts: Facts, finding: Finding) -> str | None:
    """Of a service of which nothing was deployed in the window, the revision that it was seen on."""
    if finding.service is None or facts.window.candidate.of(finding.service):
        return None
    records = [facts.records[key] for key in finding.primary]
    seen = {each.revision for record in records if isinstance(record, LogPattern) for each in record.by_revision}
    seen |= {each.revision for each in records if isinstance(each, RequestStatistics)}
    return next(iter(seen)) if len(seen) == 1 else None


def _busy(facts: Facts, revision: str, onset: Instant) -> set[Instant]:
    """The minutes with as much to do as the busiest quarter of the failing ones had."""
    load: Counter[Instant] = Counter()
    failing = set()
    for row in facts.requests:
        if row.revision == revision:
            for each in row.by_minute:
                load[each.minute] += each.count
                if each.server_errors and each.minute >= onset:
                    failing.add(each.minute)
    loads = sorted(load[minute] for minute in failing)
    return {minute for minute, count in load.items() if loads and count >= loads[3 * len(loads) // 4]}


def depends_on_load(facts: Facts, finding: Finding) -> bool:
    """Whether the messages speak of room or time; what only answers with an error tells nothing, so it may.

    The names in a stack are those of code, which takes a timeout whatever failed.
    """
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    texts = [
        f"{each.message or ''}\n{_FRAME.sub('', each.excerpt)}" for each in records if isinstance(each, LogPattern)
    ]
    said = "\n".join([finding.title, *texts])
    words = words_of(said)
    return not texts or (words is not None and words.outside == "capacity") or _OF_LOAD.search(said) is not None
