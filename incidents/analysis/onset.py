"""When a failure began on the revision that showed it, how that revision fared before, and whether it is over."""

from incidents.analysis.causes.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.analysis.rules.refused_route import answers_of
from incidents.model.evidence import LogPattern, MinuteRequests, PlatformEvent, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_SERVED_WELL = 20
_FOR_SECONDS = 900


def served_well_before(facts: Facts, finding: Finding) -> bool:
    """Whether the revision answered at least twenty requests over a quarter of an hour before the failure began.

    Where nothing of the service was deployed in the window, whatever revision it ran. A change of the code or of a
    setting is there from a revision's first request on; what comes later came from elsewhere, unless something else
    speaks for the change.
    """
    good, _ = good_requests_before(facts, finding)
    earlier = _before(facts, finding)
    if not earlier or finding.first is None:
        return False
    return good >= _SERVED_WELL and min(earlier).seconds_until(finding.first) >= _FOR_SECONDS


def never_deployed(facts: Facts, finding: Finding) -> bool:
    """Whether the revisions of its service are known, and none of them is new in the window."""
    service = finding.service
    known = service is not None and bool(facts.window.baseline.of(service))
    return known and service is not None and not facts.window.candidate.of(service)


def good_requests_before(facts: Facts, finding: Finding) -> tuple[int, tuple[str, ...]]:
    """How many requests its revision answered without a server error before the minute of the first failure."""
    earlier = _before(facts, finding)
    good = sum(minute.count - minute.server_errors for minutes in earlier.values() for _, minute in minutes)
    return good, tuple(sorted({key for minutes in earlier.values() for key, _ in minutes}))


def _before(facts: Facts, finding: Finding) -> dict[Instant, list[tuple[str, MinuteRequests]]]:
    """The minutes of requests to the revision that showed the failure first, before it did, with their records."""
    revision, stays = first_revision(facts, finding), never_deployed(facts, finding)
    found: dict[Instant, list[tuple[str, MinuteRequests]]] = {}
    for each in facts.requests if finding.first else ():
        if each.revision == revision or (stays and each.service == finding.service):
            for minute in each.by_minute:
                if finding.first and minute.minute < finding.first.minute:
                    found.setdefault(minute.minute, []).append((each.id, minute))
    return found


def is_over(facts: Facts, finding: Finding) -> bool:
    """Whether a later revision of the service served so much without the failure that chance does not explain it.

    At the rate that was seen, none at all has to have a probability below one in twenty.
    """
    bad = _bad_revisions(facts, finding)
    if finding.service is None or not bad:
        return False
    serving = [each.revision for each in facts.window.candidate.of(finding.service)]
    last = max((index for index, name in enumerate(serving) if name in bad), default=len(serving))
    later = set(serving[last + 1 :])
    failures = finding.after.n if finding.after else 0
    exposed, clean = _answered(facts, finding, bad), _answered(facts, finding, later)
    if not failures or not exposed:
        return False
    return (1 - min(1.0, failures / exposed)) ** clean < 1 / 20 if clean else False


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


def _answered(facts: Facts, finding: Finding, revisions: set[str]) -> int:
    """Requests of those revisions: to the routes that failed where the finding names any, else to all."""
    routes = {
        (record.method, record.route)
        for record in (facts.records[key] for key in (*finding.primary, *finding.related))
        if isinstance(record, RequestStatistics)
    }
    rows = (each for each in facts.requests if each.service == finding.service and each.revision in revisions)
    return sum(each.count for each in rows if not routes or (each.method, each.route) in routes)
