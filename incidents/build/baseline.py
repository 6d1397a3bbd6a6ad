"""Test runs and metrics of the latest stored incident, so that each can be compared with the one before it."""

from pathlib import Path

from incidents.model.evidence import CaseResult, Metric, TestRun
from incidents.model.scope import Scope
from incidents.model.sealed import Collected
from incidents.model.window import Window
from incidents.store.folder import IncidentFolder
from incidents.store.stored import latest_before


def earlier_runs(root: Path, scope: Scope, window: Window, name: str) -> tuple[str | None, Collected]:
    """The latest incident that was stored for one of the services before this one ends, and what it measured."""
    end = window.candidate.span.end
    earlier = latest_before(root, scope.service_names, end, besides=name) if end else None
    if earlier is None:
        return None, Collected()
    held = IncidentFolder(root, earlier.name).read_evidence().collected.evidence
    runs = tuple(each for each in held if isinstance(each, TestRun | CaseResult | Metric))
    return earlier.name, Collected(evidence=runs)
