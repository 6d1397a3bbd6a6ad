"""Data that the service carries along, changed without a change of code.

Claims: the change sets other values in a file of data that goes into the image. Which code reads it is not told by a
diff, so the tie is weak, less so where just the cases of a test fail that the changed lines name. Refuted by a failure
that does not depend on the value.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.file_values import file_values
from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-data"
DATA = re.compile(r"\.(?:json|ya?ml|csv|tsv|toml|ini|xml|properties|sql|txt)$", re.IGNORECASE)
_SHOWN = 3
_CARRIED = ("production", "config")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """One for each such file; a failed comparison in a test is as likely to be of another value."""
    if symptom.asserted:
        return []
    data = [each for each in changes if each.path_class in _CARRIED and DATA.search(each.path) and each.hunks]
    return [_set_apart(each, symptom) or _tie(each) for each in data]


def _tie(change: FileChange) -> Tie:
    how = "code that is the same as before does something else with other data; which code reads it is not told"
    values = file_values(change)
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    what = ", ".join(each.said for each in values[:_SHOWN]) or "values"
    return Tie(NAME, 0.28, f"changes {what}{more} in {change.path}", how, (change.id,))


def _set_apart(change: FileChange, symptom: Symptom) -> Tie | None:
    """Only cases of a test, or requests, fail that have a word in common with the changed lines, and hardly another."""
    lines = changed_lines(change)
    for each in symptom.apart:
        if whole(each.word, lines):
            did = f"changes the values of `{each.word}` in {change.path}"
            return Tie(NAME, 0.5, did, each.how, (change.id, *each.cites))
    return None
