"""Several entries of one test."""

from typing import get_args

import pytest

from collectors.test_runs.as_reported.attempts import MOST_ATTEMPTS, folded, kept, settled
from collectors.test_runs.as_reported.report import Execution, Mishap
from incidents.model.evidence import Outcome

TEARDOWN = Mishap("error", "locked", phase="teardown")


@pytest.mark.parametrize(
    ("outcomes", "settled_as"),
    [
        (["passed"], "passed"),
        (["failed", "passed"], "passed"),
        (["failed", "error", "passed"], "passed"),
        (["failed", "xpassed"], "xpassed"),
        (["failed", "failed"], "failed"),
        # A rerun ends with the first pass, so this is none.
        (["passed", "failed"], "failed"),
        (["failed", "passed", "passed"], "failed"),
        (["passed", "error", "skipped"], "error"),
        (["skipped", "passed"], "passed"),
        (["skipped", "xfailed"], "xfailed"),
    ],
)
def test_only_failures_before_one_last_pass_are_forgiven(outcomes: list[Outcome], settled_as: str) -> None:
    assert settled([Execution(outcome) for outcome in outcomes]) == settled_as


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_settles_as_itself(outcome: Outcome) -> None:
    assert settled([Execution(outcome)]) == outcome


def test_a_failing_teardown_belongs_to_the_failed_body_before_it() -> None:
    failed = Mishap("failed", "assert 0")
    body = Execution("failed", 0.5, (failed,), "said")
    teardown = Execution("error", 0.25, (TEARDOWN,), "more")
    assert folded([body, teardown]) == (Execution("failed", 0.75, (failed, TEARDOWN), "said\nmore"),)


def test_durations_that_are_not_known_stay_unknown() -> None:
    (found,) = folded([Execution("failed"), Execution("error", None, (TEARDOWN,))])
    assert found.duration_s is None


def test_a_failing_teardown_after_a_pass_is_an_execution_of_its_own() -> None:
    entries = (Execution("passed"), Execution("error", None, (TEARDOWN,)))
    assert folded(entries) == entries


def test_an_error_that_is_no_teardown_is_an_execution_of_its_own() -> None:
    entries = (Execution("failed"), Execution("error", None, (Mishap("error", phase="setup"),)))
    assert folded(entries) == entries


def test_the_first_attempts_and_the_last_are_kept() -> None:
    entries = [Execution("failed", float(number)) for number in range(80)]
    assert kept(entries[:MOST_ATTEMPTS]) == tuple(entries[:MOST_ATTEMPTS])
    assert kept(entries) == (*entries[: MOST_ATTEMPTS - 1], entries[-1])
