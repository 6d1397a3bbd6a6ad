"""Each route by its share of server errors, for those that had one on either side."""

from incidents.analysis.facts import Facts
from incidents.analysis.rates import traffic
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.titles import fitted
from incidents.model.comparison import Comparison
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Ratio
from incidents.model.record import digest

Route = tuple[str, str, str]


def by_route(facts: Facts) -> dict[Route, list[RequestStatistics]]:
    """The records of each service, method and route, over all revisions, in that order."""
    found: dict[Route, list[RequestStatistics]] = {}
    for each in facts.requests:
        found.setdefault((each.service, each.method, each.route), []).append(each)
    return dict(sorted(found.items()))


def compared(facts: Facts) -> list[Comparison]:
    """Routes that answered with a server error on either side."""
    rows = ((key, each) for key, each in by_route(facts).items() if any(row.answered(500, 599) for row in each))
    return [_compared(facts, key, each) for key, each in rows]


def _compared(facts: Facts, key: Route, rows: list[RequestStatistics]) -> Comparison:
    service, method, route = key
    (failed_before, before), (failed, after) = (traffic.of_rows(facts, rows, after=side) for side in (False, True))
    judged = judge(failed_before, before, failed, after, each_once=True)
    return Comparison(
        id=f"compared-{digest('route', *key)}",
        subject="route",
        name=fitted(f"{method} {route}"),
        service=service,
        state=judged.state,
        before=Ratio(n=failed_before, total=before, unit="requests") if before else None,
        after=Ratio(n=failed, total=after, unit="requests") if after else None,
        times=judged.times,
        low=judged.low,
        high=judged.high,
        chance=judged.chance,
        reason=judged.reason,
        cites=tuple(sorted(each.id for each in rows)),
    )
