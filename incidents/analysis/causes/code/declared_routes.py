"""Which path that a line of code writes down, with its parameters, would answer a path that was asked for."""

import re
from collections.abc import Iterator

from incidents.analysis.causes.code.route_path import parts, varies
from incidents.model.evidence import FileChange

_LITERAL = re.compile(r"""["'`]\^?(?:[A-Z]{3,7} )?(?P<path>/?[\w.{}<>:*$-]+(?:/[\w.{}<>:*$-]*)*)\$?["'`]""")
_LONGEST = 300


def added(change: FileChange, path: str) -> dict[str, int]:
    """The literals that would answer the path, each with how many more lines have it than before."""
    found: dict[str, int] = {}
    for line in (line for hunk in change.hunks for line in hunk.text.split("\n")):
        if line.startswith(("+", "-")):
            for literal in _answering(line[1:_LONGEST], path):
                found[literal] = found.get(literal, 0) + (1 if line[0] == "+" else -1)
    return found


def _answering(line: str, path: str) -> Iterator[str]:
    asked = parts(path)
    for literal in (found["path"] for found in _LITERAL.finditer(line) if "/" in found["path"]):
        declared = parts(literal)
        # A router may stand below a prefix that is written elsewhere.
        if declared and len(declared) <= len(asked) and _fits(declared, asked[-len(declared) :]):
            yield literal


def _fits(declared: list[str], asked: list[str]) -> bool:
    """Each fixed segment is the same, and there is one beside what varies on both sides."""
    pairs = list(zip(declared, asked, strict=True))
    fixed = [(mine, theirs) for mine, theirs in pairs if not varies(mine)]
    return bool(fixed) and len(fixed) < len(pairs) and all(mine == theirs for mine, theirs in fixed)
