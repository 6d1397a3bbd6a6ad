from incidents.analysis.deployments.deliveries import delivered, deliverer_of
from incidents.analysis.facts import Facts
from incidents.analysis.impact.functions import functions
from incidents.analysis.rules import failing_route
from incidents.model.evidence import Deliverer, Deliveries, MinuteRequests, RequestStatistics, StatusCount
from incidents.model.finding import Ratio
from incidents.model.policy import Component, Policy
from tests import builders
from tests.builders import at


def row(route: str, *, failed: int = 8, delivered: int = 0, by: Deliverer = "Pub/Sub") -> RequestStatistics:
    statuses = (StatusCount(status=500, count=failed, first=at(minutes=150), last=at(minutes=151)),) if failed else ()
    deliveries = (Deliveries(by=by, count=delivered),) if delivered else ()
    minutes = (MinuteRequests(minute=at(minutes=150), count=20, server_errors=failed),)
    return builders.request_statistics(
        method="POST", route=route, statuses=statuses, by_minute=minutes, deliveries=deliveries, count=20
    )


def facts(*rows: RequestStatistics, policy: Policy | None = None) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*rows), policy=policy or Policy()))


def test_most_requests_tell_whether_a_route_is_delivered_to() -> None:
    assert deliverer_of([row("/push", delivered=11)]) == "Pub/Sub"
    assert deliverer_of([row("/push", delivered=10)]) is None
    assert deliverer_of([row("/push", delivered=20), row("/push", delivered=18, by="Cloud Tasks")]) == "Pub/Sub"
    assert deliverer_of([]) is None


def test_deliveries_are_counted_as_such_and_it_is_said_that_they_come_again() -> None:
    given = facts(row("/push/orders", delivered=20))
    (finding,) = failing_route.find(given)
    assert finding.after == Ratio(n=8, total=20, unit="deliveries by Pub/Sub")
    (claim,) = delivered(given, [finding])
    assert {each.name: each.value for each in claim.values if each.name != "title"} == {
        "deliveries": 20,
        "total": 20,
        "routes": "`POST /push/orders`",
        "by": "Pub/Sub",
    }


def test_what_clients_ask_for_is_demand() -> None:
    given = facts(row("/orders"))
    (finding,) = failing_route.find(given)
    assert finding.after == Ratio(n=8, total=20, unit="requests")
    assert list(delivered(given, [finding])) == []


def told(*rows: RequestStatistics, routes: tuple[str, ...] = ()) -> str:
    policy = Policy(components=(Component(name="orders", routes=routes, declared="decl-orders"),))
    given = facts(*rows, policy=policy)
    ((_, claim),) = functions(given, failing_route.find(given), [])
    return claim.template


def test_a_component_is_judged_by_its_own_routes_and_what_is_delivered_to_its_name_is_told_beside_them() -> None:
    own, pushed = row("/orders", failed=0), row("/push/orders", delivered=20)
    assert told(own, pushed).endswith("{undelivered} of {deliveries} deliveries by {by} to {handed} were.")
    assert "undelivered" not in told(own, row("/push/orders", failed=0, delivered=20))
    assert "undelivered" not in told(pushed)  # there is nothing else by which to judge it
    assert "undelivered" not in told(own, pushed, routes=("/push/*",))  # it declares the route
