"""What one entry of an application says: its severity, its message, and the stack in it."""

import json
import re
from typing import Literal, NamedTuple

from collectors.logs.entries.entry import Entry, as_object
from collectors.logs.entries.json_values import Json
from collectors.logs.entries.surrogates import may_hold_halves, with_escaped_halves
from collectors.logs.messages.json_message import Body, read_payload
from collectors.logs.messages.line_heads import without_repeated_heads, without_request_tags
from collectors.logs.messages.line_prefix import Prefix, read_prefix
from collectors.logs.messages.logfmt import read_logfmt
from collectors.logs.messages.stacks.recognise import recognise_stack
from collectors.logs.messages.stacks.stack import Stack
from incidents.model.evidence import Severity

SeverityFrom = Literal["entry", "text", "none"]
_TERMINAL = re.compile(r"\x1b(?:\[[0-9;:?]{0,40}[A-Za-z]|[()][A-Z0-9]|[=>])")
_LONGEST_TEXT = 1 << 16


class Message(NamedTuple):
    """`text` is what was logged, whole; `said` is the message without the prefix of a library and ids of a request."""

    severity: Severity
    severity_from: SeverityFrom
    logger: str | None
    text: str
    said: str
    error_type: str | None
    stack: Stack | None


def read_message(entry: Entry) -> Message:
    """Read an entry that is neither a request nor of the platform; an entry without text gives an empty message."""
    text, payload = entry.body.get("textPayload"), payload_of(entry)
    printed = text if isinstance(text, str) else None
    if payload is not None:
        return _structured(entry, payload, printed)
    return _plain(entry, (printed or "")[:_LONGEST_TEXT])


def payload_of(entry: Entry) -> Json | None:
    """What a structured entry says, also where it was left as text; None for a plain text."""
    text = entry.body.get("textPayload")
    return _embedded(text) if isinstance(text, str) else as_object(entry.body.get("jsonPayload"))


def _embedded(text: str) -> Json | None:
    """JSON or logfmt that the platform left as text, because a sidecar wrote it or something stands around it."""
    if text[:1] == "{" and text.rstrip()[-1:] == "}":
        try:
            value = json.loads(text)
            if may_hold_halves(text, 0, len(text)):
                value, _ = with_escaped_halves(value)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None
    return read_logfmt(text) if "=" in text[:60] and "\n" not in text else None


def _structured(entry: Entry, payload: Json, printed: str | None) -> Message:
    body = read_payload(payload)
    text = (printed or body.text)[:_LONGEST_TEXT]
    clean = _plain_characters(body.text[:_LONGEST_TEXT])
    level, logger, said = body.level, body.logger, clean
    if entry.stated is None and level is None:
        prefix = read_prefix(clean.partition("\n")[0])
        level, logger, said = prefix.level, logger or prefix.logger, _without(clean, prefix)
    said = without_request_tags(said)
    stack = _completed(recognise_stack(clean), body)
    severity, severity_from = _severity(entry, level, stack)
    return Message(severity, severity_from, logger, text, said, stack.error_type if stack else body.error_type, stack)


def _plain(entry: Entry, text: str) -> Message:
    clean = without_repeated_heads(_plain_characters(text))
    prefix = read_prefix(clean.partition("\n")[0])
    stack = recognise_stack(clean)
    said = without_request_tags(_without(clean, prefix))
    severity, severity_from = _severity(entry, prefix.level, stack)
    error_type = stack.error_type if stack else None
    return Message(severity, severity_from, prefix.logger, text, said, error_type, stack)


def _severity(entry: Entry, level: Severity | None, stack: Stack | None) -> tuple[Severity, SeverityFrom]:
    if entry.stated is not None:
        return entry.stated, "entry"
    if level is not None:
        return level, "text"
    return ("ERROR", "text") if stack else ("DEFAULT", "none")


def _completed(stack: Stack | None, body: Body) -> Stack | None:
    """Zap prints frames without the error's name, which stands beside them."""
    if stack is None or stack.error_type:
        return stack
    return stack._replace(error_type=body.error_type, message=body.error or stack.message)


def _without(clean: str, prefix: Prefix) -> str:
    _, line_break, more = clean.partition("\n")
    return f"{prefix.rest}{line_break}{more}"


def _plain_characters(text: str) -> str:
    """Without the colours of a terminal, which would hide level and time."""
    return _TERMINAL.sub("", text) if "\x1b" in text else text
