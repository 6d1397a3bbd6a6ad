"""Which of several entries comes first, whatever the order of reading."""

from collections.abc import Iterable

from collectors.logs.entries.entry import Entry


def earliest_of(entries: Iterable[Entry]) -> Entry:
    """By time, then id, then file and words."""
    return min(entries, key=_order)


def _order(entry: Entry) -> tuple[int, str, str, str]:
    return (entry.at, entry.insert_id, entry.file, str(entry.body.get("textPayload") or entry.body.get("jsonPayload")))
