from typing import Any

import pytest

from incidents.analysis.window.deployments import Deployments
from incidents.analysis.window.propose import propose
from incidents.errors import WindowError
from incidents.model.evidence import AnyEvidence, Condition, RunCounts
from tests import builders
from tests.builders import BAD, GOOD, at

DEPLOYMENTS = Deployments([builders.revision(name=GOOD), builders.revision()])
NOT_READY = (Condition(type="Ready", status="False"),)


def green(**changes: Any) -> list[AnyEvidence]:
    """The good revision served, and a run on it passed with two cases."""
    run = builders.test_run(**{"at": at(1), "counts": RunCounts(collected=2, passed=2), **changes})
    return [builders.request_statistics(revision=GOOD), run, builders.case_result(run=run.id, outcome="passed")]


def test_the_newest_earlier_revision_that_earned_it_is_proposed_with_the_reason() -> None:
    point = propose(DEPLOYMENTS, green())
    assert point.text == GOOD
    assert (
        point.reason
        == f"{GOOD} was proposed: it was Ready, served requests, and run nightly passed while it was the newest one"
    )


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (green()[1:], "no request log shows it serving"),
        (green()[:1], "no real green test run on it or its commit"),
        (green(counts=RunCounts(collected=2, passed=1, failed=1)), "no real green test run"),
        (green(counts=RunCounts(collected=2, skipped=2)), "no real green test run"),  # skipped is not passed
        (green(interrupted=True), "no real green test run"),
        (green(at=None, zone="unknown"), "no real green test run"),  # nobody knows when it ran
        (green(at=at(2, 1)), "no real green test run"),  # it ran on the next revision
    ],
)
def test_what_a_revision_lacks_is_said(evidence: list[AnyEvidence], said: str) -> None:
    with pytest.raises(WindowError, match=said) as error:
        propose(DEPLOYMENTS, evidence)
    assert "--since" in str(error.value)


def test_a_pass_on_a_mock_does_not_make_a_revision_good() -> None:
    run = builders.test_run(at=at(1), counts=RunCounts(collected=2, passed=2))
    mocked = builders.case_result(run=run.id, outcome="passed", captured="printer unreachable, using mock printer")
    with pytest.raises(WindowError, match="no real green test run"):
        propose(DEPLOYMENTS, [builders.request_statistics(revision=GOOD), run, mocked])


def test_a_revision_that_was_never_ready_is_not_proposed() -> None:
    deployments = Deployments([builders.revision(name=GOOD, conditions=NOT_READY), builders.revision()])
    with pytest.raises(WindowError, match="was not Ready"):
        propose(deployments, green())


def test_the_newest_revision_is_never_proposed() -> None:
    only = Deployments([builders.revision()])
    with pytest.raises(WindowError, match="no revision was followed by another"):
        propose(only, [builders.request_statistics(revision=BAD)])
