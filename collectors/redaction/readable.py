"""A text as a reader would take it: escapes resolved, colours, controls and invisible characters gone."""

import re
from collections.abc import Callable, Iterator

from collectors.redaction.placeholder import PLACEHOLDER
from collectors.redaction.view import BLANK, View, rewritten

CLUE = (
    r"[\x00-\x08\x0b\x0e-\x1f\x7f]|%(?:2[0-9A-Ea-e]|[013-9A-Fa-f][0-9A-Fa-f])|\\[\"'/\\nrtuUxe0]|&(?:#|quot|amp|apos|lt|gt)|=3[Dd]|=\r?\n"
    r"|\[[0-9;]{1,12}m"
)
"""In RE2's words: what an ASCII text holds that does not read as it is written; a lone %2F is in every log's name."""

_ROUNDS = 4  # an escape of an escape of an escape was seen; nothing honest is deeper

# Format characters, variation selectors, fillers and marks that print as nothing.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"
_STRANGE = re.compile(f"[{_INVISIBLE}\uff01-\uff5e\x80-\x9f]")
_UNIT = re.compile(
    # A colour: raw, written out, or with its first character already lost.
    r"(?P<gone>(?:\x1b|\x9b|\\(?:u001[bB]|x1[bB]|033|e)|\^\[|\ufffd|\u241b)?\[[0-9;]{1,12}m"
    r"|(?:\x1b|\\(?:u001[bB]|x1[bB]|033|e))\[[0-9;?]{0,12}[A-Za-z]"
    r"|\x1b\][^\x07\x1b]{0,300}(?:\x07|\x1b\\)"
    rf"|=\r?\n|[{_CONTROLS}{_INVISIBLE}])"
    r"|(?P<bytes>(?:%[89A-Fa-f][0-9A-Fa-f]){1,4})"
    r"|%(?P<percent>[0-7][0-9A-Fa-f])"
    r"|=(?P<printable>3[Dd])"
    r"|\\(?:u\{?|U0{4}|x)(?P<code>(?<=u)[0-9A-Fa-f]{4}|(?<=\{)[0-9A-Fa-f]{1,6}|(?<=0000)[0-9A-Fa-f]{4}|(?<=x)[0-9A-Fa-f]{2})\}?"
    r"|\\(?P<short>[\"'/\\nrt0])"
    r"|&\#(?:[xX](?P<entity>[0-9A-Fa-f]{1,6})|(?P<number>[0-9]{1,7}));"
    r"|&(?P<name>quot|amp|apos|lt|gt);"
    r"|(?P<wide>[\uff01-\uff5e])"
)
_TAKEN = re.compile(f"{PLACEHOLDER.pattern}|{BLANK}")
_SIGN = re.compile(f"[%\\\\&=\\[\\^\f{_CONTROLS}{_INVISIBLE}\ufffd\u241b\uff01-\uff5e]")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": ""}
_NAMED = {"quot": '"', "amp": "&", "apos": "'", "lt": "<", "gt": ">"}


def reads_differently(text: str) -> bool:
    """Whether a text holds characters that hide others or stand for others, beside those that the clue is about."""
    return BLANK in text or (not text.isascii() and _STRANGE.search(text) is not None)


def readable_view(view: View) -> View:
    """The view itself when it reads as it is written."""
    if not _SIGN.search(view.text):
        return view
    taken = [(match.start(), match.end(), _blank(match[0])) for match in _TAKEN.finditer(view.text)]
    if taken:
        view = rewritten(view, iter(taken))
    for _ in range(_ROUNDS):
        changes = list(_changes(view.text))
        if not changes:
            break
        view = rewritten(view, iter(changes))
    return view


def _blank(taken: str) -> str:
    return "" if taken == BLANK else BLANK * len(taken)


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    sign = _SIGN.search(text)
    while sign:
        unit = _UNIT.match(text, sign.start())
        if unit:
            yield unit.start(), unit.end(), _read(unit)
        sign = _SIGN.search(text, unit.end() if unit else sign.end())


def _read(match: re.Match[str]) -> str:
    form, written = match.lastgroup or "gone", match[match.lastgroup or 0]
    return _READERS[form](written)


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else ""


_READERS: dict[str, Callable[[str], str]] = {
    "gone": lambda _: "",
    "bytes": lambda written: bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace"),
    "percent": lambda written: chr(int(written, 16)),
    "printable": lambda written: chr(int(written, 16)),
    "code": lambda written: _character(int(written, 16)),
    "entity": lambda written: _character(int(written, 16)),
    "number": lambda written: _character(int(written)),
    "short": lambda written: _SHORT.get(written, written),
    "name": lambda written: _NAMED[written],
    "wide": lambda written: chr(ord(written) - 0xFEE0),
}
