"""Half a sentence that others wrote, for a sentence of ours."""

from templates.outside_text import text
from templates.safe import Safe


def clause(value: str) -> Safe:
    """Prose without a full stop at its end, because ours follows."""
    return text(value.rstrip(". "))


def opening(value: Safe) -> Safe:
    """The same at the beginning of a sentence; a name shown as code keeps its letters."""
    return Safe(value[:1].upper() + value[1:])
