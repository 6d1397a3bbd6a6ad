"""Ties by the stack: which commits changed the functions, and wrote the lines, that were running."""

import re
from collections.abc import Mapping, Sequence

from incidents.analysis.causes.ranking.ran_later import ran_later
from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.traced_lines import in_repository, places_after, traced
from incidents.analysis.causes.tie import Tie
from incidents.model.evidence import FileChange, Frame
from incidents.model.function_name import plain_name

NAME = "changed-code-in-stack"
FILE = "changed-file-in-stack"
BELOW = "changed-below-failed-line"
_LINE, _FUNCTION, _FILE = 1.0, 0.5, 0.2
_ON_LINE = 0.65
_WEIGHT = 0.3
_MOST = 1.5
_DEEPER, _DEEPEST = 0.005, 5
_OF_TESTS = re.compile(r"(^|/)(tests?|spec|__tests__)/|(^|/)(test_|conftest)|[._](test|spec)\.\w+$")
_LIBRARY = (
    "site-packages/",
    "dist-packages/",
    "lib/python",
    "node_modules/",
    "/pkg/mod/",
    "/gems/",
    "/vendor/",
    "<frozen",
    "/usr/lib/",
)


def own_frames(frames: Sequence[Frame]) -> list[Frame]:
    """The frames of the application, deepest first; the test's own are where it noticed, not where it went wrong."""
    kept = [frame for frame in frames if not any(part in frame.file for part in _LIBRARY)]
    return [frame for frame in reversed(kept) if not _OF_TESTS.search(frame.file)]


def in_stacks(
    stacks: Sequence[Sequence[Frame]],
    newest_first: Mapping[str, Sequence[FileChange]],
    history: Sequence[Sequence[FileChange]],
) -> Signal:
    """The best of several stacks counts for each commit; the deepest frame counts most, its callers less and less."""
    scores: dict[str, float] = {}
    ties: dict[str, Tie] = {}
    for frames in dict.fromkeys(tuple(own_frames(each)) for each in stacks):
        for sha, (score, tie) in _of_one(frames, newest_first, history).items():
            if score > scores.get(sha, 0):
                scores[sha] = score
            if sha not in ties or tie.weight > ties[sha].weight:
                ties[sha] = tie
    worth = {sha: _WEIGHT * min(score, _MOST) for sha, score in scores.items()}
    return Signal(worth, {sha: [tie] for sha, tie in ties.items()})


def _of_one(
    frames: Sequence[Frame], newest_first: Mapping[str, Sequence[FileChange]], history: Sequence[Sequence[FileChange]]
) -> dict[str, tuple[float, Tie]]:
    paths = {change.path: None for changes in newest_first.values() for change in changes}
    placed = [(frame, path) for frame in frames if (path := in_repository(frame.file, paths))]
    lines = [(path, frame.line) for frame, path in placed if frame.line]
    written = {line: each.change.commit for line, each in traced(lines, history).items()}
    found: dict[str, tuple[float, Tie]] = {}
    for depth, (frame, path) in enumerate(placed):
        places = places_after((path, frame.line), history) if frame.line else {}
        writer = written.get((path, frame.line or 0))
        touching = [change for changes in newest_first.values() for change in changes if change.path == path]
        for sha, gained, tie in _of_frame(frame, depth, touching, writer, places):
            score, best = found.get(sha, (0.0, tie))
            found[sha] = (score + gained / (1 + depth), max(best, tie, key=lambda each: each.weight))
    return found


def _of_frame(
    frame: Frame, depth: int, touching: Sequence[FileChange], writer: str | None, places: Mapping[str, int]
) -> list[tuple[str, float, Tie]]:
    """`touching` are the changes of its file, `places` the numbers that its line had after each of them."""
    inside = [change for change in touching if _holds(change, frame.function)]
    found = []
    for change in touching:
        gained = (_LINE if change.commit == writer else 0) + (_FUNCTION / len(inside) if change in inside else 0)
        if change.commit == writer:
            found.append((change.commit, gained, _on_line(change, frame, depth)))
        elif change in inside and ran_later(change, frame.function, places.get(change.id)):
            found.append((change.commit, _FILE / len(touching), _below(change, frame, depth)))
        elif change in inside:
            found.append((change.commit, gained, _in_function(change, frame, depth)))
        else:
            found.append((change.commit, _FILE / len(touching), _in_file(change, depth)))
    return found


def _holds(change: FileChange, function: str) -> bool:
    """Whether the change is in the function that the frame names; runtimes print it with or without its class."""
    name = plain_name(function)
    return any(plain_name(each) == name for each in change.functions)


def on_line(tie: Tie) -> bool:
    """Whether the change wrote the very line on which it went wrong."""
    return tie.rule == NAME and tie.weight >= _ON_LINE


def _on_line(change: FileChange, frame: Frame, depth: int) -> Tie:
    """Strong where it went wrong; what calls that is only on the way there."""
    return Tie(
        rule=NAME,
        weight=_ON_LINE if not depth else 0.35,
        did=f"wrote line {frame.line} of {change.path}, as far as the diffs of the window lead back",
        how=f"the stack of the failure runs through line {frame.line} of {change.path}",
        cites=(change.id,),
        strong=not depth,
    )


def _in_function(change: FileChange, frame: Frame, depth: int) -> Tie:
    return Tie(
        rule=NAME,
        weight=0.6 if not depth else 0.3,
        did=f"changes {frame.function} in {change.path}",
        how=f"the stack of the failure runs through {frame.function} in {change.path}",
        cites=(change.id,),
        strong=not depth,
    )


def _below(change: FileChange, frame: Frame, depth: int) -> Tie:
    """It may have left something behind that the next call stumbles over, which nothing shows."""
    return Tie(
        rule=BELOW,
        weight=0.18 - _DEEPER * min(depth, _DEEPEST),
        did=f"changes {frame.function} in {change.path}",
        how=f"what it changes there lies below line {frame.line}, which failed, and had not run by then",
        cites=(change.id,),
    )


def _in_file(change: FileChange, depth: int) -> Tie:
    """What was changed in the file is known only where its functions are."""
    weight = (0.23 if change.functions else 0.27) - _DEEPER * min(depth, _DEEPEST)
    beside = "though not through what was changed in it" if change.functions else "by which line of it is not told"
    return Tie(
        rule=FILE,
        weight=weight,
        did=f"changes {change.path}",
        how=f"the stack of the failure runs through {change.path}, {beside}",
        cites=(change.id,),
    )
