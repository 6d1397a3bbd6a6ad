"""The call in the source that printed the message, in a function that the change touched.

Claims: the deployed source prints this message from a function that the change changed. Refuted by the same message
before the change.
"""

from collections.abc import Sequence

from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import CodePlace, FileChange
from incidents.model.function_name import plain_name

NAME = "changed-printing-code"


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    pairs = [
        (change, place) for place in symptom.printed_by for change in changes if same_file(place.file, change.path)
    ]
    return [_in_function(*pair) if _holds(*pair) else _in_file(*pair) for pair in pairs]


def _holds(change: FileChange, place: CodePlace) -> bool:
    name = plain_name(place.function)
    return any(plain_name(each) == name for each in change.functions)


def _in_function(change: FileChange, place: CodePlace) -> Tie:
    how = f"the message is printed by line {place.line} of {place.file}, in {place.function}"
    return Tie(NAME, 0.6, f"changes {place.function} in {change.path}", how, (change.id,), strong=True)


def _in_file(change: FileChange, place: CodePlace) -> Tie:
    how = f"the message is printed by line {place.line} of {place.file}, in another function"
    return Tie(NAME, 0.25, f"changes {change.path}", how, (change.id,))
