"""One thing that was tried before a live read, and what came of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, and what came of it."""

    what: str
    ok: bool
    text: str
