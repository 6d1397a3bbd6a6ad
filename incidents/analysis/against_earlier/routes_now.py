"""What became of a slower or a refused route of the stored incident, by how the same routes are answered now."""

import re

from incidents.analysis.against_earlier.told import Told
from incidents.analysis.compared.latencies import LEAST, NOTICED_MS, TWICE
from incidents.analysis.compared.routes import by_route
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.unread.coverage import logs_whole
from incidents.model.earlier import AgainstState
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding

_MEDIAN = re.compile(r" p50 (\d+(?:\.\d+)?(?:e\+\d{1,2})?) ms$", re.ASCII)


def took(facts: Facts, old: Finding) -> Told:
    """Gone where its median fell to half and noticeably; "then" is that of the stored incident."""
    then, found = median_of(old), _rows(facts, old)
    timed = [each for each in found if each.latency and each.latency.count >= LEAST]
    newest = max(timed, key=lambda each: (each.count, each.id), default=None)
    if then is None or newest is None or newest.latency is None:
        return Told("not-observed", f"fewer than {LEAST} requests to it told how long they took")
    now = newest.latency.p50_ms
    state = _moved(then, now)
    said = f"it takes {now:g} ms in the median, and {then:g} ms then"
    if state == "better":
        return Told("gone", said, (newest.id,))
    return Told("same", f"{said}; it took as long before this window, so it is no finding of it", (newest.id,))


def by_median(old: Finding, new: Finding) -> Told:
    """Of a route that both found slower, each than its own baseline."""
    then, now = median_of(old), median_of(new)
    if then is None or now is None:
        return Told("same", "it is still slower; how long it took is not known of both")
    return Told(_moved(then, now), f"{then:g} ms in the median then, {now:g} ms now")


def refused(facts: Facts, old: Finding) -> Told:
    """Gone where its routes were asked as often without being refused as chance does not explain."""
    status, found = refused_with(old), _rows(facts, old)
    counted = [
        each for row in found for each in row.by_minute if facts.is_after(row.service, row.revision, each.minute)
    ]
    asked = sum(each.count for each in counted)
    if status is None:
        return Told("not-observed", "with which status its requests were refused is not known")
    if not logs_whole(facts) or not asked:
        return Told("not-observed", "its routes were not asked in the window, or the logs were not read whole")
    seen = [
        each.last
        for row in found
        for each in row.statuses
        if each.status == status and facts.is_after(row.service, row.revision, each.last.minute)
    ]
    cites = tuple(sorted(each.id for each in found))
    if old.after is None or not old.after.total:
        return Told("not-observed", "of how many requests they were refused then is not known", cites)
    if seen:
        said = f"requests were answered {status} in the window too, last at {max(seen)}; that is no finding of it"
        return Told("same", said, cites)
    judged = judge(old.after.n, old.after.total, 0, asked)
    if judged.state != "resolved":
        return Told("not-observed", judged.reason, cites)
    return Told("gone", f"{asked} requests in the window, none of them answered {status}", cites)


def median_of(finding: Finding) -> float | None:
    found = _MEDIAN.search(finding.signature or "")
    return float(found[1]) if found else None


def _moved(then: float, now: float) -> AgainstState:
    """By what makes a route slower in one window: twice the median, and a tenth of a second."""
    low, high = sorted((then, now))
    if high < TWICE * low or high - low < NOTICED_MS:
        return "same"
    return "worse" if now > then else "better"


def _rows(facts: Facts, old: Finding) -> list[RequestStatistics]:
    """Requests of this window's revisions to the route that the finding names, or to all where it names several."""
    method, route = (*(old.signature or "").partition("\n")[0].split(" "), "", "")[:2]
    rows = [
        row
        for (service, *where), rows in by_route(facts).items()
        if service == old.service and (method == "several" or where == [method, route])
        for row in rows
    ]
    return [
        each for each in rows if any(facts.is_after(each.service, each.revision, of.minute) for of in each.by_minute)
    ]
