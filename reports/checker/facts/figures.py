"""Times, durations and counts as the checker expects to read them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from incidents.model.claim import Claim
from incidents.model.finding import Ratio
from incidents.model.instant import Instant


def at(moment: Instant) -> str:
    """To the second; what is smaller is not rounded."""
    return datetime.fromtimestamp(moment.nanoseconds // 1_000_000_000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def between(first: Instant, last: Instant) -> str:
    """Two moments, or one where they are the same second."""
    return at(first) if at(first) == at(last) else f"{at(first)} to {at(last)}"


def lasting(seconds: float) -> str:
    """The two largest units that are not zero."""
    whole = int(seconds)
    days, hours, minutes = whole // 86_400, whole // 3_600 % 24, whole // 60 % 60
    units = ((days, "d"), (hours, "h"), (minutes, "min"), (whole % 60, "s"))
    return " ".join([f"{n} {unit}" for n, unit in units if n][:2]) or "0 s"


def counted(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def units(n: int, unit: str) -> tuple[str, ...]:
    """The unit is written by others in the plural; which of its words stands for one of them is not known here."""
    if n != 1:
        return (f"{n} {unit}",)
    parts = unit.split(" ")
    singular = [word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s") for word in parts]
    changed = [" ".join([*parts[:i], singular[i], *parts[i + 1 :]]) for i in range(len(parts))]
    return tuple(f"{n} {each}" for each in (unit, *changed))


def share(part: Ratio | None) -> tuple[str, ...]:
    if part is None:
        return ("not comparable",)
    if part.total is None:
        return units(part.n, part.unit)
    return tuple(f"{part.n} of {each}" for each in units(part.total, part.unit))


def both_sides(before: Ratio | None, after: Ratio | None) -> tuple[str, ...]:
    """The later side first; the unit of the earlier one is left out where it is the same."""
    if after is None:
        return ("not comparable",)
    if before is None:
        return tuple(f"{each}, nothing comparable before" for each in share(after))
    earlier = share(before)
    if before.unit == after.unit:
        earlier = (f"{before.n}" if before.total is None else f"{before.n} of {before.total}",)
    return tuple(f"{now}, before {was}" for now in share(after) for was in earlier)


def marks(cites: Iterable[str]) -> str:
    """A footnote for each of the first four records, in their order, and what is said of those beyond."""
    ids = tuple(dict.fromkeys(cites))
    more = f" (and {counted(len(ids) - 4, 'more record', 'more records')})" if len(ids) > 4 else ""
    return f"{''.join(f' ⟦{each}⟧' for each in ids[:4])}{more}"


def each_marked(cites: Iterable[str]) -> str:
    """A footnote for each of the records, however many."""
    return "".join(f" ⟦{each}⟧" for each in dict.fromkeys(cites))


def rate(part: Ratio | None) -> str:
    """In percent, with a decimal where it is not a whole number: never nothing for some, and all for all alone."""
    if part is None or not part.total:
        return ""
    permille = (2000 * part.n + part.total) // (2 * part.total)
    permille = max(permille, 1) if part.n else permille
    permille = min(permille, 999) if part.n < part.total else permille
    return f"{permille // 10}{f'.{permille % 10}' if permille % 10 else ''} %"


def said(claim: Claim) -> str:
    """The sentence with its values; a moment is read to the second."""
    values = {
        each.name: at(Instant.parse(str(each.value))) if each.form == "time" and _dated(each.value) else each.value
        for each in claim.values
    }
    return claim.template.format(**values)


def _dated(value: object) -> bool:
    try:
        Instant.parse(str(value))
    except ValueError:
        return False
    return True
