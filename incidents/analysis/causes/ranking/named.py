"""Ties by name: what the message of a failure spells and a change adds or takes away."""

import re
from collections.abc import Callable, Iterable, Sequence

from incidents.analysis.causes.code.manifest_lines import moves
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import DependencyChange, FileChange

NAME = "changed-name"
DEPENDENCY = "changed-dependency"
_SHORTEST_DEPENDENCY = 5


def named(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """The strongest tie by name of each changed file; of a comparison in a test the words are the test's own."""
    found = [_of_change(change, symptom) for change in changes]
    return [tie for tie in found if tie is not None]


def _of_change(change: FileChange, symptom: Symptom) -> Tie | None:
    for each in change.dependencies:
        if spells(symptom.message, each):
            return _dependency(change, each)
    if symptom.asserted:
        return None
    lines = changed_lines(change)
    quoted = spelled(symptom.quoted, lines)
    if quoted:
        return _name(change, quoted, strong=True)
    word = spelled(symptom.words.difference(_parts(change.path)), lines)
    return _name(change, word, strong=False) if word else None


def _parts(path: str) -> frozenset[str]:
    """What every line of a package may name, such as the package itself, and so tells nothing."""
    return frozenset(re.split(r"[/.]", path))


def changed_lines(change: FileChange) -> str:
    return "\n".join(
        line for hunk in change.hunks for line in hunk.text.split("\n") if line[:1] in ("+", "-") and line[1:].strip()
    )


def more_lines(change: FileChange, holds: Callable[[str], object]) -> int:
    """How many more lines that hold it there are than before."""
    lines = (line for line in changed_lines(change).split("\n") if holds(line[1:]))
    return sum(1 if line.startswith("+") else -1 for line in lines)


def spelled(names: Iterable[str], text: str) -> str | None:
    """The longest of the names that the text holds as a whole name."""
    ordered = sorted(names, key=lambda each: (-len(each), each))
    return next((name for name in ordered if whole(name, text)), None)


def whole(name: str, text: str) -> bool:
    """Whether the text holds the name as a whole name."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _name(change: FileChange, name: str, *, strong: bool) -> Tie:
    signs = {line[:1] for line in changed_lines(change).split("\n") if whole(name, line)}
    verb = {frozenset("+"): "adds", frozenset("-"): "takes out"}.get(frozenset(signs), "changes")
    return Tie(
        rule=NAME,
        weight=0.7 if strong else 0.3,
        did=f"{verb} `{name}` in {change.path}",
        how=f"the message of the failure names `{name}`",
        cites=(change.id,),
        strong=strong,
    )


def spells(message: str, change: DependencyChange) -> bool:
    """Whether the message holds every word of the dependency's name, wherever they stand."""
    said = set(re.findall(r"[a-z0-9]+", message.lower()))
    words = [word for word in re.split(r"[^a-z0-9]+", change.name.lower()) if word]
    long_enough = len("".join(words)) >= _SHORTEST_DEPENDENCY
    return change.before != change.after and long_enough and said.issuperset(words)


def _dependency(change: FileChange, each: DependencyChange) -> Tie:
    return Tie(
        rule=DEPENDENCY,
        weight=1.0 if each.after is None else 0.6,
        did=moves(change, each),
        how=f"the message of the failure names `{each.name}`",
        cites=(change.id,),
        strong=True,
    )
