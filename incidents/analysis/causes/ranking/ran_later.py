"""Whether what a change did in a function lies below a line, and so had not run when that line failed."""

import re

from incidents.analysis.causes.ranking.definition import definition
from incidents.analysis.causes.ranking.traced_lines import changed_places
from incidents.model.evidence import FileChange, Hunk
from incidents.model.function_name import plain_name

_LOOPS = re.compile(r"\b(?:for|foreach|while|until|loop|do|each\w*|forEach|map|times|repeat|goto|redo|retry)\b")
# What is run after a failure may be what made it one.
_HANDLES = re.compile(r"^[\s}]*(?:except|catch|finally|rescue|ensure|defer)\b|\.(?:catch|finally|then)\(")
_GOES_ON = re.compile(r"\s*(?:[.)\]?:&|+*/,]|and\b|or\b)")
_INDENT = 4


def ran_later(change: FileChange, function: str, line: int | None) -> bool:
    """`line` is the number of the failed line after the change; only where it shows that no loop leads back up."""
    if line is None or change.truncated:
        return False
    own = [
        (hunk, number, text)
        for hunk in change.hunks
        for number, text in changed_places(hunk)
        if text[:1].isspace() and text.strip()
    ]
    if not own or any(number <= line or _GOES_ON.match(text) for _, number, text in own):
        return False
    if any(_HANDLES.search(text[1:]) for hunk in change.hunks for text in hunk.text.split("\n")):
        return False
    return _straight(change, function, [text for _, _, text in own]) or all(
        _shown(hunk, function, line) for hunk in change.hunks if any(each[0] is hunk for each in own)
    )


def _straight(change: FileChange, function: str, lines: list[str]) -> bool:
    """Whether the lines of a program of Python stand in the function itself, and in no block of it."""
    depths = [each.count(".") for each in change.functions if plain_name(each) == plain_name(function)]
    if not change.path.endswith(".py") or len(depths) != 1:
        return False
    expanded = (line.expandtabs(_INDENT) for line in lines)
    return all(len(line) - len(line.lstrip()) <= _INDENT * (depths[0] + 1) for line in expanded)


def _shown(hunk: Hunk, function: str, line: int) -> bool:
    """Whether the hunk shows the function from its beginning to the line, and no loop between."""
    new = [each[1:] for each in hunk.text.split("\n") if not each.startswith(("-", "\\"))]
    if not hunk.new_start <= line < hunk.new_start + len(new):
        return False
    above = "\n".join(new[: line - hunk.new_start + 1])
    begun = [match.end() for match in definition(plain_name(function)).finditer(above)]
    return bool(begun) and not _LOOPS.search(above[begun[-1] :]) and not _open(new[line - hunk.new_start])


def _open(text: str) -> bool:
    """Whether the statement of a line goes on below it."""
    return any(text.count(one) > text.count(other) for one, other in ("()", "[]")) or text.rstrip().endswith("\\")
