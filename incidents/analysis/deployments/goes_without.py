"""What a new revision says that it goes without, in lines of any level that nothing before it logged.

Such a line is printed once by each instance that starts: it is counted per start, for a share of the entries tells
nothing of it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from incidents.analysis.causes.harmless.added_call import added_call
from incidents.analysis.deployments.start_ups import starts_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import is_error
from incidents.analysis.rates.traffic import heard_before
from incidents.model.evidence import LogPattern, RevisionCount

_LACKS = re.compile(
    r"\bNo module named\b|\b(?:ImportError|ModuleNotFoundError)\b|\bcannot import name\b|\bCannot find module\b|"
    r"\bcannot load such file\b|\bnot (?:installed|available|set|configured|supported)\b|\bunavailable\b|"
    r"\b(?:is|are|was|were|been|now) (?:off|disabled|missing)\b|\b(?:turned|switched) off\b|"
    r"\bdisabl(?:ed|ing)\b|\b(?:un|not )able to (?:import|load|find|open)\b|"
    r"\b(?:could not|cannot|can't|failed to) (?:be )?(?:import|load|find|open)",
    re.IGNORECASE,
)

_ENOUGH = 10
"""So often it is no line of a start, which only a start that was read could have shown before."""


class GoesWithout(NamedTuple):
    """`text` is its earliest line on the revision; `starts` and `before` are the starts of each side that were seen."""

    pattern: LogPattern
    revision: str
    text: str
    entries: int
    starts: int
    before: int

    @property
    def at_starts(self) -> bool:
        """Whether each start logged it, as often as every other one, while none before did: then it is no chance."""
        return bool(self.starts and self.before) and self.entries % self.starts == 0

    @property
    def said(self) -> str:
        """How it came with the revision, in words."""
        if not self.at_starts:
            return f"{self.revision} logs it, and no revision before did"
        mine = f"each of the {self.starts} starts" if self.starts > 1 else "the one start"
        theirs = f"none of the {self.before} starts" if self.before > 1 else "not the one start"
        return f"{mine} of {self.revision} logged it, and {theirs} before"


def lines(facts: Facts) -> Iterator[GoesWithout]:
    """In the order of ids.

    A line whose call the deployment itself added is new whatever holds, and tells of nothing that is lacking now.
    """
    for pattern in facts.patterns:
        row = _first_new(facts, pattern)
        if row is None or is_error(pattern) or not heard_before(facts, pattern.service):
            continue
        text = next((each.text for each in pattern.exemplars if each.revision == row.revision), pattern.excerpt)
        if _LACKS.search(text) and not facts.pattern_sides(pattern).before and added_call(facts, pattern) is None:
            found = GoesWithout(
                pattern, row.revision, text, row.count, starts_of(facts, row.revision), _before(facts, pattern.service)
            )
            if found.before or found.entries >= _ENOUGH:
                yield found


def _before(facts: Facts, service: str) -> int:
    """The starts of its revisions before the window's new ones, as far as their logs were read."""
    older = (each.name for each in facts.revisions.values() if each.service == service)
    return sum(starts_of(facts, each) for each in older if each not in facts.new_revisions)


def _first_new(facts: Facts, pattern: LogPattern) -> RevisionCount | None:
    new = (each for each in pattern.by_revision if each.revision in facts.new_revisions)
    return min(new, key=lambda each: (each.first, each.revision), default=None)
