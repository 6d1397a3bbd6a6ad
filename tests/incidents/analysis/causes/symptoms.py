"""Symptoms and changes for the tests of this room."""

from typing import Any

from incidents.analysis.causes.symptom import Symptom
from incidents.model.evidence import FileChange, Hunk
from tests import builders


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
