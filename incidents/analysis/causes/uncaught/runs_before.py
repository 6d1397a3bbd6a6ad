"""The test runs between two deployments, which could have shown a failure before it was served."""

from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.evidence import Revision, TestRun
from incidents.model.instant import Instant


@dataclass(frozen=True)
class RunsBefore:
    """The runs that began after the deployment before `revision` and before `revision` was created."""

    revision: Revision
    since: Instant | None
    runs: tuple[TestRun, ...]


def runs_before(facts: Facts, name: str | None) -> RunsBefore | None:
    """None where the revision, or the time of its creation, is not known."""
    revision = facts.revisions.get(name or "")
    created = revision.at if revision else None
    if revision is None or created is None:
        return None
    earlier = [each.at for each in facts.revisions.values() if each.service == revision.service and each.at]
    since = max((moment for moment in earlier if moment < created), default=None)
    began = [run for run in facts.runs if run.at and run.at < created and (since is None or run.at >= since)]
    return RunsBefore(revision, since, tuple(began))
