"""How a pattern of messages differs between the two sides, and which patterns are one thing."""

from collections import Counter
from collections.abc import Sequence

from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.exact_rate import compare
from incidents.model.evidence import LogPattern
from incidents.model.finding import State
from incidents.model.instant import Instant

_CHANCE = 0.01
"""A log holds many errors that come and go, each of which is tried."""
_SEVERE = ("ERROR", "CRITICAL", "ALERT", "EMERGENCY")


def is_error(pattern: LogPattern) -> bool:
    """Whether it was logged at ERROR or above, or with a stack."""
    return pattern.severity in _SEVERE or pattern.error_type is not None


def state_of(facts: Facts, service: str, sides: Sides) -> State:
    """New, worse by its share of the requests, or as before; "not comparable" where one side answered none."""
    if not sides.before:
        return "new"
    requests = facts.request_sides(service)
    if not requests.before or not requests.after:
        return "not-comparable"
    rates = compare(sides.before, requests.before, sides.after, requests.after)
    doubled = sides.after / requests.after >= 2 * sides.before / requests.before
    return "worse" if doubled and sides.after >= 5 and rates.rise <= _CHANCE else "persisting"


def echoes(facts: Facts, head: Sequence[LogPattern], other: Sequence[LogPattern]) -> bool:
    """Whether both, each of one service, were logged in the same minutes as often: one fault that prints both."""
    service = head[0].service
    if service != other[0].service:
        return False

    def minutes(patterns: Sequence[LogPattern]) -> Counter[tuple[str, Instant]]:
        counted: Counter[tuple[str, Instant]] = Counter()
        for each in (of for pattern in patterns for of in pattern.by_minute):
            if facts.is_after(service, each.revision, each.minute):
                counted[each.revision, each.minute] += each.count
        return counted

    mine, theirs = minutes(head), minutes(other)
    shared = (mine & theirs).total()
    return shared >= 0.8 * max(mine.total(), theirs.total())
