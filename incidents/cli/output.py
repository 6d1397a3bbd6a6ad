"""What the commands print: data on stdout, notes on stderr, and nothing that a terminal would obey."""

import json
import sys

from templates.hidden_characters import visible
from templates.outside_text import terminal


def print_json(value: object) -> None:
    """One JSON document; control characters are escaped by JSON itself."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=True) + "\n")


def print_line(text: str = "", *, columns: tuple[str, ...] = ()) -> None:
    """One line of text behind columns of ours; what came from outside may hold anything, so all is made harmless.

    Blanks at the start are kept, so that a line can be indented.
    """
    indent = " " * (len(text) - len(text.lstrip(" ")))
    sys.stdout.write(f"{''.join(columns)}{indent}{terminal(text)}".rstrip() + "\n")


def print_indented(text: str, depth: int = 2) -> None:
    """Several lines of text from outside, each indented and made harmless; blanks inside them are kept."""
    for line in text.splitlines():
        sys.stdout.write(f"{' ' * depth}{visible(line.expandtabs(4))}".rstrip() + "\n")


def print_note(text: str) -> None:
    """A remark for the person, not part of the data."""
    sys.stderr.write(f"incident: {terminal(text)}\n")
