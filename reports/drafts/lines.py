"""Texts as lines, and the line ends in which a person's editor saved them."""

import re

_LAST_ENDS = re.compile(r"(?:\r?\n)+\Z")


def lines_of(text: str) -> list[str]:
    r"""Every line with its end; only \n ends one, since what else might is text that somebody wrote."""
    pieces = text.split("\n")
    last = pieces.pop()
    return [*(f"{piece}\n" for piece in pieces), *([last] if last else [])]


def plain(text: str) -> str:
    r"""The text with \n at the ends of its lines."""
    return text.replace("\r\n", "\n")


def line_end(text: str) -> str:
    """The end of the first line, by which the others go."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def same(one: str, other: str) -> bool:
    """Whether they differ in line ends alone, or in the newline at the end, which some editors take away or add."""
    return plain(one).removesuffix("\n") == plain(other).removesuffix("\n")


def ended(text: str, like: str) -> str:
    """The text with a newline at its end where the other one has one, and without where it has none."""
    if not like.endswith("\n"):
        return _LAST_ENDS.sub("", text)
    return text if text.endswith("\n") else f"{text}{line_end(like)}"


def dressed(text: str, like: str) -> str:
    """The text with the line ends of the other one, the last one included."""
    return ended(plain(text).replace("\n", line_end(like)), like)
