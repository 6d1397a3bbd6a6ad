"""What a reader's Markdown renderer makes of a text: its structure, its words, and what is left outside of code."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# What GitHub turns into something else wherever it is not in code: mentions, issue numbers, tracker keys, emoji, links,
# math, commit hashes; and every character that Markdown or HTML gives a meaning.
LIVE = re.compile(
    r"@|#|\b[A-Za-z]+-[0-9]|\b[A-Z]{2,}-|:[a-z0-9_+-]+:|//|www\.|\$|\b[0-9a-fA-F]{7,}\b|\w\.[a-z]{2,}|[<>`*_~\[\]\\|^{}&]"
)


@dataclass(frozen=True)
class Rendered:
    """`shape` is the row of token types without text and code; `prose` is the text outside of code."""

    shape: tuple[str, ...]
    words: str
    prose: str


def rendered(markdown: str) -> Rendered:
    tokens = [leaf for token in _PARSER.parse(markdown) for leaf in (token.children or [token])]
    shape = tuple(token.type for token in tokens if token.type not in ("text", "code_inline", "softbreak"))
    words = "".join(_words(token) for token in tokens)
    prose = "".join(token.content if token.type == "text" else "\n" for token in tokens)
    return Rendered(shape, squeezed(words), prose)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _words(token: Token) -> str:
    if token.type in ("text", "code_inline", "fence", "code_block", "html_block", "html_inline"):
        return token.content
    return " "
