"""Figures as test reports write them: plain, localised, or no figure at all."""

import math
import re

_LONGEST_S = 30 * 24 * 3600.0
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_THOUSANDS_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_MANY_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_COMMA = re.compile(r"(\d+),(\d+)")


def seconds(text: str) -> float | None:
    """A duration in seconds; None for what is no duration, or could be read in two ways, or is too long to be one.

    Reports of some tools are written in the machine's locale: "1,234.5", "1.234,5" and "0,25" have one reading each,
    "1,234" has two. Some tools write nanoseconds where seconds belong; nothing over 30 days is taken for seconds.
    """
    number = _number(text.strip().removesuffix("s"))
    return number if number is not None and math.isfinite(number) and 0 <= number <= _LONGEST_S else None


def count(text: str) -> int | None:
    """A count; None for anything but a plain number that is not negative."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _number(text: str) -> float | None:
    if _PLAIN.fullmatch(text):
        return float(text)
    if _THOUSANDS_POINT.fullmatch(text) or _MANY_THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    if _THOUSANDS_COMMA.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    comma = _COMMA.fullmatch(text)
    if comma and (len(comma[2]) != 3 or comma[1] == "0" or len(comma[1]) > 3):
        return float(f"{comma[1]}.{comma[2]}")
    return None
