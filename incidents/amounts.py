"""How a count stands with its noun in a sentence, the same wherever one is made."""

import re

_PLURAL = re.compile(r"\b(\w+?)(ies|(?<!s)s)\b")


def counted(n: int, nouns: str) -> str:
    """The count with its noun, which is given in the plural: "1 more log entry", "2 requests to A and B"."""
    return f"{n} {noun(n, nouns)}"


def noun(n: int, nouns: str) -> str:
    """The words behind a count that is written elsewhere; of one thing the first plural word loses its ending."""
    if n != 1:
        return nouns
    return _PLURAL.sub(lambda found: found[1] + ("y" if found[2] == "ies" else ""), nouns, count=1)
