"""A function of another file that the source calls on a line of the stack, or for a value that goes into it.

Claims: the change touches a function that the failing line, or one just before it whose value goes into it, calls.
Refuted by the same failure before the change.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange, LeadingCall
from incidents.model.function_name import plain_name

NAME = "changed-leading-call"
_SHORTEST = 4
_SEPARATORS = re.compile(r"::|->|\?\.|\.|\\")
_CODE = ("production", "config")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """The nearest call of each changed file; never strong, since all that is told is where a value came from."""
    found = []
    for change in changes:
        call = next((each for each in symptom.led_by if _is_of(change, each)), None)
        if change.path_class in _CODE and call is not None:
            found.append(_tie(change, call))
    return found


def _is_of(change: FileChange, call: LeadingCall) -> bool:
    """By the names of the function and, where a class or a module is called by its name, of the file or its folder."""
    if change.path == call.file or not any(plain_name(each) == call.name for each in change.functions):
        return False
    owner = _SEPARATORS.split(call.receiver)[-1]
    names = {_bare(part) for part in change.path.rpartition(".")[0].split("/")}
    if _bare(owner) in names:
        return True
    return not owner[:1].isupper() and len(call.name) >= _SHORTEST


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _tie(change: FileChange, call: LeadingCall) -> Tie:
    into = "" if call.called_in == call.line else f", and what that gives goes into line {call.line}"
    where = f"line {call.called_in} of {call.file}"
    stands = "which is in the stack," if call.called_in == call.line else "just above the line in the stack,"
    return Tie(
        rule=NAME,
        weight=0.34,
        did=f"changes {call.name} in {change.path}",
        how=f"{where}, {stands} calls {call.name}{into}",
        cites=(change.id,),
    )
