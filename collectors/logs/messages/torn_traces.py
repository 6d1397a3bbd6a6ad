"""Joins the lines of stack traces that the platform stored as one entry each."""

from collections.abc import Iterable, Iterator

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import stream_of
from collectors.logs.messages.line_heads import has_clock, request_tags
from collectors.logs.messages.trace_block import TraceBlock
from collectors.logs.severity import RANK

NEAR = 1_000_000_000
"""Nanoseconds between two lines of one trace, at most."""

_AHEAD = 4


def join_traces(held: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with each torn trace, and the log message it was printed under, as one entry.

    The joined entry is the first of its lines, with all their text and the highest severity any of them stated.
    """
    streams: dict[tuple[str, ...], list[Entry]] = {}
    for entry in held:
        streams.setdefault(stream_of(entry), []).append(entry)
    for _, entries in sorted(streams.items()):
        entries.sort(key=lambda entry: (entry.at, entry.insert_id, _text(entry)))
        for lane in _lanes(entries):
            for block in _blocks(lane):
                yield _joined(block)


def _lanes(entries: list[Entry]) -> Iterable[list[Entry]]:
    """The lines of each request by themselves, where they name it: several may be written at once."""
    lanes: dict[str, list[Entry]] = {}
    current = ""
    for entry in entries:
        text = _text(entry)
        tags = request_tags(text)
        current = tags or ("" if has_clock(text) else current)
        lanes.setdefault(current, []).append(entry)
    return lanes.values()


def _blocks(entries: list[Entry]) -> Iterator[list[Entry]]:
    block: TraceBlock | None = None
    for index, entry in enumerate(entries):
        text = _text(entry)
        gap = entry.at - block.entries[-1].at if block else 0
        if block and gap <= NEAR:
            bare = block.bare(text)
            line = text if bare is None else bare
            of_record = bare is not None and not has_clock(text)
            if block.goes_on(line, _following(block, entries, index), gap, of_record=of_record):
                block.add(entry, line)
                continue
        if block:
            yield block.entries
        block = TraceBlock(entry, text)
    if block:
        yield block.entries


def _following(block: TraceBlock, entries: list[Entry], index: int) -> str:
    """The next line that is not empty, of the nearest few."""
    for entry in entries[index + 1 : index + _AHEAD]:
        text = _text(entry)
        bare = block.bare(text)
        text = text if bare is None else bare
        if text.strip():
            return text
    return ""


def _joined(entries: list[Entry]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    highest = max((entry.stated or "DEFAULT" for entry in entries), key=RANK.__getitem__)
    return entries[0]._replace(
        stated=None if highest == "DEFAULT" else highest,
        body={"textPayload": "\n".join(_text(entry) for entry in entries).rstrip()},
    )


def _text(entry: Entry) -> str:
    text = entry.body.get("textPayload")
    return text.rstrip("\n") if isinstance(text, str) else ""
