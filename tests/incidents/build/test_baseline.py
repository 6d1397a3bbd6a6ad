"""What is taken over from the latest stored incident."""

from pathlib import Path

from incidents.build.baseline import earlier_incident
from incidents.build.earlier_failures import stored_before
from incidents.build.outcome import store
from incidents.model.earlier import ComponentThen
from incidents.model.sealed import SealedEvidence
from incidents.store.evidence_file import EVIDENCE_FILE
from incidents.store.folder import IncidentFolder
from incidents.store.stored import Ended
from tests import builders


def latest(root: Path, given: SealedEvidence, name: str) -> Ended | None:
    return stored_before(root, given.scope, given.window, name).latest


def test_the_findings_components_and_decision_of_the_latest_incident_are_kept(tmp_path: Path) -> None:
    given = builders.sealed()
    folder = IncidentFolder(tmp_path, given.name)
    incident = store(folder, given).incident
    earlier, _ = earlier_incident(tmp_path, latest(tmp_path, given, "2026-03-03-later"))
    assert earlier is not None
    assert (earlier.name, earlier.span, earlier.findings) == (
        given.name,
        given.window.candidate.span,
        incident.findings,
    )
    assert earlier.logs_whole
    assert earlier.components == tuple(
        ComponentThen(component=each.component, state=each.state) for each in incident.impact.affected
    )
    assert earlier.decision == (incident.decision and incident.decision.word)
    assert set(earlier.seen.ids) == {each.id for each in incident.comparisons if each.after and each.after.n}
    (folder.path / EVIDENCE_FILE).write_text("{}", encoding="utf-8")
    unread, collected = earlier_incident(tmp_path, latest(tmp_path, given, "2026-03-03-later"))
    assert unread is None
    assert [(each.source, each.status, each.what) for each in collected.readings] == [
        ("baseline", "failed", given.name)
    ]


def test_without_a_stored_incident_there_is_none(tmp_path: Path) -> None:
    given = builders.sealed()
    earlier, collected = earlier_incident(tmp_path, latest(tmp_path, given, given.name))
    assert (earlier, collected.evidence, collected.readings) == (None, (), ())
