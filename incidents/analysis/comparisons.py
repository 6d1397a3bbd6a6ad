"""Everything that was compared between the sides of the window, whether or not it is a finding."""

from incidents.analysis.compared import cases, latencies, log_patterns, routes
from incidents.analysis.facts import Facts
from incidents.model.comparison import Comparison

_ORDER = ("new", "worse", "persisting", "flaky", "not-comparable", "resolved")
_MOST = 400


def comparisons(facts: Facts) -> tuple[Comparison, ...]:
    """What got worse first and what is resolved last; at most so many."""
    kinds = (log_patterns, routes, latencies, cases)
    found = [each for kind in kinds for each in kind.compared(facts)]
    ordered = sorted(found, key=lambda each: (_ORDER.index(each.state), each.subject, each.name, each.id))
    return tuple(ordered[:_MOST])
