"""Requests that deliver something, and again whatever was not taken: so many of them are no measure of demand."""

from collections import Counter
from collections.abc import Iterable, Iterator

from incidents.analysis.course.one_item import one_item
from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding


def deliverer_of(rows: Iterable[RequestStatistics]) -> str | None:
    """Who delivers most of the requests of the rows; None where most are asked for by someone who waits for them."""
    counted: Counter[str] = Counter()
    total = 0
    for row in rows:
        total += row.count
        for each in row.deliveries:
            counted[each.by] += each.count
    if 2 * counted.total() <= total:
        return None
    return min(counted, key=lambda by: (-counted[by], by))


def delivered(facts: Facts, findings: Iterable[Finding]) -> Iterator[Claim]:
    """A sentence for each failure of a route to which most requests are deliveries."""
    for finding in findings:
        rows = failed_rows(facts, finding)
        by = deliverer_of(rows)
        if by is None or finding.state not in ("new", "worse"):
            continue
        item = one_item(facts, finding)
        rest = "They are more than what was to be delivered; how much that is no record tells."
        if item is not None:
            rest = "What failed is one item, delivered again and again: all {entries} entries of the error name {item}."
        yield Claim(
            id=f"claim-named-deliveries-{finding.id}",
            kind="observed",
            template="{title}: {deliveries} of {total} requests to {routes} were deliveries by {by}, which delivers "
            f"again what was not taken. {rest}",
            values=(
                Value(name="title", form="text", value=finding.title),
                Value(name="deliveries", form="number", value=sum(_delivered(each) for each in rows)),
                Value(name="total", form="number", value=sum(each.count for each in rows)),
                Value(name="routes", form="text", value=named(rows)),
                Value(name="by", form="text", value=by),
                *([Value(name="entries", form="number", value=item.entries)] if item else []),
                *([Value(name="item", form="name", value=item.value)] if item else []),
            ),
            cites=tuple(sorted({*(each.id for each in rows), *(finding.primary if item else ())})),
        )


def failed_rows(facts: Facts, finding: Finding) -> list[RequestStatistics]:
    """Requests to the routes that the finding is about, of the revisions on which some failed."""
    records = (facts.records[key] for key in (*finding.primary, *finding.related))
    return [each for each in records if isinstance(each, RequestStatistics) and each.answered(500, 599)]


def named(rows: Iterable[RequestStatistics]) -> str:
    """The routes with their methods, for a sentence."""
    return ", ".join(f"`{each}`" for each in sorted({f"{row.method} {row.route}" for row in rows}))


def _delivered(row: RequestStatistics) -> int:
    return sum(each.count for each in row.deliveries)
