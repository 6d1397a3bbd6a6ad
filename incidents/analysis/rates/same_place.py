"""Errors that differ only in what stands between quotation marks: of one type, from the same lines of the code."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from incidents.model.evidence import LogPattern, MinuteCount
from incidents.model.instant import Instant

_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")


class Error(NamedTuple):
    """The most frequent of such patterns with the counts by minute and revision of all, and the others."""

    whole: LogPattern
    others: tuple[LogPattern, ...]


def by_place(patterns: Iterable[LogPattern]) -> list[Error]:
    """Each pattern once; alone where it has no stack."""
    groups: dict[object, list[LogPattern]] = {}
    for each in patterns:
        said = _QUOTED.sub("''", each.message or "")
        place = (each.service, each.severity, each.error_type, said, each.frames) if each.frames else each.id
        groups.setdefault(place, []).append(each)
    return [_joined(sorted(group, key=lambda each: (-each.count, each.id))) for group in groups.values()]


def _joined(group: list[LogPattern]) -> Error:
    first, *others = group
    if not others:
        return Error(first, ())
    minutes: Counter[tuple[str, Instant]] = Counter()
    for each in (minute for pattern in group for minute in pattern.by_minute):
        minutes[each.revision, each.minute] += each.count
    counts = {
        "by_revision": tuple(each for pattern in group for each in pattern.by_revision),
        "by_minute": tuple(MinuteCount(revision=key[0], minute=key[1], count=minutes[key]) for key in sorted(minutes)),
    }
    return Error(first.model_copy(update=counts), tuple(others))
