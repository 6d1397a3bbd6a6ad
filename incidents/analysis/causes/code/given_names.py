"""Whether lines of code give a name that two programs have to agree on, and how another language spells it."""

import re

from incidents.analysis.causes.ranking.named import more_lines, whole
from incidents.model.evidence import FileChange


def net(change: FileChange, name: str) -> int:
    """How many more lines with the name there are than before."""
    return more_lines(change, lambda line: _gives(name, line))


def spellings(name: str) -> list[str]:
    """As it is written, then as a language with another custom would."""
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    head, *rest = snake.split("_")
    camel = head + "".join(word.capitalize() for word in rest)
    return list(dict.fromkeys((name, snake, camel)))


def _gives(name: str, line: str) -> bool:
    """Whether the line holds the name; a single word that may be prose has to stand as a name stands."""
    if not whole(name, line):
        return False
    if re.search(r"[_/-]|[a-z][A-Z]", name):
        return True
    word = re.escape(name)
    return (
        re.search(rf"[\"'`]{word}[\"'`,]|\b{word}\b\s*(?:[:=?]|\w+\.)|\b(?:val|var|let|const)\s+{word}\b", line)
        is not None
    )
