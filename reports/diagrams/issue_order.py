"""Which failure has to be ended before which: an arrow leads from each to what waits for it."""

from collections.abc import Sequence

from templates.diagram_text import diagram, label
from templates.safe import Safe, filled


def issue_order(edges: Sequence[tuple[tuple[str, str], tuple[str, str]]]) -> Safe | None:
    """Edges from the first to what waits for it, each a number with what the box says; None without any."""
    if not edges:
        return None
    return diagram(
        "flowchart LR", [filled("{first} --> {then}", first=_box(*one), then=_box(*two)) for one, two in edges]
    )


def _box(number: str, said: str) -> Safe:
    return filled('{number}["{said}"]', number=Safe(number), said=label(said))
