"""Holds the parts of split entries, within a bound, until all of them were read."""

import json
from collections.abc import Iterator
from heapq import heappop, heappush

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.json_values import Json
from collectors.logs.splits.joined_payload import LONGEST_TEXT, joined_body, marked_body
from collectors.logs.splits.part import Part, Whole, part_of
from collectors.problem_tally import ProblemTally

MOST_HELD = 64 << 20
"""Characters of payloads that are held, with what holding a part costs besides."""

_COST = 2000
_NO_PLACE = "entries whose split names no place in a whole, kept as they are"
_NO_ID = "an entry without an id"
_PAYLOADS = ("textPayload", "jsonPayload", "protoPayload")


class _Held:
    """The parts of one entry so far, by their index."""

    def __init__(self) -> None:
        self.parts: dict[int, tuple[str, Entry]] = {}
        self.total = 0

    @property
    def size(self) -> int:
        return sum(len(payload) + _COST for payload, _ in self.parts.values())


class _LatestFirst:
    """Turns the order of wholes around, for a heap."""

    __slots__ = ("whole",)

    def __init__(self, whole: Whole) -> None:
        self.whole = whole

    def __lt__(self, other: "_LatestFirst") -> bool:
        return other.whole < self.whole


class SplitEntries:
    """The wholes that stay within the bound are the earliest, so the order of reading does not show.

    `missing` counts the parts that were in no file, `apart` those that were too many to be held and joined.
    """

    def __init__(self) -> None:
        self.missing = 0
        self.apart = 0
        self._held: dict[Whole, _Held] = {}
        self._latest: list[_LatestFirst] = []
        self._size = 0
        self._beyond: Whole | None = None

    def pass_on(self, entry: Entry, problems: ProblemTally) -> list[Entry]:
        """Take one entry that has a `split`; returns what does not wait here for the other parts."""
        part = part_of(entry)
        if part is None:
            problems.add(_NO_PLACE, entry.insert_id or _NO_ID)
            return [entry]
        if self._beyond is not None and part.whole >= self._beyond:
            return [self._alone(entry)]
        self._keep(part, entry, problems)
        dropped: list[Entry] = []
        while self._size > MOST_HELD:
            self._beyond = heappop(self._latest).whole
            last = self._held.pop(self._beyond)
            self._size -= last.size
            dropped += [self._alone(each) for _, each in last.parts.values()]
        return dropped

    def join(self) -> Iterator[Entry]:
        """Every entry that was held as one, in the order of time."""
        for _, held in sorted(self._held.items()):
            self.missing += held.total - len(held.parts)
            parts = [(index, entry.body) for index, (_, entry) in sorted(held.parts.items())]
            first = held.parts[parts[0][0]][1]
            yield first._replace(body=joined_body(parts, held.total))
        self._held = {}
        self._latest = []
        self._size = 0

    def _keep(self, part: Part, entry: Entry, problems: ProblemTally) -> None:
        held = self._held.get(part.whole)
        if held is None:
            held = self._held[part.whole] = _Held()
            heappush(self._latest, _LatestFirst(part.whole))
        held.total = max(held.total, part.total)
        entry = entry._replace(body=_without_excess(entry.body))
        payload = json.dumps([entry.body.get(key) for key in _PAYLOADS], sort_keys=True, ensure_ascii=False)
        known = held.parts.get(part.place)
        if known is not None:
            same = known[0] == payload
            problems.add(
                "entries that were read already, not counted again"
                if same
                else "parts of split entries that contradict another with the same place, one of them kept",
                entry.insert_id or _NO_ID,
            )
            if same or known[0] < payload:
                return
            self._size -= len(known[0]) + _COST
        held.parts[part.place] = (payload, entry)
        self._size += len(payload) + _COST

    def _alone(self, entry: Entry) -> Entry:
        self.apart += 1
        part = part_of(entry)
        place = f"{part.place + 1} of {part.total}" if part else ""
        return entry._replace(body=marked_body(joined_body([(0, entry.body)], 1), f"[part {place} of an entry]"))


def _without_excess(body: Json) -> Json:
    """Whatever stands before this part, no more than this of its text is read."""
    text = body.get("textPayload")
    return body | {"textPayload": text[:LONGEST_TEXT]} if isinstance(text, str) else body
