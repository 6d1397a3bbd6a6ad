"""Comparisons of two lists that hold the same in another order."""

import re

from incidents.model.evidence import CaseResult

_LISTS = re.compile(r"(?:assert |: |^)\[([^\[\]{}\n]{3,2000})\] (?:==|!=) \[([^\[\]{}\n]{3,2000})\]", re.MULTILINE)
_ELEMENT = re.compile(r"\"[^\"]*\"|'[^']*'|[^,\s]+")


def in_another_order(case: CaseResult) -> bool:
    """Whether a failed comparison was of plain values that are the same, each as often, and are placed otherwise."""
    found = _LISTS.search(case.message or "")
    if found is None or case.outcome != "failed":
        return False
    got, wanted = (_ELEMENT.findall(each) for each in found.groups())
    return got != wanted and sorted(got) == sorted(wanted)
