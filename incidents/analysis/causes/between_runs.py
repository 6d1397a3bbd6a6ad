"""The commits between a test's last pass and its failure: one that stays in the process runs a commit, no revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.analysis.causes.reachable import reachable
from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_history import FAILED, PASSED
from incidents.analysis.passes.executed_on_mock import mock_marker
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.evidence import CaseResult, Commit, TestRun
from incidents.model.finding import Finding
from incidents.model.instant import Instant


@dataclass(frozen=True)
class BetweenRuns:
    """`passed` is the run before, `failed` the first behind it that failed; `held` is what the former ran.

    `by_time` are the runs that name no commit that was read: what they ran follows from when they began.
    """

    passed: TestRun
    failed: TestRun
    commits: frozenset[str]
    held: frozenset[str]
    by_time: frozenset[str] = frozenset()

    def why_not(self, sha: str) -> str:
        """Why a commit that is not among them cannot be behind the failure."""
        if sha in self.held:
            if self.passed.id in self.by_time:
                return f"it was on the main line when run {self.passed.name} began, and the test passed"
            return f"run {self.passed.name} ran it too, and the test passed"
        if self.failed.id in self.by_time:
            return f"it was not yet on the main line when run {self.failed.name} began"
        return f"it is not in what run {self.failed.name} ran"


def between_runs(facts: Facts, finding: Finding) -> BetweenRuns | None:
    """None for tests of a deployed service, and where no earlier run is known in which the same test passed."""
    pair = _pair(facts, finding.tests[0]) if finding.kind == "test" and finding.tests else None
    if pair is None or _of_a_service(facts, finding):
        return None
    passed, failed = pair
    line = _main_line(facts)
    held, holds = (reachable(facts, _ran(facts, run, line)) for run in pair)
    by_time = frozenset(run.id for run in pair if run.commit not in facts.commits)
    return BetweenRuns(passed, failed, frozenset(holds - held), frozenset(held), by_time) if holds - held else None


def _of_a_service(facts: Facts, finding: Finding) -> bool:
    runs = {run.id: run for run in facts.runs}
    cases = [case for key in finding.primary if isinstance(case := facts.records[key], CaseResult)]
    return any(claims_the_service(facts, runs[each.run], each) for each in cases)


def _pair(facts: Facts, test: str) -> tuple[TestRun, TestRun] | None:
    """The newest run in which the test passed by a real execution, and the first one behind it in which it failed."""
    results = [(run, case) for run in facts.runs if run.at and (case := facts.cases[run.id].get(test)) is not None]
    good = [place for place, (_, case) in enumerate(results) if case.outcome in PASSED and mock_marker(case) is None]
    behind = [run for run, case in results[good[-1] + 1 :] if case.outcome in FAILED] if good else []
    return (results[good[-1]][0], behind[0]) if behind else None


def _ran(facts: Facts, run: TestRun, line: Sequence[Commit]) -> str | None:
    """The commit that the run states, or else the newest of the main line when it began."""
    if run.commit in facts.commits:
        return run.commit
    began = run.at or Instant(0)
    return next((each.sha for each in line if each.at is not None and each.at <= began), None)


def _main_line(facts: Facts) -> list[Commit]:
    """From the newest commit that no other one builds on, along first parents."""
    parents = {parent for each in facts.commits.values() for parent in each.parents}
    heads = [each for each in facts.commits.values() if each.sha not in parents and each.at is not None]
    found: list[Commit] = []
    commit = max(heads, key=lambda each: (each.at or Instant(0), each.sha), default=None)
    while commit is not None:
        found.append(commit)
        commit = facts.commits.get(commit.parents[0]) if commit.parents else None
    return found
