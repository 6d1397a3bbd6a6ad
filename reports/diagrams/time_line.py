"""The timeline as a diagram: what weighs most, in the order of time."""

from collections.abc import Sequence
from itertools import groupby

from incidents.model.instant import Instant
from templates.diagram_text import diagram, label
from templates.safe import Safe, filled

_MOST = 12
_FEWEST = 2


def time_line(moments: Sequence[tuple[Instant, int, str]]) -> Safe | None:
    """Each moment with its weight, the smaller the more it matters; None where there is no line to draw."""
    kept = sorted(moments, key=lambda each: (each[1], each[0], each[2]))[:_MOST]
    if len(kept) < _FEWEST:
        return None
    ordered = sorted(kept, key=lambda each: (each[0], each[2]))
    days = {str(at)[:10] for at, _, _ in ordered}
    lines = [Safe("title What happened, in UTC")]
    for second, group in groupby(ordered, key=lambda each: each[0].second):
        clock = str(second).removesuffix("Z")
        shown = clock.replace("T", " ") if len(days) > 1 else clock[11:]
        said = [filled(" : {said}", said=label(words)) for _, _, words in group]
        lines.append(Safe("".join([label(shown), *said])))
    return diagram("timeline", lines)
