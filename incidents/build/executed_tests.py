"""The tests that ran: the files that hold them, as of which commit these are to be read, and which failed."""

from collections.abc import Iterable

from collectors.collector import Ran
from incidents.model.evidence import AnyEvidence, CaseResult, TestRun
from incidents.model.window import Window


def ran(evidence: Iterable[AnyEvidence]) -> tuple[Ran, ...]:
    """Every run with what failed in it, sorted by id."""
    records = tuple(evidence)
    failed: dict[str, set[str]] = {}
    for each in records:
        if isinstance(each, CaseResult) and each.outcome in ("failed", "error"):
            failed.setdefault(each.run, set()).add(each.test)
    runs = sorted((each for each in records if isinstance(each, TestRun)), key=lambda each: each.id)
    return tuple(Ran(each.id, each.files, frozenset(failed.get(each.id, ()))) for each in runs)


def files_by_commit(window: Window, evidence: Iterable[AnyEvidence]) -> dict[str, frozenset[str]]:
    """The commit that a run names, else the newest deployed one; a run without either is left out."""
    records = tuple(evidence)
    served = [*window.baseline.revisions, *window.candidate.revisions]
    deployed = next((each.commit for each in reversed(served) if each.commit), None)
    start = window.candidate.span.start
    runs = [each for each in records if isinstance(each, TestRun) and each.at and start and each.at >= start]
    commits = {run.id: run.commit or deployed for run in runs}
    found: dict[str, set[str]] = {}
    for each in records:
        commit = commits.get(each.run) if isinstance(each, CaseResult) else None
        if isinstance(each, CaseResult) and commit:
            found.setdefault(commit, set()).add(each.test.partition("::")[0])
    return {commit: frozenset(files) for commit, files in found.items()}
