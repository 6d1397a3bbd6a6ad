"""When a failure began on the revision that showed it, how that revision fared before, and whether it is over."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.analysis.compared.latencies import slow_at_once
from incidents.analysis.course.outside_words import text_of, words_of
from incidents.analysis.course.running_full import runs_full
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import answers_of
from incidents.model.evidence import LogPattern, MinuteRequests, PlatformEvent, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_CHANCE = 1 / 20
SERVED_WELL = 20
FOR_SECONDS = 900


def served_well_before(facts: Facts, finding: Finding) -> bool:
    """Whether the revision answered at least twenty such requests over a quarter of an hour before the failure began.

    Where the routes that failed are known, what was asked of others tells nothing, unless they share the room that ran
    out; what was slow from its first requests on was not served well. Where nothing of the service was deployed in the
    window, it is whatever revision it ran. A change of the code or of a setting is there from a revision's first
    request on; what comes later came from elsewhere, unless something else speaks for the change, or the revision ran
    full of what it keeps.
    """
    if runs_full(facts, finding):
        return False
    good, _ = good_requests_before(facts, finding)
    earlier = _before(facts, finding)
    if not earlier or finding.first is None:
        return False
    return good >= SERVED_WELL and min(earlier).seconds_until(finding.first) >= FOR_SECONDS


def never_deployed(facts: Facts, finding: Finding) -> bool:
    """Whether the revisions of its service are known, and none of them is new in the window."""
    if finding.service is None:
        return False
    return bool(facts.window.baseline.of(finding.service)) and not facts.window.candidate.of(finding.service)


def good_requests_before(facts: Facts, finding: Finding) -> tuple[int, tuple[str, ...]]:
    """How many requests that tell of it were answered without a server error before the minute of the first failure."""
    earlier = _before(facts, finding)
    good = sum(minute.count - minute.server_errors for minutes in earlier.values() for _, minute in minutes)
    return good, tuple(sorted({key for minutes in earlier.values() for key, _ in minutes}))


def routes_before(facts: Facts, finding: Finding) -> set[tuple[str, str]]:
    """The routes that tell how the revision fared before; none where all of them do."""
    words = words_of(text_of(facts, finding))
    shared = words is not None and words.outside == "capacity"
    return set() if shared else routes_of(facts, finding)


def _before(facts: Facts, finding: Finding) -> dict[Instant, list[tuple[str, MinuteRequests]]]:
    """The minutes of requests to the revision that showed the failure first, before it did, with their records."""
    revision, stays = first_revision(facts, finding), never_deployed(facts, finding)
    found: dict[Instant, list[tuple[str, MinuteRequests]]] = {}
    routes = routes_before(facts, finding)
    for each in facts.requests if finding.first else ():
        asked = not routes or (each.method, each.route) in routes
        own = each.revision == revision or (stays and each.service == finding.service)
        if asked and own and not slow_at_once(facts, each):
            for minute in each.by_minute:
                if finding.first and minute.minute < finding.first.minute:
                    found.setdefault(minute.minute, []).append((each.id, minute))
    return found


def earlier_new(facts: Facts, finding: Finding) -> list[str]:
    """The new revisions that were deployed before the first that shows the finding: they serve without it."""
    bad, _ = bad_and_later(facts, finding)
    serving = [each.revision for each in facts.window.candidate.of(finding.service or "")]
    return serving[: serving.index(bad[0])] if bad else []


def is_over(facts: Facts, finding: Finding) -> bool:
    """Whether a later revision of the service served so much without the failure that chance does not explain it.

    At the rate that was seen, none at all has to have a probability below one in twenty.
    """
    bad, later = bad_and_later(facts, finding)
    clean = sum(each.count for each in requests_of(facts, finding, later))
    return _spared(facts, finding, bad, clean) and _as_long(facts, finding, bad, later)


@dataclass(frozen=True)
class Ended:
    """`good` is the first revision behind `bad`, the last that failed, which answered so many (`clean`) requests well.

    `of_routes` tells that they are requests to the routes that failed, and not to all.
    """

    bad: str
    good: str
    clean: int
    of_routes: bool
    cites: tuple[str, ...]


def ended_on(facts: Facts, finding: Finding) -> Ended | None:
    """None where no later revision alone served enough, or where the failure had ended before it was deployed."""
    bad, later = bad_and_later(facts, finding)
    if finding.last is None or not bad or _spared(facts, finding, bad, _behind(facts, finding, bad, finding.last)):
        return None
    for name in later:
        rows = requests_of(facts, finding, [name])
        clean = sum(each.count for each in rows)
        if _spared(facts, finding, bad, clean) and _as_long(facts, finding, bad, [name]):
            cites = tuple(sorted(each.id for each in rows))
            return Ended(bad[-1], name, clean, bool(routes_of(facts, finding)), cites)
    return None


def ended_by_itself(facts: Facts, finding: Finding) -> bool:
    """Whether the revisions that failed served on so long without the failure that chance does not explain it."""
    bad, _ = bad_and_later(facts, finding)
    return finding.last is not None and _spared(facts, finding, bad, _behind(facts, finding, bad, finding.last))


def _behind(facts: Facts, finding: Finding, bad: Sequence[str], last: Instant) -> int:
    """Requests to the failing revisions after the failure was seen last."""
    rows = requests_of(facts, finding, bad)
    return sum(each.count for row in rows for each in row.by_minute if each.minute > last.minute)


def spared_on(facts: Facts, finding: Finding, revision: str) -> tuple[int, tuple[str, ...]] | None:
    """How many requests this one answered without the failure, with the records; None where chance may explain it."""
    bad, _ = bad_and_later(facts, finding)
    rows = requests_of(facts, finding, [revision])
    clean = sum(each.count for each in rows)
    spared = _spared(facts, finding, bad, clean) and _as_long(facts, finding, bad, [revision])
    return (clean, tuple(sorted(each.id for each in rows))) if spared else None


def bad_and_later(facts: Facts, finding: Finding) -> tuple[list[str], list[str]]:
    """The new revisions of the service that failed, and those behind the last of them, in the order of deployment."""
    failed = _bad_revisions(facts, finding)
    serving = [each.revision for each in facts.window.candidate.of(finding.service or "")]
    bad = [name for name in serving if name in failed]
    return bad, serving[serving.index(bad[-1]) + 1 :] if bad else []


def _spared(facts: Facts, finding: Finding, bad: Sequence[str], clean: int) -> bool:
    """Whether, at the rate that was seen, so many requests without a failure are no chance."""
    exposed = sum(each.count for each in requests_of(facts, finding, bad))
    failures = finding.after.n if finding.after else 0
    if not failures or not exposed or not clean:
        return False
    return bool((1 - min(1.0, failures / exposed)) ** clean < _CHANCE)


def _as_long(facts: Facts, finding: Finding, bad: Sequence[str], good: Sequence[str]) -> bool:
    """Whether one of the good served as long as the first that failed did until then, where something runs full."""
    if not runs_full(facts, finding) or finding.first is None:
        return True
    asked = {name: _minutes(facts, finding, name) for name in (bad[0], *good)}
    if not asked[bad[0]]:
        return False
    needed = min(asked[bad[0]]).seconds_until(finding.first)
    return any(min(of).seconds_until(max(of)) >= needed for name in good if (of := asked[name]))


def _minutes(facts: Facts, finding: Finding, revision: str) -> list[Instant]:
    rows = (each for each in facts.requests if each.service == finding.service and each.revision == revision)
    return [each.minute for row in rows for each in row.by_minute]


def _bad_revisions(facts: Facts, finding: Finding) -> set[str]:
    found: set[str] = set()
    low, high = answers_of(finding)
    for key in finding.primary:
        record = facts.records[key]
        if isinstance(record, LogPattern):
            found |= {each.revision for each in record.by_revision}
        elif isinstance(record, PlatformEvent):
            found |= {each.revision for each in record.by_minute}
        elif isinstance(record, RequestStatistics) and record.answered(low, high):
            found.add(record.revision)
    return found & facts.new_revisions


def requests_of(facts: Facts, finding: Finding, revisions: Sequence[str]) -> list[RequestStatistics]:
    """Requests of those revisions: to the routes that failed where the finding names any, else to all."""
    routes = routes_of(facts, finding)
    rows = (each for each in facts.requests if each.service == finding.service and each.revision in revisions)
    return [each for each in rows if not routes or (each.method, each.route) in routes]


def routes_of(facts: Facts, finding: Finding) -> set[tuple[str, str]]:
    """The routes that the finding names, by method and path."""
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    return {(each.method, each.route) for each in records if isinstance(each, RequestStatistics)}
