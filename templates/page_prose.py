"""Sentences that the filters made safe for Markdown, as HTML: the same words in the drafts and on the page.

What may stand outside of code in such a sentence is closed: words, `**` and `*` of our own, and marks of footnotes.
Everything else is text and is escaped.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from templates.outside_text import text
from templates.safe import Safe

_PARTS = re.compile(
    r"(?P<fence>`+)(?P<code>.+?)(?<!`)(?P=fence)(?!`)|(?P<star>\*\*|\*)|\[\^(?P<label>[A-Za-z0-9][A-Za-z0-9._-]*)\]"
)
_TAGS = {"**": "strong", "*": "em"}


def prose(value: Safe | str, cited: Mapping[str, tuple[str, str]]) -> Markup:
    """The sentence with its citations as links; plain text from outside becomes a safe sentence first.

    `cited` gives the id of the record and the words of the link for each label of a footnote; a label that it does not
    hold stays text.
    """
    line = value if isinstance(value, Safe) else text(value)
    parts: list[Markup] = []
    opened: list[str] = []
    place = 0
    for match in _PARTS.finditer(line):
        parts.append(escape(str(line[place : match.start()])))
        place = match.end()
        parts.append(_star(match["star"], opened) if match["star"] else _piece(match, cited))
    parts.append(escape(str(line[place:])))
    parts += [Markup("</{}>").format(_TAGS[star]) for star in reversed(opened)]
    return Markup("").join(parts)


def citation(record: str, words: str) -> Markup:
    """A link to a record that this page holds."""
    return Markup('<a class="cite" href="#{}">{}</a>').format(record, words)


def _piece(match: re.Match[str], cited: Mapping[str, tuple[str, str]]) -> Markup:
    if match["label"]:
        named = cited.get(match["label"])
        return Markup(" ") + citation(*named) if named else escape(match.group())
    return Markup("<code>{}</code>").format(_unpadded(match["code"]))


def _star(star: str, opened: list[str]) -> Markup:
    """A mark that ends the innermost emphasis or begins one inside of it, so that the tags always nest."""
    if opened and opened[-1] == star:
        opened.pop()
        return Markup("</{}>").format(_TAGS[star])
    opened.append(star)
    return Markup("<{}>").format(_TAGS[star])


def _unpadded(code: str) -> str:
    """Markdown takes one blank from both ends of code that holds more than blanks."""
    if code.startswith(" ") and code.endswith(" ") and code.strip():
        return code[1:-1]
    return code
