"""How many log entries the failures rest on, revision by revision, as a chart."""

from collections.abc import Mapping, Sequence

from templates.diagram_text import diagram, label
from templates.safe import Safe, filled, joined

_FEWEST = 2


def by_revision(counts: Mapping[str, int], order: Sequence[str]) -> Safe | None:
    """`order` is that of deployment; None where fewer than two revisions were counted, or none has an entry."""
    names = [name for name in order if name in counts]
    if len(names) < _FEWEST or not any(counts.values()):
        return None
    top = max(counts[name] for name in names)
    return diagram(
        "xychart-beta",
        (
            Safe('title "Log entries that the failures rest on, by revision"'),
            filled("x-axis [{names}]", names=joined(", ", [filled('"{name}"', name=label(name)) for name in names])),
            filled('y-axis "log entries" 0 --> {top}', top=top),
            filled("bar [{values}]", values=joined(", ", [filled("{n}", n=counts[name]) for name in names])),
        ),
    )
