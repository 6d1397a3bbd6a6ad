"""Without `--since`: the newest earlier revision that earned to be called good, and why."""

from collections.abc import Iterable

from incidents.analysis.rules.executed_on_mock import mock_marker
from incidents.analysis.window.deployments import Deployment, Deployments
from incidents.analysis.window.point import Point
from incidents.errors import WindowError
from incidents.model.evidence import AnyEvidence, CaseResult, RequestStatistics, TestRun
from incidents.model.instant import Instant


def propose(deployments: Deployments, evidence: Iterable[AnyEvidence]) -> Point:
    """The newest revision that is not its service's last, was Ready, served requests and has a real green test run."""
    records = tuple(evidence)
    served = {each.revision for each in records if isinstance(each, RequestStatistics)}
    green = green_runs(records)
    refused: list[str] = []
    for each in reversed(tuple(deployments)):
        following = deployments.after(each.at, each.service)
        if not following:
            continue
        run = next((name for name, at in green if each.at <= at < following[0].at), None)
        missing = _missing(each, served, run)
        if not missing:
            reason = f"{each.name} was proposed: it was Ready, served requests, and run {run} passed on it"
            return Point(each.name, each.at, (each,), reason)
        refused.append(f"{each.name}: {missing}")
    listed = "; ".join(refused[:5]) or "no revision was followed by another"
    raise WindowError(
        f"no revision can be proposed as the last known good one ({listed}). "
        "Name one with --since REVISION, COMMIT or TIME. Nothing was built."
    )


def _missing(deployment: Deployment, served: set[str], run: str | None) -> str:
    lacks = []
    if deployment.revision.ready is not True:
        lacks.append("was not Ready")
    if deployment.name not in served:
        lacks.append("no request log shows it serving")
    if run is None:
        lacks.append("no real green test run while it served")
    return ", ".join(lacks)


def green_runs(records: tuple[AnyEvidence, ...]) -> list[tuple[str, Instant]]:
    """Runs that executed something, in which nothing failed and nothing says it ran on a mock."""
    mocked = {each.run for each in records if isinstance(each, CaseResult) and mock_marker(each)}
    runs = [each for each in records if isinstance(each, TestRun) and each.id not in mocked]
    clean = [run for run in runs if run.counts.executed and not (run.counts.failed or run.counts.errors)]
    return [(run.name, run.at) for run in clean if run.at is not None and not run.interrupted]
