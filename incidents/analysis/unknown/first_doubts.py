"""The first doubt of each result: what else speaks against the same one leaves open nothing more."""

from collections.abc import Iterable

from incidents.model.incident import Doubt


def first_doubts(doubts: Iterable[Doubt]) -> list[Doubt]:
    """Of each test of each run, and of each run as a whole, in the order in which they are given."""
    found: dict[tuple[str, str | None], Doubt] = {}
    for each in doubts:
        found.setdefault((each.run_name, each.test), each)
    return list(found.values())
