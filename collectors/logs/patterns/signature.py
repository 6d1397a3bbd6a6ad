"""What makes two messages the same: the masked message, or for a stack the exception and where it came from."""

from collections.abc import Callable
from typing import NamedTuple

from collectors.logs.masking.holes import without_kinds
from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.access_line import access_template
from collectors.logs.messages.message import Message
from collectors.logs.messages.stacks.stack import Stack, frame

NO_TEXT = "(no text)"
_LEAD_WORDS = 3
_TEXTS_KEPT = 20_000


class Signature(NamedTuple):
    """Messages of one `key` are the same; it is the template with the kinds of holes left out.

    `lead` is the part under which free text is gathered where it varies without end; `tail` is kept behind it.
    """

    template: str
    key: str
    lead: str
    tail: str


class Signatures:
    """Gives messages their signatures; equal messages are masked once."""

    def __init__(self) -> None:
        self._masker = Masker()
        self._known: dict[str, Signature] = {}

    def of(self, message: Message) -> Signature:
        if message.stack is not None:
            return self._of_stack(message, message.stack)
        line = f"{message.logger}: {message.said}" if message.logger else message.said
        known = self._known.get(line)
        if known is None:
            known = self._of_text(message, line)
            if len(self._known) < _TEXTS_KEPT:
                self._known[line] = known
        return known

    def redacted(self, message: Message, redact: Callable[[str], str]) -> Signature:
        """The signature of the message as it may be stored: redacted first, so that no mask cuts a secret in two."""
        stack = message.stack
        if stack is not None:
            said = redact(stack.message) if stack.message else None
            kind = redact(stack.error_type) if stack.error_type else None
            frames = tuple(frame(each.file, each.line, redact(each.function)) for each in stack.frames)
            stack = Stack(kind, said, frames)
        logger = redact(message.logger) if message.logger else None
        return self.of(message._replace(logger=logger, said=redact(message.said), stack=stack))

    def _of_text(self, message: Message, line: str) -> Signature:
        access = access_template(message.said)
        if access:
            template = f"{message.logger}: {access}" if message.logger else access
            return Signature(template, template, template, "")
        template = self._masker.mask(line) or NO_TEXT
        key = without_kinds(template)
        words = _LEAD_WORDS + len((message.logger or "").split())
        return Signature(template, key, " ".join(key.split(" ", words)[:words]), "")

    def _of_stack(self, message: Message, stack: Stack) -> Signature:
        """Without line numbers and without the log message above it, which may differ for one and the same failure."""
        first = (stack.message or "").strip().partition("\n")[0]
        said = self._masker.mask(first) if first else ""
        if stack.error_type:
            template = f"{stack.error_type}: {said}" if said else stack.error_type
        else:
            template = said or self._masker.mask(message.said) or NO_TEXT
        tail = f" in {stack.origin}" if stack.origin else ""
        key = without_kinds(template)
        return Signature(template + tail, key + tail, f"\x1f{stack.error_type or key.split(' ', 1)[0]}{tail}", tail)
