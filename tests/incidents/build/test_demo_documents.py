"""The documents of the demo's incident, whole, as they were reviewed."""

import os
import re
from pathlib import Path

import pytest

from incidents.store.folder import IncidentFolder
from reports.documents import DOCUMENTS
from tests.agreement import contradictions

SNAPSHOTS = Path(__file__).parent / "snapshots"
# It changes with every field of every record, of which no reader of these documents sees anything else.
_FINGERPRINT = re.compile(rb"(?<=fingerprint `)[0-9a-f]{12}(?=`)")


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_the_demo_s_documents_are_as_reviewed(built_once: Path, file: str) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/incidents/build` writes them anew, for `git diff` to show."""
    (written,) = built_once.glob(f"postmortems/*/{file}")
    text = _FINGERPRINT.sub(b"0" * 12, written.read_bytes())
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        (SNAPSHOTS / file).write_bytes(text)
    assert text.decode() == (SNAPSHOTS / file).read_bytes().decode()


def test_no_part_of_the_demo_s_incident_contradicts_another_one(built_once: Path) -> None:
    (written,) = built_once.glob("*/*/evidence.jsonl")
    folder = IncidentFolder(written.parent.parent, written.parent.name)
    evidence = {each.id: each for each in folder.read_evidence().collected.evidence}
    assert contradictions(folder.read_incident(), evidence) == []
