"""Every finding with its counts on both sides, what only follows from it, and the records it stands on."""

from dataclasses import dataclass

from incidents.model.finding import Echo, Finding
from incidents.model.incident import Incident
from reports.clauses import clause
from reports.figures import ratio, stretch
from reports.page.marks import PageCitations
from reports.page.revision_chart import percent
from reports.sections.priority_changes import priority_line
from reports.urgency import STATES, by_urgency
from templates.outside_text import text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class FindingCard:
    """`rate` is the share on the candidate side in percent, empty where the whole is not known."""

    id: str
    level: str
    state: str
    now: bool
    title: Safe
    before: Safe
    after: Safe
    rate: str
    seen: Safe
    where: str
    reason: Safe
    cites: Safe
    related: Safe
    echoes: tuple[Safe, ...]


def finding_cards(incident: Incident, citations: PageCitations) -> tuple[FindingCard, ...]:
    return tuple(_card(incident, each, citations) for each in by_urgency(incident.findings))


def _card(incident: Incident, finding: Finding, citations: PageCitations) -> FindingCard:
    given, after = finding.priority, finding.after
    where = [part for part in (finding.service, finding.component and f"component {finding.component}") if part]
    return FindingCard(
        id=finding.id,
        level=given.level,
        state=STATES[finding.state],
        now=finding.state in ("new", "worse"),
        title=text(finding.title),
        before=ratio(finding.before),
        after=ratio(after),
        rate=percent(after.n, after.total) if after and after.total else "",
        seen=stretch(finding.first, finding.last) if finding.first and finding.last else Safe("no time stated"),
        where=", ".join(where),
        reason=priority_line(incident, finding, citations),
        cites=citations.marks(finding.primary),
        related=citations.marks(finding.related),
        echoes=tuple(_echo(each) for each in finding.echoes),
    )


def _echo(echo: Echo) -> Safe:
    return filled("{title}: {reason}.", title=text(echo.title), reason=clause(echo.reason))
