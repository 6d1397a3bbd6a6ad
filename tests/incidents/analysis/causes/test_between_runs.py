"""Behind a test that stays in its process is what lies between its last pass and its failure, deployed or not."""

from typing import Any

from incidents.analysis.causes.between_runs import BetweenRuns, between_runs
from incidents.analysis.causes.chains import explain
from incidents.analysis.facts import Facts
from incidents.model.cause import Chain
from incidents.model.evidence import AnyEvidence, CaseResult, Hunk, TestRun
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD_COMMIT, GOOD_COMMIT, at

TEST = "tests/unit/test_label_width.py::test_fit_width_of_a_long_name"
DEPLOYED, DECOY, CULPRIT, LATER = BAD_COMMIT, "5" * 40, "6" * 40, "7" * 40
FILE = "parcel_api/label_width.py"


def hunk(*lines: str) -> Hunk:
    return Hunk(old_start=1, old_lines=1, new_start=1, new_lines=1, section="", text="\n".join(lines))


HISTORY: tuple[AnyEvidence, ...] = (
    builders.commit(at=at(1)),
    builders.commit(sha=DECOY, subject="Bump widthkit", parents=(DEPLOYED,), at=at(2, 10)),
    builders.commit(sha=CULPRIT, subject="Fit faster", parents=(DECOY,), at=at(2, 40)),
    builders.commit(sha=LATER, subject="Fit again", parents=(CULPRIT,), at=at(3, 30)),
    builders.file_change(commit=DECOY, path=FILE, hunks=(hunk("-WIDTH = 40", "+WIDTH = 41"),)),
    builders.file_change(
        commit=CULPRIT, path=FILE, hunks=(hunk(" def fit_width(name):", "-    return 40", "+    return 4"),)
    ),
    builders.file_change(commit=LATER, path=FILE),
)


def ran(hours: float, outcome: str, **changes: Any) -> tuple[TestRun, CaseResult]:
    run = builders.test_run(name=f"unit-{hours}", at=at(hours), **changes)
    return run, builders.case_result(run=run.id, test=changes.get("test", TEST), outcome=outcome)


GREEN, RED = ran(2.5, "passed"), ran(3, "failed")
FINDING = builders.finding(
    kind="test", service=None, tests=(TEST,), primary=(RED[1].id,), related=(RED[0].id,), first=at(3), last=at(3)
)


def between(*evidence: AnyEvidence, finding: Finding = FINDING) -> BetweenRuns | None:
    records = {each.id: each for each in (builders.revision(), *HISTORY, *evidence)}
    return between_runs(Facts(builders.sealed(collected=builders.collected(*records.values()))), finding)


def test_the_commits_lie_between_the_runs_by_time_where_no_run_names_its_own() -> None:
    found = between(*GREEN, *RED)
    assert found is not None
    assert found.commits == {CULPRIT}
    assert found.why_not(DECOY) == "it was on the main line when run unit-2.5 began, and the test passed"
    assert found.why_not(LATER) == "it was not yet on the main line when run unit-3 began"


def test_a_run_that_names_its_commit_ran_that_one_whenever_it_began() -> None:
    found = between(*ran(2.5, "passed", commit=DEPLOYED), *ran(3, "failed", commit=CULPRIT))
    assert found is not None
    assert found.commits == {DECOY, CULPRIT}
    assert found.why_not(DEPLOYED) == "run unit-2.5 ran it too, and the test passed"
    assert found.why_not(LATER) == "it is not in what run unit-3 ran"


def test_without_an_earlier_pass_nothing_lies_between() -> None:
    assert between(*RED) is None
    assert between(*ran(2.5, "failed"), *RED) is None


def test_a_test_of_the_deployed_service_runs_no_commit() -> None:
    remote = builders.case_result(run=RED[0].id, test="tests/e2e/test_label.py::test_fit")
    finding = FINDING.model_copy(update={"tests": (remote.test,), "primary": (remote.id,)})
    assert between(*GREEN, *RED, remote, finding=finding) is None


def explained(*evidence: AnyEvidence) -> Chain:
    records = (builders.revision(name=builders.GOOD), builders.revision(), *HISTORY, *evidence)
    (chain,) = explain(Facts(builders.sealed(collected=builders.collected(*records))), [FINDING], [])
    return chain


def test_a_change_that_is_not_deployed_leads_and_is_told_to_be_in_no_revision() -> None:
    lead = explained(*GREEN, *RED).lead
    assert lead is not None
    assert lead.change is not None
    assert lead.change.commit == CULPRIT
    assert lead.claim == f"commit {CULPRIT[:12]} (Fit faster) changes `fit_width` in {FILE}"
    assert "none that was read does, so staging does not run it" in lead.looked_for
    assert GOOD_COMMIT not in lead.claim
