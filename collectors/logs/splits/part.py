"""Which part of a split entry an entry is."""

from typing import NamedTuple, TypeGuard

from collectors.logs.entries.entry import Entry, as_object, as_text


class Whole(NamedTuple):
    """What the parts of one entry have in common; entries order by it whatever the order of reading."""

    at: int
    service: str
    log: str
    uid: str


class Part(NamedTuple):
    """The place of one part, from 0, in a whole of `total` parts as it says itself."""

    whole: Whole
    place: int
    total: int


def part_of(entry: Entry) -> Part | None:
    """None for an entry that is whole, and for one whose `split` names no place."""
    split = as_object(entry.body.get("split"))
    uid = as_text(split.get("uid"))
    # The JSON of protocol buffers leaves out what is zero, so the first part may have no index.
    index, total = split.get("index", 0), split.get("totalSplits")
    if uid is None or not _is_count(index) or not _is_count(total) or not 0 <= index < total or total == 1:
        return None
    return Part(Whole(entry.at, entry.service, entry.log, uid), index, total)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
