from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import failing_route, new_error_pattern
from incidents.model.evidence import AnyEvidence, MinuteCount, MinuteRequests, StatusCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, at


def error(minutes: dict[float, int], trace: str | None = None) -> AnyEvidence:
    counts = tuple(MinuteCount(revision=BAD, minute=at(minutes=m), count=n) for m, n in sorted(minutes.items()))
    return builders.log_pattern(by_minute=counts, exemplars=(builders.exemplar(trace=trace),))


def route(minutes: dict[float, int], trace: str | None = None, **changes: Any) -> AnyEvidence:
    rows = tuple(MinuteRequests(minute=at(minutes=m), count=n, server_errors=n) for m, n in sorted(minutes.items()))
    failed = sum(minutes.values())
    statuses = (StatusCount(status=500, count=failed, first=at(2, 5), last=at(2, 6)),)
    shown = (builders.exemplar(trace=trace),)
    return builders.request_statistics(count=failed, by_minute=rows, statuses=statuses, exemplars=shown, **changes)


def folded(*evidence: AnyEvidence) -> list[Finding]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
    return fold(facts, [*failing_route.find(facts), *new_error_pattern.find(facts)])


def test_requests_that_fail_in_the_minutes_of_an_error_are_one_finding_with_it() -> None:
    (found,) = folded(error({125: 3, 126: 4}), route({125: 3, 126: 3}))
    assert found.kind == "log"
    assert found.after is not None
    assert (found.after.n, found.after.total) == (6, 6)


def test_two_requests_in_the_minute_of_an_error_may_be_chance() -> None:
    assert len(folded(error({125: 3}), route({125: 2}))) == 2


def test_one_trace_ties_even_a_single_request_to_its_error() -> None:
    assert len(folded(error({125: 1}, trace="t1"), route({125: 1}, trace="t1"))) == 1


def test_requests_that_fail_at_other_times_stay_a_finding_of_their_own() -> None:
    assert len(folded(error({125: 5}), route({140: 5}))) == 2


def test_two_routes_of_one_error_are_added_up() -> None:
    (found,) = folded(error({125: 9}), route({125: 4}), route({125: 3}, route="/parcels"))
    assert found.after is not None
    assert (found.after.n, found.after.total) == (7, 7)
    assert "POST /parcels/<id>/label" in found.after.unit
    assert "POST /parcels" in found.after.unit
