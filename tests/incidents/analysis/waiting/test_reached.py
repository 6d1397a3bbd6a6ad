from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.waiting.reached import reached
from incidents.model.evidence import AnyEvidence, CaseResult, ProgramRequests, TestRun
from incidents.model.finding import Finding
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import SERVICE, at

QUOTER = "parcel-quoter"
LABEL = builders.request_statistics()
QUOTE = builders.request_statistics(service=QUOTER, revision="parcel-quoter-1", method="GET", route="/quotes")


def said(
    *records: AnyEvidence,
    run: TestRun | None = None,
    failing: Finding | None = None,
    services: tuple[str, ...] = (SERVICE, QUOTER),
    **case: Any,
) -> str | None:
    run = run or builders.test_run()
    test: CaseResult = builders.case_result(**{"test": "tests/e2e/test_it.py::test_it", **case})
    held = builders.collected(builders.revision(), builders.log_pattern(), LABEL, QUOTE, run, test, *records)
    scope = builders.scope(services=tuple(ServiceScope(name=each) for each in services))
    facts = Facts(builders.sealed(scope=scope, collected=held))
    way = reached(facts, run, test, failing or builders.finding())
    assert way is None or set(way.cites) <= facts.records.keys()
    return way.said if way else None


def test_what_a_test_prints_of_its_requests_decides_either_way() -> None:
    found = said(captured="POST /parcels/4711/label -> 201 in 35 ms")
    assert found == f"the output of `test_it` tells of `POST /parcels/<id>/label`, which {SERVICE} serves"
    assert said(captured="GET /quotes -> 200 in 3 ms") is None
    assert said(captured="GET /quotes -> 200 in 3 ms", services=(SERVICE,)) is None
    assert said(captured="went to /quotes", services=(SERVICE,)) == "the tests call the deployed service"


def test_of_a_failure_of_known_routes_another_route_shows_nothing() -> None:
    other = builders.request_statistics(route="/parcels", method="GET")
    failing = builders.finding(kind="request", primary=(LABEL.id,))
    assert said(other, captured="GET /parcels -> 200", failing=failing) is None
    assert said(other, captured="GET /parcels -> 200") is not None
    assert said(other, captured="POST /parcels/1/label -> 201", failing=failing) is not None


def test_a_run_states_the_revision_that_it_tested() -> None:
    run = builders.test_run(revision=builders.BAD)
    assert said(run=run) == f"run nightly states that it tested {builders.BAD}"
    assert said(run=run, failing=builders.finding(service=QUOTER)) is None


def test_the_log_of_the_service_shows_the_requests_of_a_program() -> None:
    asking = ProgramRequests(program="python-httpx", minute=at(2, 30), status=200, count=3)
    heard = builders.request_statistics(method="GET", route="/parcels", programs=(asking,))
    minutes = "in the minutes of run nightly"
    assert said(heard) == f"{minutes} the log of {SERVICE} has requests of `python-httpx` beyond the usual"
    assert said(heard, failing=builders.finding(service=QUOTER)) is None


@pytest.mark.parametrize("file", ["test_quoter.py", "test_api.py", "test_parcel.py", "staging/test_it.py"])
def test_among_several_services_nothing_else_shows_which_one_is_asked(file: str) -> None:
    """The word of the other service, one too short, one of both, and that of the environment."""
    assert said(test=f"tests/e2e/{file}::test_it", services=(f"{SERVICE}-staging", QUOTER)) is None
    assert said(test=f"tests/e2e/{file}::test_it") is None


def test_a_word_of_the_name_that_no_other_service_has_shows_it() -> None:
    failing = builders.finding(service=QUOTER)
    found = said(test="tests/e2e/test_quoter.py::test_it", failing=failing)
    assert found == f"the tests name {QUOTER} by the word `quoter`"
    assert said(test="tests/e2e/test_parcel.py::test_it", failing=failing) is None
