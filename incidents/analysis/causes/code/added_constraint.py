"""A constraint that a migration of the change puts on the data, and that what is to be stored breaks.

Claims: the database refused a row by the name of a constraint, or for a column that may not be empty, and a migration
of the change creates just that. Refuted by the same refusal before the migration.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from incidents.analysis.causes.code.migrations import forward
from incidents.analysis.causes.ranking.named import whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "added-constraint"
_NAME = r"[\"'`\[]?([\w.$-]+)[\"'`\]]?"
# PostgreSQL; Oracle; MySQL and MariaDB; SQLite; SQL Server; MongoDB.
_REFUSED = (
    rf"violates (?:unique|check|foreign key|exclusion) constraint {_NAME}",
    rf"(?:unique|check|integrity) constraint \(?{_NAME}\)? (?:is )?violated",
    rf"[Dd]uplicate entry .{{0,200}}? for key {_NAME}",
    rf"foreign key constraint fails .{{0,200}}?\bCONSTRAINT {_NAME}",
    rf"CHECK constraint failed: {_NAME}",
    rf"[Vv]iolation of (?:UNIQUE KEY|PRIMARY KEY) constraint {_NAME}",
    rf"conflicted with the (?:CHECK|FOREIGN KEY) constraint {_NAME}",
    rf"E11000 duplicate key error .{{0,200}}?\bindex: {_NAME}",
)
_EMPTY = (
    rf"null value in column {_NAME} .{{0,120}}?violates not-null constraint",
    rf"NOT NULL constraint failed: {_NAME}",
    rf"[Cc]olumn {_NAME} cannot be null",
    rf"[Cc]annot insert the value NULL into column {_NAME}",
)
# SQLite names the columns and not the constraint.
_TWICE = (rf"UNIQUE constraint failed: {_NAME}",)
_NEAR = 200
_BESIDE = {
    "empty": r"not[ _]?null|nullable\s*=\s*False|null:\s*false|notNullable",
    "twice": r"unique",
}
"""What stands near the name of a column where a migration says that it may not be empty, or come twice."""
# What every table has.
_OF_ALL = frozenset({"PRIMARY", "_id_", "id"})


class Refusal(NamedTuple):
    """The name of the constraint that refused a row, or of the column that may not be empty or come twice."""

    name: str
    column: str | None


# The same message is read for each commit.
@lru_cache(maxsize=8)
def refusals(message: str) -> tuple[Refusal, ...]:
    """Each once; of a name with what it belongs to, such as a schema or a table, the last part."""
    found: dict[Refusal, None] = {}
    for patterns, column in ((_REFUSED, None), (_EMPTY, "empty"), (_TWICE, "twice")):
        for match in (each for pattern in patterns for each in re.finditer(pattern, message)):
            name = match[1].rstrip(".").rpartition(".")[2]
            if name not in _OF_ALL:
                found.setdefault(Refusal(name, column))
    return tuple(found)


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    refused = refusals(symptom.message)
    return [_tie(change, each) for each in refused for change in changes if _creates(change, each)]


def _creates(change: FileChange, refusal: Refusal) -> bool:
    text = forward(change)
    if refusal.column is None:
        return whole(refusal.name, text)
    name, beside = rf"\b{re.escape(refusal.name)}\b", f"(?:{_BESIDE[refusal.column]})"
    near = rf"{name}[^;]{{0,{_NEAR}}}?{beside}|{beside}[^;]{{0,{_NEAR}}}?{name}"
    return re.search(near, text, re.IGNORECASE) is not None


def _tie(change: FileChange, refusal: Refusal) -> Tie:
    name, path = refusal.name, change.path
    did = {
        None: f"adds `{name}` in a migration ({path})",
        "empty": f"no longer lets the column `{name}` be empty ({path})",
        "twice": f"no longer lets the column `{name}` hold the same twice ({path})",
    }[refusal.column]
    how = f"the database refuses what breaks the rule for `{name}`, and takes the rest"
    return Tie(NAME, 1.0, did, how, (change.id,), strong=True, about=name)
