"""The message, level, logger and error in a structured entry, under the names that logging libraries use."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from collectors.logs.entries.json_values import Json
from collectors.logs.messages.drawn_stack import drawn_stack, listed_stack
from collectors.logs.severity import severity_named
from incidents.model.evidence import Severity

MESSAGE_KEYS = (
    "message",
    "msg",
    "event",
    "textPayload",
    "text",
    "@m",
    "@mt",
    "Message",
    "RenderedMessage",
    "MessageTemplate",
    "log",
    "short_message",
    "description",
    "body",
)
"""Where libraries put the message, first come first taken."""

LEVEL_KEYS = (
    "severity",
    "level",
    "levelname",
    "level_name",
    "log.level",
    "log_level",
    "loglevel",
    "lvl",
    "@l",
    "Level",
    "LogLevel",
)
LOGGER_KEYS = ("logger", "logger_name", "loggerName", "log.logger", "channel", "SourceContext", "category", "Category")
# bunyan, pino and Python's own records call the logger `name`; elsewhere a name may be anybody's.
NAMED_BESIDE = ("levelname", "levelno", "pid", "hostname")
STACK_KEYS = (
    *("stack_trace", "stacktrace", "stackTrace", "stack", "traceback", "backtrace", "error.stack_trace", "@x"),
    *("error.stack", "exception.stacktrace", "errorVerbose"),
)
ERROR_KEYS = ("exception", "exc_info", "exc_text", "error", "err", "cause", "Exception", "thrown", "throwable")
# Monolog and others keep an error among what they were given beside the message.
ERROR_HOLDERS = ("context", "extra", "attributes", "fields", "Properties")
HELD_ERROR_KEYS = ("exception", "error", "err")
# Elastic's common schema, OpenTelemetry and Datadog write an error's parts side by side.
OUTER_TYPE_KEYS = ("error.type", "errorType", "exception_type", "exception.type", "error.kind")
OUTER_MESSAGE_KEYS = ("error.message", "errorMessage", "exception.message", "error.detail")
_INNER_TYPE = ("type", "name", "class", "kind", "exc_type", "exceptionType", "Type", "code", "status")
_INNER_MESSAGE = (
    *("message", "msg", "value", "exc_value", "reason", "detail", "details", "description", "title", "error"),
    *("error_message", "errorMessage", "text", "Message", "localizedMessage"),
)
_OTHER_END = ("upstream", "peer", "host", "address")
_DEEPEST_CAUSE = 3
_OF_ERRORS = frozenset((*STACK_KEYS, *ERROR_KEYS, *OUTER_TYPE_KEYS, *OUTER_MESSAGE_KEYS, *ERROR_HOLDERS))
_OF_LEVELS = frozenset((*LEVEL_KEYS, "log"))
_OF_LOGGERS = frozenset((*LOGGER_KEYS, *NAMED_BESIDE, "log"))
# Fields that say nothing of what happened; they are left out where an entry has no message at all.
_BESIDE = frozenset({*LEVEL_KEYS, "timestamp", "time", "ts", "@timestamp", "trace", "span", "pid", "hostname"})
_LONGEST = 4000


class Body(NamedTuple):
    """`text` is message and stack, one below the other; `error_type` and `error` come from an error object."""

    text: str
    level: Severity | None
    logger: str | None
    error_type: str | None
    error: str | None


def read_payload(payload: Json) -> Body:
    """What a JSON payload says; a payload without any message is written out as `key=value`."""
    key, message = _message(payload)
    level = None if _OF_LEVELS.isdisjoint(payload) else _level(payload)
    logger = None if _OF_LOGGERS.isdisjoint(payload) else _logger(payload)
    if message and _OF_ERRORS.isdisjoint(payload):
        return Body(message, level, logger, None, None)
    error_type = _first_text(payload, OUTER_TYPE_KEYS)
    error = _first_text(payload, OUTER_MESSAGE_KEYS)
    stack = _first_text(payload, STACK_KEYS)
    beside = (payload.get(each) for each in ERROR_KEYS if each != key)
    for value in (*beside, *_held(payload)):
        if value:
            of_type, said, printed = _error(value)
            error_type, error, stack = error_type or of_type, error or said, stack or printed
    stack = stack or listed_stack({**payload, "name": "", "type": error_type, "message": error})
    message = message or ("" if error_type else _rest(payload))
    return Body(_composed(message, error_type, error, stack), level, logger, error_type, error)


def own_message(payload: Json) -> str:
    """The message alone, without the error that stands beside it."""
    return _message(payload)[1]


def _message(payload: Json) -> tuple[str, str]:
    """The key and the text of the message; `error` holds it where nothing else does."""
    for key in MESSAGE_KEYS:
        value = payload.get(key)
        if isinstance(value, str) and value.strip():
            return key, value
        if isinstance(value, dict):
            inner = _message(value)[1]
            if inner:
                return key, inner
    error = payload.get("error")
    return ("error", error) if isinstance(error, str) and error.strip() else ("", "")


def _held(payload: Json) -> Iterator[Json | list[object]]:
    """Error objects one level deeper; a word alone may be anything there."""
    for holder in ERROR_HOLDERS:
        inner = payload.get(holder)
        if isinstance(inner, dict):
            values = (inner.get(key) for key in HELD_ERROR_KEYS)
            yield from (value for value in values if isinstance(value, dict | list))


def _error(value: object) -> tuple[str | None, str | None, str | None]:
    """Type, message and stack of what stands under `error`, `err` or `exception`."""
    if isinstance(value, str):
        return (None, None, value) if "\n" in value else (None, value, None)
    if isinstance(value, list):
        if value and all(isinstance(each, str) for each in value):
            return None, None, "\n".join(value)
        value = value[0] if value else {}
    if not isinstance(value, dict):
        return None, None, None
    value = _last(value)
    stack = _first_text(value, (*STACK_KEYS, "StackTrace")) or drawn_stack(value)
    return _first_text(value, _INNER_TYPE), _told(value, _DEEPEST_CAUSE), stack


def _last(error: Json) -> Json:
    """Sentry lists a chain of exceptions, the causes first."""
    chain = error.get("values")
    return chain[-1] if isinstance(chain, list) and chain and isinstance(chain[-1], dict) else error


def _told(error: Json, deepest: int) -> str | None:
    """The message with whom it speaks of, and with those of its causes, as far as it does not hold them itself."""
    said = _first_text(error, _INNER_MESSAGE) or ""
    other = _first_text(error, _OTHER_END)
    if other and other not in said:
        said = f"{said} ({other})".lstrip()
    cause = error.get("cause")
    inner = _told(cause, deepest - 1) if isinstance(cause, dict) and deepest else cause
    if isinstance(inner, str) and inner.strip() and inner not in said:
        said = f"{said}: {inner}" if said else inner
    return said or None


def _composed(message: str, error_type: str | None, error: str | None, stack: str | None) -> str:
    if stack and stack not in message:
        # A message that only repeats the first line of the stack would be read twice.
        return stack if message and stack.startswith(message) else f"{message}\n{stack}".lstrip("\n")
    what = ": ".join(part for part in (error_type, error) if part)
    if error and not stack and error not in message:
        return f"{message}: {what}" if message else what
    return message


def _level(payload: Json) -> Severity | None:
    for key in LEVEL_KEYS:
        level = severity_named(payload.get(key))
        if level is not None:
            return level
    inner = payload.get("log")
    return severity_named(inner.get("level")) if isinstance(inner, dict) else None


def _logger(payload: Json) -> str | None:
    beside = any(key in payload for key in NAMED_BESIDE)
    found = _first_text(payload, (*LOGGER_KEYS, "name") if beside else LOGGER_KEYS)
    inner = payload.get("log")
    return found or (_first_text(inner, ("logger",)) if isinstance(inner, dict) else None)


def _first_text(payload: Json, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = payload.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            return "\n".join(value)
    return None


def _rest(payload: Json) -> str:
    kept = (
        (key, value)
        for key, value in sorted(payload.items())
        if key not in _BESIDE and not key.startswith("logging.googleapis.com/")
    )
    parts = [
        f"{key}={value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)}"
        for key, value in kept
    ]
    return " ".join(parts)[:_LONGEST]
