"""Patterns of messages as evidence."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import duckdb

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.moment import MINUTE
from collectors.logs.messages.message import Message, read_message
from collectors.logs.messages.said_beside import said_beside
from collectors.logs.messages.stacks.stack import Stack
from collectors.logs.patterns.counts import Counts, Minute, Stretch
from collectors.logs.patterns.filled_in import filled_in
from collectors.logs.patterns.messages import Shape
from collectors.logs.patterns.shared_ids import shared_ids
from collectors.logs.records.shown import SOURCE, Redact, excerpt, exemplar, locator
from collectors.logs.records.sighting import earliest_of
from collectors.logs.severity import RANK
from incidents.model.evidence import (
    Different,
    Filled,
    Frame,
    ImportedName,
    LeadingCall,
    LogPattern,
    MinuteCount,
    RevisionCount,
    SettingRead,
    Together,
)
from incidents.model.instant import Instant
from incidents.model.record import digest

_LONGEST_MESSAGE = 1000
_LONGEST_EXAMPLE = 300
_LOUD = RANK["WARNING"]


class _Told(NamedTuple):
    """What the counts tell of one shape."""

    stretches: tuple[Stretch, ...]
    minutes: tuple[MinuteCount, ...]
    different: tuple[Different, ...]
    filled: tuple[Filled, ...]
    ids: tuple[str, ...]


def pattern_records(database: duckdb.DuckDBPyConnection, shapes: list[Shape], redact: Redact) -> Iterator[LogPattern]:
    """One record for each shape."""
    counts = Counts(database, "messages")
    minutes = _by_number(counts.minutes(), redact)
    different = _different(counts)
    ends = {number: (lowest, highest) for number, lowest, highest in counts.ends()}
    stretches = {number: tuple(each) for number, each in groupby(counts.stretches(), attrgetter("number"))}
    for number, shape in enumerate(shapes):
        if number in stretches:
            filled = filled_in(shape.parts, *ends[number], redact) if shape.parts and number in ends else ()
            ids = shared_ids(*ends[number], redact) if number in ends else ()
            told = _Told(stretches[number], minutes[number], different.get(number, ()), filled, ids)
            yield _record(shape, told, redact)


def _by_number(minutes: Iterable[Minute], redact: Redact) -> dict[int, tuple[MinuteCount, ...]]:
    shown = lru_cache(maxsize=1000)(redact)
    return {
        number: tuple(
            MinuteCount(revision=shown(each.revision), minute=Instant(each.minute * MINUTE), count=each.entries)
            for each in found
        )
        for number, found in groupby(minutes, attrgetter("number"))
    }


def _different(counts: Counts) -> dict[int, tuple[Different, ...]]:
    found: dict[int, tuple[Different, ...]] = {}
    for number, of, count in counts.distinct():
        found[number] = (*found.get(number, ()), Different.model_validate({"of": of, "count": count}))
    return found


def _record(shape: Shape, told: _Told, redact: Redact) -> LogPattern:
    stretches = told.stretches
    entry = earliest_of(each.earliest for each in stretches)
    message = read_message(entry)
    stack = message.stack if shape.how != "bound" else None
    return LogPattern(
        id=f"log-{digest(shape.service, shape.severity, shape.template, shape.error_type or '')}",
        at=Instant(entry.at),
        source=SOURCE,
        locator=locator(entry, redact),
        excerpt=excerpt(message.text, redact),
        service=shape.service,
        severity=shape.severity,
        severity_from=message.severity_from,
        template=shape.template,
        error_type=shape.error_type,
        message=excerpt(stack.message, redact, _LONGEST_MESSAGE) if stack and stack.message else None,
        frames=_frames(stack, redact),
        count=sum(each.entries for each in stretches),
        by_revision=tuple(
            RevisionCount(
                revision=redact(each.revision), count=each.entries, first=Instant(each.first), last=Instant(each.last)
            )
            for each in stretches
        ),
        by_minute=told.minutes,
        exemplars=tuple(exemplar(each.earliest, _text(each), redact) for each in stretches),
        different=told.different,
        together=Together(
            by=shape.how,
            texts=shape.texts,
            examples=tuple(excerpt(each, redact, _LONGEST_EXAMPLE) for each in shape.examples),
        ),
        printed_by=shape.place,
        filled=told.filled,
        ids=told.ids,
        fields=_fields(entry, redact) if RANK[shape.severity] >= _LOUD else (),
        led_by=tuple(_led_by(each, redact) for each in shape.at_stack.led_by),
        reads=tuple(_read(each, redact) for each in shape.at_stack.reads),
        stored=tuple(_led_by(each, redact) for each in shape.at_stack.stored),
        imports=tuple(_import(each, redact) for each in shape.at_stack.imports),
    )


def _led_by(call: LeadingCall, redact: Redact) -> LeadingCall:
    file, receiver, name = redact(call.file), redact(call.receiver), redact(call.name)
    return call.model_copy(update={"file": file, "receiver": receiver, "name": name})


def _read(read: SettingRead, redact: Redact) -> SettingRead:
    shown = {"name": redact(read.name), "file": redact(read.file), "read_in": redact(read.read_in)}
    return read.model_copy(update=shown)


def _import(each: ImportedName, redact: Redact) -> ImportedName:
    return ImportedName(file=redact(each.file), name=redact(each.name), source=redact(each.source))


def _fields(entry: Entry, redact: Redact) -> tuple[Filled, ...]:
    """Redacted as an assignment, for a secret is known by the name of its field."""
    shown = (redact(f"{name}={value}").partition("=") for name, value in said_beside(entry))
    return tuple(Filled(name=name, value=value) for name, _, value in shown if name and value)


def _text(stretch: Stretch) -> str:
    read: Message = read_message(stretch.earliest)
    return read.text


def _frames(stack: Stack | None, redact: Redact) -> tuple[Frame, ...]:
    frames = stack.frames if stack else ()
    return tuple(Frame(file=redact(each.file), line=each.line, function=redact(each.function)) for each in frames)
