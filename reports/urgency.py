"""Which finding comes first, and the words for its state."""

from collections.abc import Iterable
from math import inf

from incidents.model.finding import Finding

STATES = {
    "new": "new",
    "worse": "worse than before",
    "persisting": "there before",
    "flaky": "flaky",
    "not-comparable": "not comparable",
    "resolved": "resolved",
}


def by_urgency(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By priority, failures before broken rules, new before old, the row of the rubric, then when it was first seen."""
    return tuple(sorted(findings, key=_rank))


def failing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is wrong now, the most urgent first."""
    return tuple(each for each in by_urgency(findings) if each.state != "resolved")


def _rank(finding: Finding) -> tuple[str, bool, int, str, float, str]:
    first = finding.first.nanoseconds if finding.first else inf
    rule = finding.kind == "session"
    given = finding.priority
    return given.level, rule, list(STATES).index(finding.state), given.row, first, finding.id
