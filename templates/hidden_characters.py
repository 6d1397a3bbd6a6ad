r"""Characters that a reader cannot see, or takes for others, written out as escapes such as \u202e.

The ranges are a table of our own and not taken from `unicodedata`, whose answers change with the Python version: the
same evidence must give the same text everywhere.
"""

import re

# Control characters but tab and newline, soft hyphen, joiners and fillers without a glyph, zero-width and bidi marks,
# line separators, invisible operators, variation selectors, private use, surrogates, noncharacters, tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bcaf\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
# One selector behind a symbol chooses its glyph; a second one, or one behind ASCII, only hides data.
_SELECTOR = re.compile("(?<![\u00a1-\ufdff\U00010000-\U000dffff])[\ufe0e\ufe0f]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"\r\n?")

# Cyrillic and Greek letters that look like ASCII ones, met directly beside an ASCII letter.
_ALIKE = (
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf"
    "\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d"
)
_MIXED = re.compile(f"(?<=[A-Za-z])[{_ALIKE}]+|[{_ALIKE}]+(?=[A-Za-z])")

# A comment that pretends to be one of the markers by which drafts are merged.
_MARKER = re.compile(r"<(?=!--[\s/]*incident\b)", re.IGNORECASE)


def visible(text: str) -> str:
    r"""Show what hides: escapes for invisible and look-alike characters, a plain space for every other space.

    Line ends become \n; tabs and newlines stay. Doing it twice changes nothing.
    """
    if text.isascii() and text.isprintable() and "<" not in text:
        return text  # most text is, and needs no search
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    for kind in (_HIDDEN, _SELECTOR, _MIXED, _MARKER):
        text = kind.sub(_escaped, text)
    return text


def _escaped(match: re.Match[str]) -> str:
    return "".join(_escape(ord(character)) for character in match.group())


def _escape(point: int) -> str:
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
