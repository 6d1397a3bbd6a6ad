"""What a rebuild keeps of the build before it."""

from pathlib import Path

import pytest

from incidents.build.outcome import store
from incidents.cli.check import check
from incidents.cli.show import show
from incidents.model.policy import Override, Policy
from incidents.model.sealed import SealedEvidence
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT
from tests import builders
from tests.incidents.config.files import COMPLETE, write

LINE = builders.declaration(path="priority.findings", value="P0: the auditor asked")


def evidence(policy: Policy) -> SealedEvidence:
    given = builders.sealed()
    return builders.sealed(policy=policy, collected=builders.collected(*given.collected.evidence, LINE))


def test_a_priority_that_an_author_set_is_kept_with_its_history_over_rebuilds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = evidence(Policy())
    folder = IncidentFolder(tmp_path / "postmortems", plain.name)
    (found,) = store(folder, plain).incident.findings
    line = Override(finding=found.id, level="P0", reason="the auditor asked", declared=LINE.id)
    stray = line.model_copy(update={"finding": "finding-0a1b2c3d4e5f"})
    outcome = store(folder, evidence(Policy(overrides=(line, stray))))
    (change,) = outcome.incident.priorities
    assert (change.before.level, change.now.level, change.causes[0].cites) == (found.priority.level, "P0", (LINE.id,))
    assert "incident.toml sets the priority of finding-0a1b2c3d4e5f, which this incident does not hold" in outcome.notes
    said = folder.read_text("impact.md") or ""
    told = f"{found.priority.level}, row {found.priority.row} became P0, row {found.priority.row}"
    assert f"{told} with the evidence until 2026-03-02 13:00:00Z: an author set it to P0: the auditor asked" in said
    write(tmp_path, COMPLETE)
    assert check(folder.name, tmp_path / "incident.toml", as_json=False) == 0
    capsys.readouterr()
    show(found.id, folder.name, tmp_path / "incident.toml", as_json=False)
    shown = capsys.readouterr().out
    cause = "    an author set it to P0: the auditor asked (config-1)"
    assert f"{told} with the evidence until 2026-03-02T13:00:00Z:\n{cause}\n" in shown


def test_an_incident_that_cannot_be_read_is_written_anew_and_its_history_said_to_be_lost(tmp_path: Path) -> None:
    given = evidence(Policy())
    folder = IncidentFolder(tmp_path, given.name)
    folder.path.mkdir()
    (folder.path / INCIDENT).write_text("{", encoding="utf-8")
    outcome = store(folder, given)
    assert "incident.json cannot be read, so the history of priorities begins anew" in outcome.notes
    assert folder.read_incident().priorities == ()
