"""What the path of a test says of it."""

import re

from incidents.model.evidence import CaseResult

_STAYS_INSIDE = frozenset({"unit", "units"})


def file_of(case: CaseResult) -> str:
    """The path of the test's file."""
    return case.test.partition("::")[0]


def words_of(case: CaseResult) -> set[str]:
    """The words of its folders and of its file's name."""
    return set(re.split(r"[^a-z0-9]+", file_of(case).lower()))


def is_unit(case: CaseResult) -> bool:
    """Whether the test's folder or file says that it stays within the process."""
    return not _STAYS_INSIDE.isdisjoint(words_of(case))
