"""A file that is looked up while the program runs, and that the change deleted or moved.

Claims: the failure names a file that is not there, and the change took the file of that path away. Refuted by the file
in the deployed tree under the path that was looked up.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "missing-file"
_NOT_THERE = re.compile(
    r"no such file|\bENOENT\b|FileNotFound|NoSuchFile|could not find file|cannot find the (?:file|path)|"
    r"failed to open stream|template\W?(?:not|doesnotexist|does not exist)|missing template|unable to find template",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"template", re.IGNORECASE)
_PATH = re.compile(r"[\w@%+~-][\w@%+~./\\-]{0,300}\.[A-Za-z]\w{0,9}\b")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    found = (_tie(change, path, template=is_one) for change in changes for path, is_one in _missing(symptom.message))
    return [tie for tie in found if tie is not None]


# The same message is read for each commit.
@lru_cache(maxsize=8)
def _missing(message: str) -> tuple[tuple[str, bool], ...]:
    """Only of lines that say so: a message names files for many reasons. With each whether it is a template."""
    lines = [line for line in message.split("\n") if _NOT_THERE.search(line)]
    found = ((path, bool(_TEMPLATE.search(line))) for line in lines for path in _PATH.findall(line))
    return tuple(dict.fromkeys((path.replace("\\", "/"), template) for path, template in found))


def _tie(change: FileChange, missing: str, *, template: bool) -> Tie | None:
    """Strong by more than the bare name, which files of many folders have; templates alone are looked up by it."""
    gone = change.old_path if change.status == "renamed" else change.path if change.status == "deleted" else None
    if gone is None or not same_file(missing, gone):
        return None
    did = f"moves {gone} to {change.path}" if change.status == "renamed" else f"deletes {gone}"
    how = f"`{missing}` is not where the program looks for it"
    if "/" in missing or missing == gone or template:
        return Tie(NAME, 0.9, did, how, (change.id,), strong=True, about=missing)
    return Tie(NAME, 0.4, did, f"{how}, and no folder is told", (change.id,), about=missing)
