"""The order in which failures can be worked on: what waits for what, and why."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Block, Incident
from reports.citations import Citations
from reports.diagrams.issue_order import issue_order
from reports.sections.numbering import numbers
from reports.short_names import short_names
from reports.urgency import failing
from templates.outside_text import text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class OrderRow:
    """An issue in the order of urgency, and what it waits for; a dash where nothing holds it up."""

    issue: Safe
    priority: Safe
    waits: Safe
    because: Safe


@dataclass(frozen=True)
class IssueOrder:
    """`drawn` has an arrow for each row that waits."""

    drawn: Safe
    rows: tuple[OrderRow, ...]


def order_of_issues(incident: Incident, citations: Citations) -> IssueOrder | None:
    """None where no failure waits for another."""
    named, open_ones = numbers(incident), {each.id: each for each in failing(incident.findings)}
    blocks = [each for each in incident.blocks if each.blocked in open_ones and each.blocker in open_ones]
    blocks.sort(key=lambda each: (list(named).index(each.blocker), list(named).index(each.blocked)))
    boxes = {key: (named[key], _box(incident, each)) for key, each in open_ones.items()}
    drawn = issue_order([(boxes[each.blocker], boxes[each.blocked]) for each in blocks])
    if drawn is None:
        return None
    rows = [row for each in open_ones.values() for row in _rows(each, blocks, open_ones, citations)]
    return IssueOrder(drawn, tuple(rows))


def _box(incident: Incident, finding: Finding) -> str:
    number, _, rest = short_names(incident)[finding.id].partition(" ")
    return f"{number}, {finding.priority.level}: {rest.removeprefix('(').removesuffix(')')}"


def _rows(finding: Finding, blocks: list[Block], open_ones: dict[str, Finding], citations: Citations) -> list[OrderRow]:
    issue, level = citations.name(finding), text(finding.priority.level)
    waiting = [each for each in blocks if each.blocked == finding.id]
    if not waiting:
        return [OrderRow(issue, level, Safe("-"), Safe("-"))]
    return [
        OrderRow(
            issue,
            level,
            citations.name(open_ones[each.blocker]),
            filled("{path}{cites}", path=text(each.path), cites=citations.cite(each.cites)),
        )
        for each in waiting
    ]
