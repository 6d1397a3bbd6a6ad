"""Without `--since`: the newest earlier revision that earned to be called good, and why."""

from collections.abc import Iterable

from incidents.analysis.window.deployments import Deployment, Deployments
from incidents.analysis.window.green_runs import Served, green_runs, passed_on
from incidents.analysis.window.point import Point
from incidents.errors import WindowError
from incidents.model.evidence import AnyEvidence, RequestStatistics


def propose(deployments: Deployments, evidence: Iterable[AnyEvidence], environment: str | None = None) -> Point:
    """The newest revision that is not its service's last, was Ready, served requests and has a real green test run.

    Runs that state another environment than this one show nothing of it.
    """
    records = tuple(evidence)
    served = {each.revision for each in records if isinstance(each, RequestStatistics)}
    green = green_runs(records, environment)
    refused: list[str] = []
    for each in reversed(tuple(deployments)):
        following = deployments.after(each.at, each.service)
        if not following:
            continue
        commit = deployments.commit(each.revision)
        passed = passed_on(green, Served(each.name, commit, each.at, following[0].at))
        missing = _missing(each, served, passed)
        if not missing:
            reason = f"{each.name} was proposed: it was Ready, served requests, and {passed}"
            return Point(each.name, each.at, (each,), reason)
        refused.append(f"{each.name}: {missing}")
    listed = "; ".join(refused[:5]) or "no revision was followed by another"
    raise WindowError(
        f"no revision can be proposed as the last known good one ({listed}). "
        "Name one with --since REVISION, COMMIT or TIME. Nothing was built."
    )


def _missing(deployment: Deployment, served: set[str], passed: str | None) -> str:
    lacks = []
    if deployment.revision.ready is not True:
        lacks.append("was not Ready")
    if deployment.name not in served:
        lacks.append("no request log shows it serving")
    if passed is None:
        lacks.append("no real green test run on it or its commit")
    return ", ".join(lacks)
