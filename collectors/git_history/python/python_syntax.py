"""Parses Python that nobody vouches for; nothing of it is run."""

import ast
import io
import re
import tokenize
import warnings

MOST_BYTES = 400_000
"""A tree needs some hundred times the memory of its text."""

# Python ends a line here and git does not, so no line number could be trusted.
_LONE_RETURN = re.compile(rb"\r(?!\n)")


def parsed(content: bytes) -> ast.Module | None:
    """The tree; None for what is too large, not UTF-8, or no program to the Python that runs this."""
    text = _text(content)
    if text is None:
        return None
    try:
        with warnings.catch_warnings():
            # An odd escape in a string is a warning, and an error where warnings are errors.
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def comments(content: bytes) -> tuple[str, ...] | None:
    """The comments in their order, None where they cannot be told."""
    text = _text(content)
    if text is None:
        return None
    try:
        found = tokenize.generate_tokens(io.StringIO(text).readline)
        return tuple(each.string for each in found if each.type == tokenize.COMMENT)
    except (SyntaxError, tokenize.TokenError):
        return None


def _text(content: bytes) -> str | None:
    # Only UTF-8: a declared encoding may be any codec, and some of Python's do more than map bytes to letters.
    if len(content) > MOST_BYTES or _LONE_RETURN.search(content):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
