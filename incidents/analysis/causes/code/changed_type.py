"""A value in a file of data that became one of another type, where code that is the same then does something else.

Claims: the change writes values of a key as another type, and either the failure says that just these two types met, or
they sort otherwise than before and the failed comparison is of things that stand beside that key. Refuted by code that
turns the value into a type of its own before it uses it.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.retyped_values import Retyped, ValueType, orders_differ, retyped
from incidents.analysis.causes.ranking.named import whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-type"
_CARRIED = ("production", "config")
_MET = re.compile(
    r"(?:not supported between instances of|unsupported operand type\(s\) for [^:\n]{1,9}:) '(\w+)' and '(\w+)'|"
    r"(?:must be|can only concatenate|argument must be|expected) (?:a )?(\w+)[^\n]{0,20} ?(?:,|\()?(?:not|got) \"?(\w+)"
)
_TYPES: dict[str, ValueType] = {
    **dict.fromkeys(("int", "float", "number"), "number"),
    **dict.fromkeys(("str", "string"), "text"),
    **dict.fromkeys(("bool", "boolean"), "boolean"),
    **dict.fromkeys(("NoneType", "null", "None"), "nothing"),
}
_VALUE = re.compile(r"['\"]([A-Za-z][\w./:-]{2,60})['\"]")
_TWO = 2


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """One for each file, by the key of which most values are of another type.

    A failed comparison is as likely to be of something else, and ties only what it names.
    """
    carried = [each for each in changes if each.path_class in _CARRIED]
    found = [_tie(each, values, symptom) for each in carried if (values := _of_one_key(retyped(each)))]
    return [each for each in found if each.strong or not symptom.asserted]


def _of_one_key(values: list[Retyped]) -> list[Retyped]:
    kinds = [(each.key, each.before, each.after) for each in values]
    most = max(sorted(set(kinds)), key=kinds.count, default=None)
    return [each for each in values if (each.key, each.before, each.after) == most]


def _tie(change: FileChange, values: list[Retyped], symptom: Symptom) -> Tie:
    key, _, before, after = values[0]
    met = {before, after} in _met(symptom.message)
    sorts = orders_differ(values)
    beside = _compared_beside(change, symptom) if sorts else ()
    if met:
        how = f"the failure says that a {before} met a {after}"
    elif beside:
        named = " and ".join(f"`{each}`" for each in beside[:_TWO])
        how = f"numbers sort otherwise as text, and the failed comparison is of {named}, which stand beside that key"
    else:
        how = "code that is the same as before does something else with another type; which code reads it is not told"
    return Tie(
        rule=NAME,
        weight=0.7 if met or beside else 0.35,
        did=f"turns `{key}` from a {before} into a {after} in {change.path}",
        how=how,
        cites=(change.id,),
        strong=met or bool(beside),
        about=key,
    )


def _met(message: str) -> list[set[ValueType]]:
    pairs = ([name for name in found.groups() if name in _TYPES] for found in _MET.finditer(message))
    return [{_TYPES[each] for each in pair} for pair in pairs if len(pair) == _TWO]


def _compared_beside(change: FileChange, symptom: Symptom) -> tuple[str, ...]:
    """What a failed comparison was of and the changed lines, or those beside them, name; a single one may be chance."""
    values = dict.fromkeys(_VALUE.findall(symptom.message)) if symptom.asserted else {}
    text = "\n".join(hunk.text for hunk in change.hunks)
    named = tuple(each for each in values if whole(each, text))
    return named if len(named) >= _TWO else ()
