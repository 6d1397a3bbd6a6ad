"""A function that gives back something made in another way, where a test could not read the answer that it got.

Claims: a test reached the service and had a good answer, and could not read it, or counted or compared it as a whole;
and this change alone brings a key of that answer, or gives back a value of such another kind as makes the test's code
stop in just this way. Refuted by the same answer before the change, or by code that the request does not reach.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from incidents.analysis.causes.code.handler_of import answering, handled
from incidents.analysis.causes.code.returned import Returned, returned
from incidents.analysis.causes.code.used_in import said
from incidents.analysis.causes.ranking.named import more_lines
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.misread import Misread
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange
from incidents.model.function_name import plain_name

NAME = "changed-answer"
_KEY_ERROR = re.compile(r"KeyError: ['\"](\w+)['\"]|\(reading ['\"](\w+)['\"]\)")
_TOOK_A_LIST = re.compile(
    r"string indices must be|'dict' object has no attribute|\.\w+ is not a function|is not iterable|KeyError: \d"
)
_TOOK_AN_OBJECT = re.compile(r"(?:list|tuple) indices must be|'(?:list|tuple)' object has no attribute")
_GOT_NOTHING = re.compile(r"'NoneType' object|of (?:undefined|null)|(?:undefined|null) is not an object")
_GOT_TEXT = re.compile(r"'str' object|string indices must be")
_GOT_AN_OBJECT = re.compile(r"'dict' object has no attribute|string indices must be")
_NO_LIST = ("text", "nothing")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """By how the test's code stopped first, then by the keys of the answer."""
    code = [each for each in changes if each.path_class == "production" and each.hunks]
    found = [tie for each in code for answer in symptom.misread for tie in _of(each, answer, symptom)]
    return sorted(dict.fromkeys(found), key=lambda tie: (-tie.strong, -tie.weight, tie.did))


def _of(change: FileChange, answer: Misread, symptom: Symptom) -> Iterator[Tie]:
    brought = [key for key in sorted(answer.keys) if _brings(change, key)]
    if brought:
        named = " and ".join(f"`{each}`" for each in brought)
        how = f"the test counts or compares the answer as a whole, and that has {named}"
        yield Tie(NAME, 0.6, f"brings {named} in {change.path}", how, (change.id,), strong=True, about=brought[0])
    for pair in returned(change):
        if answer.raised and pair.reshaped:
            yield from _stopped_by(change, pair, answer, symptom)


def _brings(change: FileChange, key: str) -> bool:
    """Whether it has more lines than before that give the key: as a text, or as the name of a field or an argument."""
    gives = re.compile(
        rf"[\"'`]{re.escape(key)}[\"'`]|^\s*{re.escape(key)}\s*[:?=]|[({{,]\s*{re.escape(key)}\s*[:=][^=]"
    )
    return more_lines(change, gives.search) > 0


def _stopped_by(change: FileChange, pair: Returned, answer: Misread, symptom: Symptom) -> Iterator[Tie]:
    """The closest where the code that answers the request is known to use it."""
    fits = _fits(pair, answer.said)
    way = answering(change, replace(symptom, routes=tuple(each.route for each in answer.asked)))
    reached = bool(way) or any(handled(change, each.route) for each in answer.asked)
    if not fits and not reached:
        return
    function = next((plain_name(each) for each in change.functions if len(change.functions) == 1), None)
    where = f"{function} in {change.path}" if function and function.isidentifier() else change.path
    how = "the test had a good answer, and its own code could not go on with how that is made"
    yield Tie(
        rule=NAME,
        weight=(0.8 if reached else 0.65) if fits else 0.4,
        did=f"makes {where} give back {_instead(pair)}",
        how=f"{how}; {said(way)}" if way else how,
        cites=(change.id, *(each.id for each in way)),
        strong=fits,
        about=f"{pair.before.said}, {pair.after.said}",
    )


def _instead(pair: Returned) -> str:
    before, after = pair.before, pair.after
    if before.kind != after.kind and None not in (before.kind, after.kind):
        return f"{after.said} instead of {before.said}"
    gone, come = sorted(before.keys - after.keys), sorted(after.keys - before.keys)
    if before.keys and (gone or come):
        parts = [f"without `{gone[0]}`"] if gone else []
        return f"an object {' and '.join([*parts, *([f'with `{come[0]}`'] if come else [])])}"
    return f"what it gave back within {after.said}"


def _fits(pair: Returned, message: str) -> bool:
    """Whether code that takes the answer for what it was before stops in just this way at what it is now."""
    before, after = pair.before, pair.after
    key = _KEY_ERROR.search(message)
    if key is not None:
        name = key[1] or key[2]
        return name not in after.keys and (name in before.keys or _hides(pair))
    kinds = {
        "object": _GOT_AN_OBJECT if before.kind in _NO_LIST else _TOOK_A_LIST,
        "list": _TOOK_AN_OBJECT,
        "nothing": _GOT_NOTHING,
        "text": _GOT_TEXT,
    }
    return after.kind is not None and before.kind != after.kind and kinds[after.kind].search(message) is not None


def _hides(pair: Returned) -> bool:
    """Whether what there was, with whatever keys, is now behind a key of something around it."""
    return pair.wrapped and bool(pair.after.keys)
