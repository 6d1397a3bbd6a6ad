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
        if message.stack is not None:
            return self.redacted_stack(message, message.stack, redact)
        logger = redact(message.logger) if message.logger else None
        return self.of(message._replace(logger=logger, said=redact(message.said)))

    def redacted_stack(
        self, message: Message, stack: Stack, redact: Callable[[str], str], shown: Callable[[str], str] = str
    ) -> str:
        """The same of a stack; `shown` may put another text in place of its masked message."""
        said = redact(stack.message) if stack.message else None
        kind = redact(stack.error_type) if stack.error_type else None
        frames = tuple(frame(each.file, each.line, redact(each.function)) for each in stack.frames)
        return self._of_stack(message._replace(said=redact(message.said)), Stack(kind, said, frames), shown)

    def _of_text(self, message: Message, line: str) -> str:
        access = access_template(message.said)
        if access:
            return f"{message.logger}: {access}" if message.logger else access
        return self._masker.mask(line) or NO_TEXT

    def _of_stack(self, message: Message, stack: Stack, shown: Callable[[str], str] = str) -> str:
        """Without line numbers and without the log message above it, which may differ for one and the same failure."""
        first = first_line(stack)
        said = shown(self._masker.mask(first)) if first else ""
        if stack.error_type:
            template = f"{stack.error_type}: {said}" if said else stack.error_type
        else:
            template = said or self._masker.mask(message.said) or NO_TEXT
        return f"{template} in {stack.origin}" if stack.origin else template


def first_line(stack: Stack) -> str:
    """What the exception says, without details below it; empty where it says nothing."""
    return (stack.message or "").strip().partition("\n")[0]
