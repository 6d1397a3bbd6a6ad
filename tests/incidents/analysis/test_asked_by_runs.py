from typing import Any

import pytest

from incidents.analysis.asked_by_runs import AskedByRuns
from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import judgements
from incidents.analysis.passes import no_request_on_server
from incidents.model.evidence import (
    CaseResult,
    MinuteRequests,
    Outcome,
    ProgramRequests,
    RequestStatistics,
    RunCounts,
    TestRun,
)
from incidents.model.instant import Instant
from tests import builders
from tests.builders import at

STARTED = at(2, 30)


def run(name: str = "walks", started: Instant = STARTED, **changes: Any) -> TestRun:
    counts = RunCounts(passed=3)
    return builders.test_run(id=f"run-{name}", name=name, at=started, duration_s=20, counts=counts, **changes)


def case(test: str, seconds: float | None = 0.2, outcome: Outcome = "passed", of: TestRun | None = None) -> CaseResult:
    held = of or run()
    return builders.case_result(run=held.id, test=test, outcome=outcome, duration_s=seconds, message=None)


def asking(*asked: tuple[Instant, int, int], program: str = "python-httpx") -> RequestStatistics:
    """Requests of a program as minute, status and count, beside one a minute by others over ten minutes."""
    others = tuple(MinuteRequests(minute=at(2, 25 + n), count=1, server_errors=0) for n in range(10))
    programs = tuple(ProgramRequests(program=program, minute=m, status=s, count=n) for m, s, n in asked)
    return builders.request_statistics(by_minute=others, programs=programs)


def files(*cases: CaseResult, rows: tuple[RequestStatistics, ...], runs: tuple[TestRun, ...] = ()) -> set[str]:
    given = Facts(builders.sealed(collected=builders.collected(*(runs or (run(),)), *cases, *rows)))
    return set(given.asked.files.get(run().id, ()))


QUICK, WALK, UNIT = "pkg/test_sums.py::test_a", "walks/test_a.py::test_a", "tests/unit/test_slow.py::test_a"


def test_files_that_took_long_enough_asked_where_the_log_has_as_many_requests_whatever_their_folder() -> None:
    cases = (case(WALK), case(f"{WALK}b"), case(QUICK, 0.004), case(UNIT, 3.0))
    assert files(*cases, rows=(asking((STARTED, 200, 2)),)) == {"walks/test_a.py"}
    assert files(*cases, rows=(asking((STARTED, 200, 1)),)) == set()
    assert files(*cases, rows=(asking(),)) == set()


def test_a_file_that_tells_no_times_asked_as_well() -> None:
    assert files(case(WALK, None), rows=(asking((STARTED, 200, 1)),)) == {"walks/test_a.py"}


@pytest.mark.parametrize(
    "row",
    [
        asking((at(2, 20), 200, 9)),  # before the run
        asking(*((at(2, 25 + n), 200, 2) for n in range(10))),  # as often in every minute
    ],
)
def test_what_a_program_asks_at_all_times_is_none_of_a_run(row: RequestStatistics) -> None:
    assert files(case(WALK), rows=(row,)) == set()


def test_a_run_without_a_failure_whose_requests_all_failed_is_not_shown_by_them() -> None:
    assert files(case(WALK), rows=(asking((STARTED, 503, 3)),)) == set()
    assert files(case(WALK), rows=(asking((STARTED, 503, 2), (STARTED, 200, 1)),)) == {"walks/test_a.py"}


@pytest.mark.parametrize("changes", [{"zone": "unknown"}, {"at": None}])
def test_a_run_of_unknown_time_is_not_compared(changes: dict[str, Any]) -> None:
    held = run().model_copy(update=changes)
    given = AskedByRuns([held], {held.id: {WALK: case(WALK)}}, [asking((STARTED, 200, 1))])
    assert (dict(given.files), given.of(held).count) == ({}, 0)


def test_an_endless_run_is_not_gone_through_minute_by_minute() -> None:
    held = run().model_copy(update={"duration_s": 1e12})
    assert AskedByRuns([held], {}, [asking((STARTED, 200, 1))]).of(held).count == 0


def test_tests_whose_requests_are_in_the_log_are_real_and_the_others_of_their_run_are_not() -> None:
    cases = (case(WALK), case(QUICK, 0.004), case("pkg/test_sums.py::test_b", 0.004), case("pkg/test_sums.py::c", 0.3))
    given = Facts(builders.sealed(collected=builders.collected(run(), *cases, asking((STARTED, 200, 1)))))
    standings = {each.case.test: each.standing for each in judgements(given)[run().id]}
    assert standings.pop(WALK) == "executed-real"
    assert set(standings.values()) == {"executed-in-process"}


def test_a_pass_of_a_file_that_asked_in_another_run_needs_a_request_in_its_own() -> None:
    earlier = run("before", at(2, 25))
    cases = (case(WALK, of=earlier), case(WALK))
    evidence = (earlier, run(), *cases, asking((at(2, 25), 200, 1)))
    (doubt,) = no_request_on_server.doubts(Facts(builders.sealed(collected=builders.collected(*evidence))))
    assert (doubt.run, doubt.test) == (run().id, WALK)
    assert "of a program" in doubt.reason
    asked = (*evidence[:-1], asking((at(2, 25), 200, 1), (STARTED, 200, 1)))
    assert no_request_on_server.doubts(Facts(builders.sealed(collected=builders.collected(*asked)))) == []
