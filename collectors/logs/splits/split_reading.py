"""What is said of split entries of which parts are missing or were not joined."""

from collectors.logs.records.shown import SOURCE
from collectors.logs.splits.split_entries import SplitEntries
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span


def split_readings(splits: SplitEntries, odd: tuple[Problem, ...]) -> list[Reading]:
    """One more reading where joining was not possible or found something odd; none where every entry is whole."""
    counts = (
        ("parts of split entries that are in none of the files; the others are kept, with a mark", splits.missing),
        ("parts of split entries that were too many to be held, kept one by one with a mark", splits.apart),
    )
    problems = tuple(Problem(what=what, count=count, first="all files") for what, count in counts if count)
    if not problems and not odd:
        return []
    reading = Reading(
        id=f"reading-{digest(SOURCE, 'joining')}",
        source=SOURCE,
        what="joining of split entries",
        span=Span(),
        items=0,
        pages=0,
        status="truncated" if problems else "complete",
        why="not every split entry could be put together again" if problems else None,
        problems=tuple(sorted((*problems, *odd), key=lambda each: each.what)),
    )
    return [reading]
