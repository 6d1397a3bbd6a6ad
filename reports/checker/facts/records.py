"""Phrases on one record or reading that a passage cites."""

import re
from collections.abc import Iterator
from contextlib import suppress

from incidents.model.evidence import AnyEvidence
from incidents.model.instant import Instant
from incidents.model.scope import Reading
from reports.checker.facts.figures import at

_LIST = re.compile(r"\[([^][]+)\]")


def of_record(record: AnyEvidence) -> Iterator[str]:
    """Its texts, moments and commits as they are, and each number beside the word that its field gives it."""
    yield from _of_value("", record.model_dump(mode="json", exclude={"hash"}))


def of_reading(reading: Reading) -> Iterator[str]:
    start, end = reading.span.start, reading.span.end
    span = f"{at(start) if start else 'open'} to {at(end) if end else 'open'}" if start or end else "no bounds"
    status = f"{reading.status}: {reading.why}" if reading.why else reading.status
    problems = "; ".join(
        f"{each.what}: {each.count} {'time' if each.count == 1 else 'times'}, first {each.first}"
        for each in reading.problems
    )
    told = f"{status}; {problems}" if problems else status
    row = f"⟨Source⟩ {reading.source} ⟨What⟩ {reading.what} ⟨From and to (UTC)⟩ {span}"
    yield f"{row} ⟨Items⟩ {reading.items} ⟨Status⟩ {told}"


def _of_value(name: str, value: object) -> Iterator[str]:
    match value:
        case dict():
            for key, each in value.items():
                yield from _of_value(str(key), each)
        case list() | tuple():
            for each in value:
                yield from _of_value(name, each)
        case bool() | None:
            return
        case int() | float():
            yield f"{value:g} {name}"
        case str():
            yield from (f"whose list names {len(each.split(','))}" for each in _LIST.findall(value))
            yield from (value, *(each for each in value.split("\n") if each.strip()))
            if len(value) == 40:
                yield value[:12]
            with suppress(ValueError):
                yield at(Instant.parse(value))
