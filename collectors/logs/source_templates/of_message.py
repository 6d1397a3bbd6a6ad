"""Which statement printed the message of an entry, by all that the entry tells."""

from collections.abc import Iterator

from collectors.logs.entries.entry import Entry, as_object, as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.messages.json_message import own_message
from collectors.logs.messages.message import Message, payload_of
from collectors.logs.source_templates.place import Place
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.templates import SourceTemplates, above_stack

# Names that formatters give to what Python's LogRecord calls pathname, module, funcName and lineno.
_FILES = ("pathname", "file", "filename", "file_name")
_MODULES = ("module",)
_FUNCTIONS = ("funcName", "function", "func_name", "func")
_LINES = ("lineno", "line", "line_number")


def printed_by(templates: SourceTemplates, entry: Entry, message: Message) -> LogStatement | None:
    """The statement that printed the message; where only an exception was printed, the one that made it."""
    place = place_of(entry, message)
    said = above_stack(message.said)
    if not said.strip():
        return raised_by(templates, entry, message)
    # A word at the beginning that reads like a level or a logger may be one of the message, and an error that stands
    # beside it is no part of what the statement printed.
    alone = own_message(payload_of(entry) or {})
    texts = dict.fromkeys((said, above_stack(message.text), alone))
    return next((found for text in texts if text and (found := templates.explain(text, place=place)) is not None), None)


def raised_by(templates: SourceTemplates, entry: Entry, message: Message) -> LogStatement | None:
    """The statement that made the exception in the message, None where there is none or it is not of the source."""
    stack = message.stack
    if stack is None or stack.error_type is None:
        return None
    return templates.explain(stack.message or "", stack.error_type, stack.frames, place_of(entry, message))


def place_of(entry: Entry, message: Message) -> Place:
    """What the entry tells of where it was printed."""
    payloads = list(_payloads(entry))
    file = _first(payloads, _FILES)
    line = _first(payloads, _LINES)
    return Place(
        revision=entry.revision,
        logger=message.logger,
        file=file,
        module=_first(payloads, _MODULES),
        function=_first(payloads, _FUNCTIONS),
        line=int(line) if line is not None and line.isdecimal() and len(line) < 8 else None,
    )


def _payloads(entry: Entry) -> Iterator[Json]:
    """The platform's own field first, which has what a logging library sent under its special name."""
    yield as_object(entry.body.get("sourceLocation"))
    payload = as_object(entry.body.get("jsonPayload"))
    yield as_object(payload.get("logging.googleapis.com/sourceLocation"))
    yield payload
    yield as_object(entry.body.get("labels"))


def _first(payloads: list[Json], names: tuple[str, ...]) -> str | None:
    for payload in payloads:
        for name in names:
            value = payload.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
            if found := as_text(value):
                return found
    return None
