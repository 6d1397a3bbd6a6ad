"""What makes two messages the same: the masked message, or for a stack the exception and where it came from."""

from collections.abc import Callable

from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.access_line import access_template
from collectors.logs.messages.message import Message
from collectors.logs.messages.stacks.stack import Stack, frame

NO_TEXT = "(no text)"
_TEXTS_KEPT = 20_000


class Signatures:
    """Gives messages their signatures; equal messages are masked once."""

    def __init__(self) -> None:
        self._masker = Masker()
        self._known: dict[str, str] = {}

    def of(self, message: Message) -> str:
        if message.stack is not None:
            return self._of_stack(message, message.stack)
        line = f"{message.logger}: {message.said}" if message.logger else message.said
        known = self._known.get(line)
        if known is None:
            known = self._of_text(message, line)
            if len(self._known) < _TEXTS_KEPT:
                self._known[line] = known
        return known

    def redacted(self, message: Message, redact: Callable[[str], str]) -> str:
        """The signature of the message as it may be stored: redacted first, so that no mask cuts a secret in two."""
        stack = message.stack
        if stack is not None:
            said = redact(stack.message) if stack.message else None
            kind = redact(stack.error_type) if stack.error_type else None
            frames = tuple(frame(each.file, each.line, redact(each.function)) for each in stack.frames)
            stack = Stack(kind, said, frames)
        logger = redact(message.logger) if message.logger else None
        return self.of(message._replace(logger=logger, said=redact(message.said), stack=stack))

    def _of_text(self, message: Message, line: str) -> str:
        access = access_template(message.said)
        if access:
            return f"{message.logger}: {access}" if message.logger else access
        return self._masker.mask(line) or NO_TEXT

    def _of_stack(self, message: Message, stack: Stack) -> str:
        """Without line numbers and without the log message above it, which may differ for one and the same failure."""
        first = (stack.message or "").strip().partition("\n")[0]
        said = self._masker.mask(first) if first else ""
        if stack.error_type:
            template = f"{stack.error_type}: {said}" if said else stack.error_type
        else:
            template = said or self._masker.mask(message.said) or NO_TEXT
        return f"{template} in {stack.origin}" if stack.origin else template
