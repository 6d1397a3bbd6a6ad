"""Segments of routes that are known for ids by what else was asked in their place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from collectors.logs.masking.mask_word import names_a_number

ID = "{id}"
_MOST = 20_000
"""Routes that are looked at, the most frequent first."""
_LONGEST = 12
"""Segments; a longer path is left as it is."""
_ROUNDS = 3
_ALIKE = 3
"""Values with digits, or all in capitals, in one place that make it a place of ids."""
_NAMES = 20
"""Values of letters alone in one place within a path that do; endpoints of an interface may be many at its end."""
_OFTEN_ASKED = 5
"""Requests for each value, on average, from which on values of letters are endpoints."""
_OWN = 3
"""A value of more than one in so many requests of a place is a name of its own, such as `top10`."""
_VERSION = re.compile(r"v\d+(?:[._]\d+)*(?:(?:alpha|beta|rc)\d*)?", re.IGNORECASE)
_WITH_DIGIT = re.compile(r"[\w~%+-]*\d[\w~%+-]*")
_CAPITALS = re.compile(r"[A-Z][A-Z_-]+")
"""Codes of currencies, countries, airports or goods; endpoints are written small."""
_LETTERS = re.compile(r"[A-Za-z][\w~%+-]*")

_Key = tuple[str, str]
_Place = tuple[str, tuple[str, ...], tuple[str, ...]]


def learned(requests: Mapping[_Key, int]) -> dict[_Key, str]:
    """What the route of each service became; only those that changed, whatever their order was.

    A segment with a digit, or all in capitals, is an id where an id, or two more such, was asked in its place while all
    the rest was the same; one of other letters only within a path, where many were and each of them seldom.
    """
    ordered = sorted(requests, key=lambda each: (-requests[each], each))[:_MOST]
    became = {each: each[1] for each in ordered if each[1].count("/") <= _LONGEST}
    for _ in range(_ROUNDS):
        counts: Counter[_Key] = Counter()
        for (service, route), now in became.items():
            counts[service, now] += requests[service, route]
        changes = _changes(counts)
        if not changes:
            break
        became = {each: changes.get((each[0], now), now) for each, now in became.items()}
    return {each: now for each, now in became.items() if now != each[1]}


def _changes(counts: Mapping[_Key, int]) -> dict[_Key, str]:
    places: dict[_Place, dict[str, int]] = {}
    for (service, route), count in sorted(counts.items()):
        segments = tuple(route.split("/"))
        for place, segment in enumerate(segments):
            if _may_be_id(segment):
                around = (service, segments[:place], segments[place + 1 :])
                places.setdefault(around, {})[segment] = count
    changes: dict[_Key, str] = {}
    for (service, before, after), values in places.items():
        for value in _ids(values, within=bool(after)) if len(values) > 1 else ():
            # One place of a route at a time; the next round sees the others.
            changes.setdefault((service, "/".join((*before, value, *after))), "/".join((*before, ID, *after)))
    return changes


def _may_be_id(segment: str) -> bool:
    return segment == ID or _LETTERS.fullmatch(segment) is not None or _WITH_DIGIT.fullmatch(segment) is not None


def _ids(values: Mapping[str, int], *, within: bool) -> Iterator[str]:
    total = sum(values.values())
    codes = [each for each in values if _is_code(each) and not _is_name(each)]
    if ID in values or len(codes) >= _ALIKE:
        yield from (each for each in codes if _CAPITALS.fullmatch(each) or _OWN * values[each] <= total)
    letters = [each for each in values if _LETTERS.fullmatch(each) and each not in codes]
    asked = sum(values[each] for each in letters)
    if within and len(letters) >= _NAMES and asked < _OFTEN_ASKED * len(letters):
        yield from letters


def _is_code(segment: str) -> bool:
    return _WITH_DIGIT.fullmatch(segment) is not None or _CAPITALS.fullmatch(segment) is not None


def _is_name(segment: str) -> bool:
    return _VERSION.fullmatch(segment) is not None or names_a_number(segment)
