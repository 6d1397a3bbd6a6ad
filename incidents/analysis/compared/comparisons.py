"""Everything that was compared between the sides of the window, whether or not it is a finding."""

from collections import Counter
from typing import NamedTuple

from incidents.analysis.compared import cases, latencies, log_patterns, routes
from incidents.analysis.facts import Facts
from incidents.model.comparison import Comparison
from incidents.model.left_out import CutComparisons

_ORDER = ("new", "worse", "persisting", "flaky", "not-comparable", "resolved")
_MOST = 400


class Compared(NamedTuple):
    """The rows that are kept, and how many of which kind are not."""

    kept: tuple[Comparison, ...]
    cut: tuple[CutComparisons, ...]


def comparisons(facts: Facts, most: int = _MOST) -> Compared:
    """What got worse first and what is resolved last."""
    kinds = (log_patterns, routes, latencies, cases)
    found = [each for kind in kinds for each in kind.compared(facts)]
    ordered = sorted(found, key=lambda each: (_ORDER.index(each.state), each.subject, each.name, each.id))
    counts = Counter((each.subject, each.state) for each in ordered[most:])
    cut = (CutComparisons(subject=subject, state=state, count=n) for (subject, state), n in sorted(counts.items()))
    return Compared(tuple(ordered[:most]), tuple(cut))
