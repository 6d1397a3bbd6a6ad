"""A function that takes other arguments than before, of which the failure says that it was given the wrong ones.

Claims: the message says how many arguments, or which, a callable takes, and the change replaced what just that callable
takes. Refuted by the same message before the change, or by a line of the window that began to call it so.
"""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.causes.code.refused_arguments import Called, refused_by, refused_fields
from incidents.analysis.causes.ranking.definition import definition
from incidents.analysis.causes.ranking.named import changed_lines
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-signature"
_CODE = ("production", "config", "test-support")
_OPENS, _CLOSES = "([{", ")]}"
_BUILDS = ("__init__", "__new__", "constructor", "initialize", "__construct")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    refusing = refused_by(symptom)
    fields = refused_fields(symptom.message) if refusing else ()
    return [
        _tie(change, called)
        for called in refusing
        for change in changes
        if change.path_class in _CODE and _takes_others(change, called, fields)
    ]


def _takes_others(change: FileChange, called: Called, fields: Sequence[str]) -> bool:
    """A class may take what its fields are, without a function that says so."""
    if called.name in _BUILDS and called.owner and _is_of(change, called.owner, None):
        lines = changed_lines(change)
        if any(re.search(rf"(?m)^[+-]\s+{re.escape(each)}\b\s*(?::|=(?!=))", lines) for each in fields):
            return True
    if not _is_of(change, called.name, called.owner):
        return False
    before, after = (set(_signatures(change, called.name, other)) for other in ("+", "-"))
    return bool(before and after) and not any(_takes_as_much(new, old) for new in after for old in before)


def _is_of(change: FileChange, name: str, owner: str | None) -> bool:
    """Whether a changed function or class has the name; by its owner too, where both sides tell one."""
    of_name = [parts for each in change.functions if name in (parts := re.split(r"[.#:\\]+", each))]
    qualified = [parts[: parts.index(name)] for parts in of_name if parts[0] != name]
    return bool(of_name) and (owner is None or not qualified or any(owner in each for each in qualified))


def _takes_as_much(new: Sequence[str], old: Sequence[str]) -> bool:
    """Whether whoever calls it as before calls it well: all that is new may be left out."""
    added = [each for each in new if each not in old]
    kept = [each for each in new if each in old]
    return kept == list(old) and all(each.endswith("=") or each.startswith("*") for each in added)


def _signatures(change: FileChange, name: str, without: str) -> Iterator[tuple[str, ...]]:
    """What the function takes wherever one side of the diff defines it; `without` is the sign of the other side."""
    defined = definition(name)
    for hunk in change.hunks:
        lines = [line[1:] for line in hunk.text.split("\n") if not line.startswith((without, "\\"))]
        text = "\n".join(lines)
        for match in defined.finditer(text):
            yield tuple(_parameters(text[match.end() :]))


def _parameters(text: str) -> Iterator[str]:
    """What stands in the brackets that follow, or on the line where there are none: names, and whether one is optional.

    A type behind a name does not count: with another one, the function takes as much.
    """
    rest = text.lstrip(" \t")
    bare = rest[:1] != "("
    rest = rest.partition("\n")[0] if bare else rest[1:]
    depth, part = 0, ""
    for sign in (*rest, "," if bare else ")"):
        if depth == 0 and sign in ",)":
            name = re.split(r"[:=]", part, maxsplit=1)[0]
            if name.strip():
                yield " ".join(name.split()) + ("=" if "=" in part else "")
            part = ""
            if sign == ")":
                return
            continue
        depth += (sign in _OPENS) - (sign in _CLOSES)
        part += sign


def _tie(change: FileChange, called: Called) -> Tie:
    return Tie(
        rule=NAME,
        weight=0.9,
        did=f"changes what `{called.said}` in {change.path} takes",
        how=f"the failure says that `{called.said}` is called with other arguments than it takes, as it was before",
        cites=(change.id,),
        strong=True,
        about=called.said,
    )
