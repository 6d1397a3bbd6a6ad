"""The documents of the demo's incident, whole, as they were reviewed."""

import os
from pathlib import Path

import pytest

from reports.documents import DOCUMENTS

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_the_demo_s_documents_are_as_reviewed(built_once: Path, file: str) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/incidents/build` writes them anew, for `git diff` to show."""
    (written,) = built_once.glob(f"postmortems/*/{file}")
    text = written.read_bytes()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        (SNAPSHOTS / file).write_bytes(text)
    assert text.decode() == (SNAPSHOTS / file).read_bytes().decode()
