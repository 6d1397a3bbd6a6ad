"""What the source of a test adds to its time and to the server's log."""

from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.passes import asserts_nothing, fell_back_by_source
from incidents.model.evidence import AnyEvidence, CaseResult, MinuteRequests, TestFunction, TestRun, TestSource
from incidents.model.record import digest
from tests import builders
from tests.builders import BAD_COMMIT, GOOD_COMMIT, at

PATH = "tests/e2e/test_label.py"
RUN: TestRun = builders.test_run()
EARLIER = [builders.test_run(name=f"earlier-{each}", at=at(each / 2)) for each in (1, 2)]


def source(
    function: TestFunction | None = None, commit: str = BAD_COMMIT, path: str = PATH, **changes: Any
) -> TestSource:
    values = {
        "id": f"source-{digest(commit, path)}",
        "at": None,
        "source": "git",
        "locator": f"repo@{commit}:{path}",
        "excerpt": "1 tests",
        "commit": commit,
        "path": path,
        "functions": (function,) if function else (),
    }
    return TestSource(**{**values, **changes})


def function(checks: int = 1, **changes: Any) -> TestFunction:
    return TestFunction(**{"name": "test_prints_a_label", "line": 7, "checks": checks, **changes})


def case(run: TestRun = RUN, seconds: float = 1.5, **changes: Any) -> CaseResult:
    values = {"run": run.id, "outcome": "passed", "message": None, "duration_s": seconds}
    found: CaseResult = builders.case_result(**{**values, **changes})
    return found


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def test_a_pass_of_a_test_without_an_assertion_shows_nothing() -> None:
    (doubt,) = asserts_nothing.doubts(facts(RUN, case(), source(function(0))))
    assert doubt.reason == "it passed, and its source at 222222222222 asserts nothing (line 7)"
    assert len(doubt.cites) == 2


@pytest.mark.parametrize(
    ("given", "changes"),
    [
        (function(1), {}),
        (function(0, unseen=("check_label",)), {}),  # a helper of another file may check
        (function(0), {"outcome": "failed"}),
        (function(0), {"test": "tests/unit/test_label.py::test_prints_a_label"}),
        (function(0), {"test": f"{PATH}::test_other"}),  # not in that source
    ],
)
def test_it_is_silent_where_something_may_check(given: TestFunction, changes: dict[str, Any]) -> None:
    assert asserts_nothing.doubts(facts(RUN, case(**changes), source(given))) == []


def test_a_parameter_is_no_part_of_the_functions_name() -> None:
    named = case(test=f"{PATH}::test_prints_a_label[a4]")
    assert len(asserts_nothing.doubts(facts(RUN, named, source(function(0))))) == 1


def test_only_the_source_of_the_runs_own_commit_counts() -> None:
    run = builders.test_run(commit=GOOD_COMMIT)
    assert asserts_nothing.doubts(facts(run, case(), source(function(0)))) == []
    both = (source(function(0)), source(function(1), commit=GOOD_COMMIT))
    assert asserts_nothing.doubts(facts(run, case(), *both)) == []
    assert asserts_nothing.doubts(facts(RUN, case(), *both)) == []  # which of them it ran is not known


def fell_back(*evidence: AnyEvidence) -> list[str]:
    return [each.reason for each in fell_back_by_source.doubts(facts(RUN, *evidence))]


ABLE = source(function(), fallbacks=("connect",))


def test_a_pass_far_below_its_usual_time_fell_back_where_its_source_can() -> None:
    usual = [case(run, 3.0) for run in EARLIER]
    assert fell_back(*EARLIER, *usual, case(), ABLE) == []  # half of it is not below half
    (reason,) = fell_back(*EARLIER, *usual, case(seconds=1.4), ABLE)
    assert reason.startswith("it passed in 1.400 s, and never under 3.000 s before, and its source at 222222222222 ")
    assert reason.endswith(f" falls back to a stand-in in {PATH}: connect")
    assert fell_back(*EARLIER[:1], *usual[:1], case(seconds=1.4), ABLE) == []  # one pass is no habit
    assert fell_back(*EARLIER, *usual, case(seconds=1.4), source(function())) == []  # it cannot


def test_a_pass_too_soon_for_a_network_used_the_stand_in_that_it_names() -> None:
    (reason,) = fell_back(case(seconds=0.005), source(function(stand_ins=("MockPrinter",))))
    assert reason.endswith("and its source at 222222222222 names MockPrinter")
    assert fell_back(case(seconds=0.5), source(function(stand_ins=("MockPrinter",)))) == []


def test_a_pass_while_every_request_failed_fell_back_in_the_helper_that_it_calls() -> None:
    helper = source(None, path="test_kit/sockets.py", fallbacks=("Client.open_socket",))
    calling = source(function(unseen=("open_socket",)))
    refused = builders.request_statistics(by_minute=(MinuteRequests(minute=at(2.5), count=9, server_errors=9),))
    some = builders.request_statistics(by_minute=(MinuteRequests(minute=at(2.5), count=9, server_errors=8),))
    assert [each.partition(", and")[0] for each in fell_back(case(), calling, helper, refused)] == [
        "it passed while every request of its minutes failed"
    ]
    assert fell_back(case(), calling, helper, some) == []
    assert fell_back(case(), source(function()), helper, refused) == []  # it does not call it
    assert fell_back(case(), calling, helper) == []  # no request was read
