"""One call in the source that prints a message or makes an exception's message."""

from dataclasses import dataclass
from typing import Literal

from collectors.logs.source_templates.template import Parts, letters, shown, signature

Kind = Literal["logging", "event", "print", "warn", "raise"]


@dataclass(frozen=True, slots=True)
class LogStatement:
    """A call with one of its templates; a call that can print several has as many statements.

    `level` is what the call says, such as `error`, or `print` and `raise`. `function` is `Class.method` as in the
    outline of a file, `<module>` outside of all. `error_type` is the class of an exception, or a warning's category.
    `logger` is what the logger is called, as far as the source tells; `__name__` for that of the module.
    """

    parts: Parts
    level: str
    file: str
    line: int
    function: str
    kind: Kind
    error_type: str | None = None
    logger: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same when the line moves, by which statements of several commits are compared."""
        return (self.file, self.function, self.error_type or "", signature(self.parts))

    @property
    def template(self) -> str:
        """The template for people."""
        return shown(self.parts)

    @property
    def letters(self) -> int:
        return letters(self.parts)
