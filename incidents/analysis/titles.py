"""Titles that fit a line: cut at a word, with a mark where something is missing."""

LONGEST = 160


def quoted(text: str) -> str:
    """Words of the evidence inside a sentence of ours, in backticks; those inside become apostrophes."""
    return f"`{fitted(text).replace('`', chr(39))}`"


def fitted(text: str) -> str:
    """The first line of the text, at most `LONGEST` characters with the mark."""
    line = next(iter(text.strip().splitlines()), "")
    if len(line) <= LONGEST:
        return line
    return f"{line[: LONGEST - 1].rsplit(' ', 1)[0]}…"
