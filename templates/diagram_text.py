"""Text from outside in a Mermaid diagram, and the block that GitHub draws it from.

Mermaid has no escape but entity codes such as `#58;`, which it takes apart before its grammars see the text. A raw
colon ends the time of a timeline, brackets and quotation marks end a label, `%%` begins a comment or a directive, and a
semicolon a statement; so every character but letters, digits and a few signs becomes a code.
"""

import re
from collections.abc import Iterable
from typing import LiteralString

from templates.hidden_characters import visible
from templates.safe import Safe

_LONGEST = 72
_PLAIN = re.compile(r"[^A-Za-z0-9 ._/,\u00a1-\uffff-]")
# Two dashes draw an arrow, and a word of the grammar at the start of a line is taken for it.
_RUNS = re.compile(r"-{2,}|\.{2,}")


def label(value: str, longest: int = _LONGEST) -> Safe:
    """One line of a diagram without marks of code, cut with dots; what is empty is shown as "(empty)"."""
    line = " ".join(visible(value).replace("`", "").split()) or "(empty)"
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    coded = _PLAIN.sub(lambda match: _code(match[0]), line)
    return Safe(_RUNS.sub(lambda match: "".join(map(_code, match[0])), coded))


def diagram(kind: LiteralString, lines: Iterable[Safe]) -> Safe:
    """The fenced block: what kind of diagram it is and its lines, each of which a label or our own words made."""
    kept = tuple(lines)
    for line in kept:
        if type(line) is not Safe or "\n" in line or "`" in line:
            raise TypeError(f"{line!r} is no line of a diagram")
    body = "\n".join(f"  {line}" for line in kept)
    return Safe(f"```mermaid\n{kind}\n{body}\n```")


def _code(character: str) -> str:
    return f"#{ord(character)};"
