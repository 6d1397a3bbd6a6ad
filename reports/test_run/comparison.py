"""The tests beside their last result before the window; one that passed on both sides is not among them."""

from collections import Counter
from dataclasses import dataclass

from incidents.model.comparison import Comparison
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.figures import counted
from reports.urgency import STATES
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_MOST = 30


@dataclass(frozen=True)
class ComparedRow:
    test: Safe
    state: Safe
    reason: Safe


def compared_rows(incident: Incident, citations: Citations) -> tuple[tuple[ComparedRow, ...], int]:
    """What changed comes first, in the order of the analysis; and how many rows were left out."""
    tests = _tests(incident)
    more = max(0, len(tests) - _MOST) + sum(_cut(incident).values())
    return tuple(_row(each, citations) for each in tests[:_MOST]), more


def compared_line(incident: Incident) -> Safe | None:
    """How many tests stand how; None where none was compared."""
    counts = Counter[str](each.state for each in _tests(incident)) + _cut(incident)
    if not counts:
        return None
    parts = [
        filled("{n} {state}", n=counts[state], state=text(word)) for state, word in STATES.items() if counts[state]
    ]
    return filled("{all} ({parts})", all=counted(sum(counts.values()), "tests"), parts=joined(", ", parts))


def _tests(incident: Incident) -> tuple[Comparison, ...]:
    return tuple(each for each in incident.comparisons if each.subject == "test")


def _cut(incident: Incident) -> Counter[str]:
    """The tests that the incident counts and does not list, by their states."""
    cut = (each for each in incident.left_out.comparisons if each.subject == "test")
    return Counter({each.state: each.count for each in cut})


def _row(each: Comparison, citations: Citations) -> ComparedRow:
    return ComparedRow(
        test=filled("{name}{cites}", name=code(each.name), cites=citations.cite(each.cites)),
        state=text(STATES[each.state]),
        reason=text(each.reason),
    )
