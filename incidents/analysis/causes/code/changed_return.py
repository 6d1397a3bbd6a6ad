"""A function that a line of the stack called, and whose answer the change made another one.

Claims: the change gives another value back from a function that had returned when the failure came, and that a line of
the stack calls. Refuted by the same failure before the change.
"""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.causes.ranking.in_stack import own_frames
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange, Frame

NAME = "changed-return-value"
_PRINTED = re.compile(r'^ *File "([^"\n]{1,400})", line (\d{1,7}), in \S+\n +(\S[^\n]{0,400})', re.MULTILINE)
_CALL = re.compile(r"\b([A-Za-z_]\w*)\(")
_GIVES_BACK = re.compile(r"[+-]\s*(?:return|yield)\b")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """One for each such function: strong where its value went into the call that failed."""
    called = dict(_called(symptom))
    return [
        _tie(change, function, *called[function.rpartition(".")[2]])
        for change in changes
        for function in change.functions
        if function.rpartition(".")[2] in called and _gives_back(change, function)
    ]


def _called(symptom: Symptom) -> Iterator[tuple[str, tuple[Frame, bool]]]:
    """What the printed lines call, the deepest last, with the line and whether it leads to where it failed."""
    code = {(file, int(line)): text for file, line, text in _PRINTED.findall(symptom.detail)}
    for stack in symptom.stacks:
        frames = own_frames(stack)
        running = {frame.function.rpartition(".")[2] for frame in frames}
        places = list(dict.fromkeys((frame.file, frame.line) for frame in frames))
        for frame in reversed(frames):
            near = places.index((frame.file, frame.line)) <= 1
            for name in _CALL.findall(code.get((frame.file, frame.line or 0), "")):
                if name not in running:
                    yield name, (frame, near)


def _gives_back(change: FileChange, function: str) -> bool:
    """Whether it changes what is given back; where it touches several functions, that is told of none."""
    lines = [line for hunk in change.hunks for line in hunk.text.split("\n")]
    return set(change.functions) == {function} and any(_GIVES_BACK.match(line) for line in lines)


def _tie(change: FileChange, function: str, frame: Frame, near: bool) -> Tie:
    return Tie(
        rule=NAME,
        weight=0.55 if near else 0.4,
        did=f"changes what {function} in {change.path} gives back",
        how=f"line {frame.line} of {frame.file}, which is in the stack, calls {function} and goes on with its answer",
        cites=(change.id,),
        strong=near,
    )
