"""A column or a table that a migration of the change drops or renames, and that code still asks for.

Claims: the failure says that a column or a table does not exist, and a migration of the change takes it away. Refuted
by a record that the migration was not applied before the failure.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.migrations import forward
from incidents.analysis.causes.code.missing_name import missing_names
from incidents.analysis.causes.ranking.named import whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "dropped-schema"
_VERB = r"(?:\b|_)(?:drop|rename|remove|delete)"
_DROPS = {
    "column": re.compile(
        rf"{_VERB}[_ ]?(?:column|field)?(?![a-z]|[_ ]?table)[^;]{{0,200}}|new_column_name[^;]{{0,100}}", re.IGNORECASE
    ),
    "table": re.compile(
        rf"{_VERB}[_ ]?(?:table|model)(?![a-z])[^;]{{0,80}}|\btable\s+\S+\s+rename\s+to\b", re.IGNORECASE
    ),
}
_RENAMES = re.compile(r"rename|new_column_name", re.IGNORECASE)


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    missing = [(kind, name) for kind, name in missing_names(symptom.message) if kind in _DROPS]
    return [_tie(change, kind, name) for kind, name in missing for change in changes if drops(change, kind, name)]


def drops(change: FileChange, kind: str, name: str) -> bool:
    """Whether the way forward of a migration drops or renames the column or the table of this name."""
    return bool(_taking_away(change, kind, name))


def destroys(change: FileChange, kind: str, name: str) -> bool:
    """Whether it drops it with what it holds, which a new name keeps."""
    return any(not _RENAMES.search(each) for each in _taking_away(change, kind, name))


def _taking_away(change: FileChange, kind: str, name: str) -> list[str]:
    if kind not in _DROPS:
        return []
    found = (match.group(0) for match in _DROPS[kind].finditer(forward(change)))
    return [each for each in found if whole(name, each)]


def _tie(change: FileChange, kind: str, name: str) -> Tie:
    how = f"the code asks for the {kind} `{name}`, which is gone since the migration was applied"
    return Tie(NAME, 1.0, f"drops or renames the {kind} `{name}` ({change.path})", how, (change.id,), strong=True)
