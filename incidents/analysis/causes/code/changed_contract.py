"""A value that a test received and did not expect, which only this change brings into the code.

Claims: a comparison failed on a value that this change alone adds to, or takes out of, the production code, or whose
lines it alone changes. Refuted by another change with the same value; then nothing is claimed. A value that stands on
both sides of the diff, in lines that are the same but for quotes, is none that was changed.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-contract"
_COMPARED, _TOLD = 0.6, 0.59
"""What is compared says more than what is printed behind it."""
_VALUE = re.compile(r"['\"]([A-Za-z][\w./:-]{4,60})['\"]")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    if not symptom.asserted:
        return []
    values = sorted(set(_VALUE.findall(symptom.message)), key=lambda each: (-len(each), each))
    code = [each for each in changes if each.path_class in ("production", "config")]
    sides = _VALUE.findall(symptom.message)[:2]
    told = ((change, value, _COMPARED if value in sides else _TOLD) for value in values for change in code)
    return [tie for each in told if (tie := _tie(*each)) is not None]


def only_ones(ties: Mapping[str, Sequence[Tie]]) -> dict[str, list[Tie]]:
    """The ties of each commit without those by a value that several of the commits touch."""
    touched = Counter(about for each in ties.values() for about in {tie.about for tie in each if tie.rule == NAME})
    return {sha: [tie for tie in each if tie.rule != NAME or touched[tie.about] == 1] for sha, each in ties.items()}


def _tie(change: FileChange, value: str, weight: float) -> Tie | None:
    lines = [line for line in changed_lines(change).split("\n") if whole(value, line)]
    added, taken = ([_bare(line) for line in lines if line.startswith(sign)] for sign in "+-")
    if sorted(added) == sorted(taken):
        return None
    verb = "brings" if len(added) > len(taken) else "takes out" if len(added) < len(taken) else "changes a line with"
    return Tie(
        rule=NAME,
        weight=weight,
        did=f"{verb} `{value}` in {change.path}",
        how=f"the test compares what the code answers, and the comparison failed on `{value}`",
        cites=(change.id,),
        strong=True,
        about=value,
    )


def _bare(line: str) -> str:
    """The line without its sign, blanks and quotes."""
    return re.sub(r"[\s\"'`]", "", line[1:])
