"""Symptoms, changes, causes and imports for the tests of this room and of those that read a cause."""

from typing import Any

from incidents.analysis.course.symptom import Symptom
from incidents.model.cause import Cause
from incidents.model.evidence import FileChange, Hunk, ImportEdge
from tests import builders
from tests.builders import BAD_COMMIT, at


def symptom(message: str, **changes: Any) -> Symptom:
    values: dict[str, Any] = {
        "message": message,
        "detail": message,
        "quoted": frozenset(),
        "words": frozenset(),
        "stacks": (),
        "printed_by": (),
        "tests": (),
        "asserted": False,
        "revision": None,
    }
    return Symptom(**{**values, **changes})


def change(*lines: str, **changes: Any) -> FileChange:
    """A change of one file that begins at line 10 with these lines of a diff."""
    old = sum(not line.startswith("+") for line in lines)
    new = sum(not line.startswith("-") for line in lines)
    hunk = Hunk(old_start=10, old_lines=old, new_start=10, new_lines=new, section="", text="\n".join(lines))
    return builders.file_change(hunks=(hunk,), **changes)


def cause(**changes: Any) -> Cause:
    """A possible cause of the finding that blames no change."""
    values: dict[str, Any] = {
        "id": "cause-one",
        "effect": builders.finding().id,
        "rule": "changed-code",
        "claim": "it",
        "mechanism": "it is in the stack",
        "change": None,
        "evidence_for": builders.finding().primary,
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Cause(**{**values, **changes})


def import_edge(imported: str) -> ImportEdge:
    """A line of the product that imports a file which supports tests."""
    return ImportEdge(
        id="edge-1",
        at=at(1),
        source="git",
        locator="repo",
        excerpt="import testing",
        commit=BAD_COMMIT,
        importer="parcel_api/app.py",
        importer_class="production",
        line=3,
        module="testing",
        imported=imported,
        imported_class="test-support",
    )
