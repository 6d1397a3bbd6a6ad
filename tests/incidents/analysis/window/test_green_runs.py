from typing import Any

import pytest

from incidents.analysis.window.green_runs import Served, green_runs, passed_on
from incidents.model.evidence import AnyEvidence, RunCounts, TestRun
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, GOOD_COMMIT, at

SERVED = Served(GOOD, GOOD_COMMIT, at(), at(2))


def run(**changes: Any) -> TestRun:
    found: TestRun = builders.test_run(**{"at": at(1), "counts": RunCounts(collected=2, passed=2), **changes})
    return found


def names(*records: AnyEvidence, environment: str | None = "staging") -> list[str]:
    return [each.name for each in green_runs(records, environment)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "run nightly passed while it was the newest one"),
        ({"at": at(2)}, None),  # the next one had been deployed
        ({"at": at(-1)}, None),
        ({"revision": GOOD, "at": at(3)}, "run nightly passed on it"),  # with its tag, it can be asked at any time
        ({"revision": BAD}, None),
        ({"commit": GOOD_COMMIT, "at": at(-1)}, "run nightly passed on its commit 111111111111"),
        ({"commit": BAD_COMMIT}, None),  # it ran meanwhile, and on other code
    ],
)
def test_what_the_run_states_comes_before_the_time(changes: dict[str, Any], said: str | None) -> None:
    assert passed_on([run(**changes)], SERVED) == said


def test_where_the_revisions_commit_is_unknown_the_time_decides() -> None:
    served = SERVED._replace(commit=None)
    assert passed_on([run(commit=GOOD_COMMIT)], served) == "run nightly passed while it was the newest one"


def test_a_run_on_another_environment_shows_nothing_of_this_one() -> None:
    local, silent = run(environment="local"), run(name="silent")
    assert names(local, silent) == ["silent"]
    assert names(local, silent, environment=None) == ["nightly", "silent"]


def test_only_what_really_executed_makes_a_run_green() -> None:
    mocked = builders.case_result(run=run().id, test="a", outcome="passed", captured="using mock printer")
    at_once = builders.case_result(run=run().id, test="b", outcome="passed", duration_s=0.0)
    real = builders.case_result(run=run().id, test="c", outcome="passed", duration_s=0.1)
    assert names(run(), at_once) == []
    assert names(run(), at_once, real) == ["nightly"]
    assert names(run(), mocked, real) == []
