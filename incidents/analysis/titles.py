"""Titles that fit a line: cut at a word, with a mark where something is missing."""

LONGEST = 160


def quoted(text: str, longest: int = LONGEST) -> str:
    """Words of the evidence inside a sentence of ours, in backticks; those inside become apostrophes."""
    return f"`{fitted(text, longest).replace('`', chr(39))}`"


def fitted(text: str, longest: int = LONGEST) -> str:
    """The first line of the text, at most `longest` characters with the mark."""
    line = next(iter(text.strip().splitlines()), "")
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0]}…"
