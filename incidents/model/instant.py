"""A moment with a zone, to the nanosecond, that orders and prints the same everywhere."""

import re
from datetime import UTC, datetime
from functools import total_ordering
from typing import Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)")
_BILLION = 1_000_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@total_ordering
class Instant:
    """A point in time in UTC.

    Cloud Logging stamps entries to the nanosecond and `datetime` keeps only microseconds, so the order of two entries
    would be lost; a text without a zone is refused, because its moment is unknown.
    """

    __slots__ = ("nanoseconds",)
    nanoseconds: int

    def __init__(self, nanoseconds: int) -> None:
        object.__setattr__(self, "nanoseconds", nanoseconds)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an Instant does not change")

    def __reduce__(self) -> tuple[type[Self], tuple[int]]:
        return type(self), (self.nanoseconds,)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read RFC 3339; raises ValueError for anything else, a time without a zone included."""
        match = _RFC3339.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text[:60]!r} is not an RFC 3339 time with a zone, such as 2025-09-13T00:40:45Z")
        day, clock, fraction, zone = match.groups()
        offset = "+00:00" if zone in "Zz" else zone
        whole = datetime.fromisoformat(f"{day}T{clock}{offset}")
        return cls(_seconds(whole) * _BILLION + int((fraction or "0").ljust(9, "0")))

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """Convert an aware datetime; raises ValueError for a naive one."""
        if moment.utcoffset() is None:
            raise ValueError("a time without a zone names no moment")
        return cls(_seconds(moment) * _BILLION + moment.microsecond * 1000)

    def plus(self, seconds: float) -> "Instant":
        return Instant(self.nanoseconds + round(seconds * _BILLION))

    def seconds_until(self, later: "Instant") -> float:
        return (later.nanoseconds - self.nanoseconds) / _BILLION

    @property
    def minute(self) -> "Instant":
        """The start of the minute this moment lies in."""
        return Instant(self.nanoseconds - self.nanoseconds % (60 * _BILLION))

    @property
    def second(self) -> "Instant":
        """The start of the second this moment lies in, for people to read."""
        return Instant(self.nanoseconds - self.nanoseconds % _BILLION)

    def __str__(self) -> str:
        seconds, fraction = divmod(self.nanoseconds, _BILLION)
        whole = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat()
        tail = f".{fraction:09d}".rstrip("0") if fraction else ""
        return f"{whole}{tail}Z"

    def __repr__(self) -> str:
        return f"Instant({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Instant) and self.nanoseconds == other.nanoseconds

    def __lt__(self, other: "Instant") -> bool:
        return self.nanoseconds < other.nanoseconds

    def __hash__(self) -> int:
        return hash(self.nanoseconds)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time"}


def _validate(value: object) -> Instant:
    if isinstance(value, Instant):
        return value
    if isinstance(value, str):
        return Instant.parse(value)
    if isinstance(value, datetime):
        return Instant.of(value)
    raise ValueError("a time is written as RFC 3339 with a zone")


def _seconds(moment: datetime) -> int:
    delta = moment - _EPOCH
    return delta.days * 86_400 + delta.seconds
