"""A type that the failure says does not fit, and that the change brought to where it failed.

Claims: the message names a type or class as one that cannot be used so, and the change adds lines with it to a file of
the stack, or to one that such a file imports. Refuted by the same message before the change.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.unsuitable_types import unsuitable_types
from incidents.analysis.causes.ranking.in_stack import own_frames
from incidents.analysis.causes.ranking.named import more_lines, whole
from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "brought-type"
_CODE = ("production", "config")
_PACKAGE = ("__init__", "index", "mod")
# What has no name of its own in the code that makes it.
_MADE_BY = {
    "coroutine": re.compile(r"\basync def\b|^[^#]*\b(?:asyncio|aio\w*)\."),
    "generator": re.compile(r"\byield\b|^[^(]*+\((?>.+? for )(?>.+? in ).+\)"),
    "set": re.compile(r"\bset\("),
    "bytes": re.compile(r"\.encode\(|\bb[\"']|\bbytes\("),
    "Promise": re.compile(r"\basync\b|\bPromise\b"),
}


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    names = unsuitable_types(symptom.message)
    code = [each for each in changes if each.path_class in _CODE] if names else []
    return [_tie(change, name, symptom) for change in code for name in names if _brings(change, name)]


def _brings(change: FileChange, name: str) -> bool:
    made = _MADE_BY.get(name)
    return more_lines(change, made.search if made else lambda line: whole(name, line)) > 0


def _tie(change: FileChange, name: str, symptom: Symptom) -> Tie:
    where = _where(change, symptom)
    return Tie(
        rule=NAME,
        weight=0.85 if where else 0.5,
        did=f"brings `{name}` in {change.path}",
        how=f"the failure says that `{name}` does not fit where it is used{where or ''}",
        cites=(change.id,),
        strong=where is not None,
        about=name,
    )


def _where(change: FileChange, symptom: Symptom) -> str | None:
    """None where the stack leads elsewhere; without a stack nothing tells."""
    frames = [frame for stack in symptom.stacks for frame in own_frames(stack)]
    if any(same_file(frame.file, change.path) for frame in frames):
        return ", and the stack runs through the file"
    if any(_is_module(change.path, each.source) for each in symptom.imports):
        return ", and a file of the stack imports this one"
    return None if frames else ""


def _is_module(path: str, source: str) -> bool:
    """Whether what is imported is this file, by the end of its path."""
    stem = path.rpartition(".")[0].split("/")
    stem = stem[:-1] if stem[-1] in _PACKAGE else stem
    parts = [part for part in re.split(r"[./\\:]+", source) if part]
    return bool(parts) and stem[-len(parts) :] == parts
