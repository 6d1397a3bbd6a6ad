"""One change between two builds, and how it is told which way it goes."""

from dataclasses import dataclass
from typing import Literal

What = Literal["decision", "way back", "finding", "cause", "statement"]
Movement = Literal["added", "withdrawn", "strengthened", "weakened", "contradicted", "restated"]

MOVEMENTS: tuple[Movement, ...] = ("contradicted", "withdrawn", "weakened", "strengthened", "added", "restated")
"""In the order in which a reader of the earlier build should hear of them."""


@dataclass(frozen=True)
class Verdict:
    """Which way a change goes and why it is called that."""

    movement: Movement
    why: str


@dataclass(frozen=True)
class Change:
    """`before` and `now` are what was said and what is said, None where there is nothing; `id` is the newer one."""

    what: What
    movement: Movement
    id: str
    before: str | None
    now: str | None
    why: str


def more_or_less(before: float, now: float, what: str) -> Verdict | None:
    """More of what a claim stands on strengthens it; None where there is as much as before."""
    if before == now:
        return None
    return Verdict("strengthened", f"more {what}") if now > before else Verdict("weakened", f"less {what}")
