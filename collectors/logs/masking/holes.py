"""Templates that differ only in the kinds of their holes: an id that happens to be all digits looks like a number."""

import re

_HOLE = re.compile(r"<(?:num|id|ip|time|duration|size|address|email|value)>")
_ANY = "<*>"
_ID = "<id>"
_MIXED = "<value>"


def without_kinds(template: str) -> str:
    """The template with all holes alike, for comparing."""
    return _HOLE.sub(_ANY, template)


def with_joined_kinds(first: str, second: str) -> str:
    """A template for both: where the kinds of a hole differ it becomes an id if either is one, else just a value.

    Joining in any order and grouping gives the same. Templates of different words stay what the first is.
    """
    if first == second:
        return first
    mine, theirs = _HOLE.findall(first), _HOLE.findall(second)
    if len(mine) != len(theirs):
        return first
    joined = iter(_joined(ours, others) for ours, others in zip(mine, theirs, strict=True))
    return _HOLE.sub(lambda _: next(joined), first)


def _joined(first: str, second: str) -> str:
    if first == second:
        return first
    return _ID if _ID in (first, second) else _MIXED
