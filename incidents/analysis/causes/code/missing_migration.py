"""Code that expects a column or table which the database does not have.

Claims: the failure says that a column or a table does not exist, and the change names it in code or in a migration.
Refuted by a record that the migration ran before the failure.
"""

from collections.abc import Sequence

from incidents.analysis.causes.code.migrations import migrates
from incidents.analysis.causes.code.missing_name import missing_names
from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "missing-migration"


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    found = []
    for kind, name in missing_names(symptom.message):
        if kind not in ("column", "table"):
            continue
        naming = [each for each in changes if whole(name, changed_lines(each))]
        migrations = [each for each in naming if migrates(each.path)]
        code = [each for each in naming if each not in migrations]
        if code:
            where = f" and a migration for it ({migrations[0].path})" if migrations else ", and no migration for it"
            how = f"the code reads the {kind} `{name}`, and the database that it ran against has none"
            did = f"brings code that uses `{name}` ({code[0].path}){where}"
            cites = tuple(sorted(each.id for each in (code[0], *migrations[:1])))
            found.append(Tie(NAME, 1.0, did, how, cites, strong=True))
    return found
