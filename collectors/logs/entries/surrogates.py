"""Halves of surrogate pairs, which JSON can hold as escapes and no file can hold as characters."""

import json
import re

_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def may_hold_halves(text: str, start: int, end: int) -> bool:
    """Whether a stretch of JSON has escapes that may be halves; those of whole pairs are meant as well."""
    return _ESCAPE.search(text, start, end) is not None


def with_escaped_halves(value: object) -> tuple[object, int]:
    """The decoded value with each lone half written as the escape that it was, and how many there were."""
    text = json.dumps(value, ensure_ascii=False)
    whole, halves = _HALF.subn(lambda half: f"\\\\u{ord(half[0]):04x}", text)
    return (json.loads(whole), halves) if halves else (value, 0)
