"""How times, durations and counts are written: one value has one form in every document."""

from incidents import amounts
from incidents.model.finding import Ratio
from incidents.model.instant import Instant
from templates.outside_text import text
from templates.safe import Safe, filled

_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def moment(at: Instant) -> Safe:
    """To the second, in UTC."""
    return Safe(str(at.second).replace("T", " "))


def stretch(first: Instant, last: Instant) -> Safe:
    """Two moments, or one where both are the same second."""
    if first.second == last.second:
        return moment(first)
    return filled("{first} to {last}", first=moment(first), last=moment(last))


def duration(seconds: float) -> Safe:
    """The two largest units that are not zero, rounded down."""
    left, parts = int(seconds), []
    for unit, size in _UNITS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
    return Safe(" ".join(parts[:2]) or "0 s")


def counted(n: int, nouns: str) -> Safe:
    """The count with its noun, which is given in the plural and may be text from outside."""
    return filled("{n} {noun}", n=n, noun=text(amounts.noun(n, nouns)))


def ratio(part: Ratio | None) -> Safe:
    """`n` of all, or `n` alone where the whole is unknown; no ratio is "not comparable"."""
    if part is None:
        return Safe("not comparable")
    if part.total is None:
        return counted(part.n, part.unit)
    return filled("{n} of {all}", n=part.n, all=counted(part.total, part.unit))


def compared(before: Ratio | None, after: Ratio | None) -> Safe:
    """Both sides of the window, the later one first; the same unit is written once."""
    if after is None:
        return ratio(None)
    if before is None:
        return filled("{after}, nothing comparable before", after=ratio(after))
    if before.unit != after.unit:
        return filled("{after}, before {before}", after=ratio(after), before=ratio(before))
    short = filled("{n}", n=before.n) if before.total is None else filled("{n} of {all}", n=before.n, all=before.total)
    return filled("{after}, before {short}", after=ratio(after), short=short)
