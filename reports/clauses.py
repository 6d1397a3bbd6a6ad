"""Half a sentence that others wrote, for a sentence of ours."""

from templates.outside_text import text
from templates.safe import Safe


def clause(value: str) -> Safe:
    """Prose without a full stop at its end, because ours follows."""
    return text(value.rstrip(". "))
