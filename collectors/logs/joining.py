"""Lines of stack traces and parts of entries that were stored one by one, joined and grouped like all others."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import Place, chosen
from collectors.logs.first_step.exemplar import entry_of, with_shared
from collectors.logs.first_step.grouping import Grouping
from collectors.logs.first_step.pieces import Pieces
from collectors.logs.first_step.relation import spooled
from collectors.logs.first_step.rows import rows
from collectors.logs.messages.torn_traces import join_traces
from collectors.logs.splits.split_entries import SplitEntries
from collectors.logs.spool import spool
from collectors.problem_tally import ProblemTally

_SEPARATOR = "\x1e"


def group_whole(grouping: Grouping, pieces: Pieces) -> int:
    """Group what SELECTs give, holding back single lines of stack traces; returns how many were too many for that."""
    grouping.group(pieces, "counted")
    lines = "SELECT service, revision, log_name, alone, sum(entries) FROM groups WHERE fate = 'line' GROUP BY ALL"
    places, left_out = chosen(_place(*row) for row in rows(grouping.database, lines))
    if not places and not left_out:
        return 0
    grouping.hold(places)
    grouping.group(pieces, "held")
    return left_out


def join(grouping: Grouping, folder: Path, splits: SplitEntries, odd: ProblemTally) -> None:
    """Join what was held and what came in parts, and group it; what is odd about it goes to `odd`."""
    path = folder / "joined.jsonl"
    alone: list[Entry] = []
    for part in _single(grouping, "part"):
        alone += splits.pass_on(part, odd)
    written = 0
    with spool(path) as joined:
        for entry in _all((*alone, *splits.join()), join_traces(_single(grouping, "held"))):
            joined.take(_whole(entry))
            written += 1
    if written:
        grouping.add(spooled([path]))


def _single(grouping: Grouping, fate: str) -> Iterator[Entry]:
    query = f"""SELECT {with_shared("groups")} FROM groups WHERE fate = '{fate}'
ORDER BY first_ns, earliest.insert_id, alone, file"""
    seen: set[tuple[int, str, str, str, object]] = set()
    for (earliest,) in rows(grouping.database, query):
        entry = entry_of(earliest)
        if fate == "held" and entry.insert_id:
            # The same line out of two files; parts are compared where they are joined.
            key = (entry.at, entry.insert_id, entry.log, entry.service, entry.body.get("textPayload"))
            if key in seen:
                continue
            seen.add(key)
        yield entry


def _all(*several: Iterable[Entry]) -> Iterator[Entry]:
    for each in several:
        yield from each


def _whole(entry: Entry) -> Entry:
    return entry._replace(body={key: value for key, value in entry.body.items() if key != "split"})


def _place(service: str, revision: str, log_name: str | None, alone: str, lines: int) -> Place:
    instance, trace, second = alone.split(_SEPARATOR)
    return Place(int(second), _SEPARATOR.join((service, revision, instance, trace, log_name or "")), int(lines))
