"""Test runs that passed for real, and the revision that each of them shows to be good."""

from collections.abc import Iterable
from typing import NamedTuple

from incidents.analysis.passes.executed_on_mock import mock_marker
from incidents.analysis.passes.vacuous_pass import AT_ONCE_S
from incidents.model.evidence import AnyEvidence, CaseResult, TestRun
from incidents.model.instant import Instant


class Served(NamedTuple):
    """A revision with its whole commit, None where unknown, and the time from its deployment to the next one."""

    revision: str
    commit: str | None
    start: Instant
    end: Instant | None


def green_runs(records: Iterable[AnyEvidence], environment: str | None) -> tuple[TestRun, ...]:
    """Runs in which nothing failed and at least one case really executed, oldest first.

    A case on a stand-in makes the whole run none, and so does another environment than the asked one, where the run
    states its own.
    """
    cases: dict[str, list[CaseResult]] = {}
    runs = []
    for each in records:
        if isinstance(each, CaseResult):
            cases.setdefault(each.run, []).append(each)
        elif isinstance(each, TestRun):
            runs.append(each)
    kept = [run for run in runs if _is_clean(run, environment) and _is_real(cases.get(run.id, []))]
    return tuple(sorted(kept, key=lambda run: (run.at or Instant(0), run.id)))


def passed_on(green: Iterable[TestRun], served: Served) -> str | None:
    """How the first such run passed on the revision, in words; None where none did.

    What the run states decides: the revision it asked, then the commit it checked. Only a run that states neither, or a
    revision whose commit is unknown, is joined by the time in which the revision was the newest.
    """
    found = ((run, _tie(run, served)) for run in green)
    return next((f"run {run.name} passed {tie}" for run, tie in found if tie), None)


def _tie(run: TestRun, served: Served) -> str | None:
    if run.revision is not None:
        return "on it" if run.revision == served.revision else None
    if run.commit is not None and served.commit is not None:
        return f"on its commit {served.commit[:12]}" if run.commit == served.commit else None
    if run.at is None or run.at < served.start or (served.end is not None and run.at >= served.end):
        return None
    return "while it was the newest one"


def _is_clean(run: TestRun, environment: str | None) -> bool:
    elsewhere = environment is not None and run.environment is not None and run.environment != environment
    failed = run.counts.failed or run.counts.errors or run.collection_errors
    return bool(run.counts.executed) and not failed and not run.interrupted and not elsewhere


def _is_real(cases: list[CaseResult]) -> bool:
    if any(mock_marker(each) for each in cases):
        return False
    passed = [each for each in cases if each.outcome == "passed"]
    return not cases or any(each.duration_s is None or each.duration_s > AT_ONCE_S for each in passed)
