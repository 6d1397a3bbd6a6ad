"""What a structured entry says beside its message: plain fields under the names that the program gave them."""

from collectors.logs.entries.entry import Entry
from collectors.logs.messages.json_message import (
    LEVEL_KEYS,
    LOGGER_KEYS,
    MESSAGE_KEYS,
    NAMED_BESIDE,
    OUTER_MESSAGE_KEYS,
    OUTER_TYPE_KEYS,
    STACK_KEYS,
)
from collectors.logs.messages.message import payload_of

MOST_FIELDS = 12
_LONGEST_NAME = 60
_LONGEST_VALUE = 200
ELSEWHERE = frozenset(
    {
        *(*MESSAGE_KEYS, *LEVEL_KEYS, *LOGGER_KEYS, *NAMED_BESIDE, *STACK_KEYS, *OUTER_TYPE_KEYS, *OUTER_MESSAGE_KEYS),
        *("timestamp", "time", "ts", "@timestamp", "trace", "trace_id", "traceId", "span", "span_id", "spanId"),
        *("thread", "thread_name", "threadName", "@version", "level_value", "v", "insertId"),
    }
)
"""Names of fields that are the message itself, or say when and where it was written."""


def said_beside(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Name and value of each field that is a text, a number or true or false, in the order of the names."""
    payload = payload_of(entry) or {}
    plain = ((name, written(value)) for name, value in payload.items() if name not in ELSEWHERE)
    kept = sorted((name, value) for name, value in plain if value is not None and "/" not in name)
    return tuple((name[:_LONGEST_NAME], value[:_LONGEST_VALUE]) for name, value in kept[:MOST_FIELDS])


def written(value: object) -> str | None:
    """A plain value as a text of one line; None for all others."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}"
    return value if isinstance(value, str) and value.strip() and "\n" not in value else None
