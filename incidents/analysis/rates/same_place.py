"""Errors that differ only in what stands between quotation marks: of one type, from the same lines of the code."""

import re
from collections.abc import Iterable

from incidents.model.evidence import LogPattern

_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")


def by_place(patterns: Iterable[LogPattern]) -> list[list[LogPattern]]:
    """Each pattern once, of each such error the most frequent first; alone where it has no stack."""
    groups: dict[object, list[LogPattern]] = {}
    for each in patterns:
        said = _QUOTED.sub("''", each.message or "")
        place = (each.service, each.severity, each.error_type, said, each.frames) if each.frames else each.id
        groups.setdefault(place, []).append(each)
    return [sorted(group, key=lambda each: (-each.count, each.id)) for group in groups.values()]
