"""How a pattern of messages differs between the two sides, and which patterns are one thing."""

from incidents.analysis.facts import Facts, Sides
from incidents.analysis.rates.exact_rate import compare
from incidents.model.evidence import LogPattern
from incidents.model.finding import State

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


def echoes(facts: Facts, head: LogPattern, other: LogPattern) -> bool:
    """Whether both were logged in the same minutes as often: one fault that prints more than one line."""
    if head.service != other.service:
        return False

    def minutes(pattern: LogPattern) -> dict[tuple[str, str], int]:
        counted = (each for each in pattern.by_minute if facts.is_after(pattern.service, each.revision, each.minute))
        return {(each.revision, str(each.minute)): each.count for each in counted}

    mine, theirs = minutes(head), minutes(other)
    shared = sum(min(count, theirs.get(key, 0)) for key, count in mine.items())
    return shared >= 0.8 * max(sum(mine.values()), sum(theirs.values()))
