"""How the priority of a finding changed from build to build, each time with what brought it about."""

from incidents.model.finding import Finding, Priority
from incidents.model.incident import Incident
from incidents.model.priority_change import ChangeCause, PriorityChange
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import moment
from templates.outside_text import text
from templates.safe import Safe, filled, joined


def priority_line(incident: Incident, finding: Finding, citations: Citations) -> Safe:
    """The priority with its row and reason, and then each change of it, the oldest first."""
    given = finding.priority
    now = filled("{placed}: {reason}", placed=_placed(given), reason=text(given.reason))
    changes = [_change(each, citations) for each in incident.priorities if each.finding == finding.id]
    return joined(". ", [now, *changes])


def _change(change: PriorityChange, citations: Citations) -> Safe:
    return filled(
        "{before} became {now}{until}: {causes}",
        before=_placed(change.before),
        now=_placed(change.now),
        until=filled(" with the evidence until {end}", end=moment(change.until)) if change.until else Safe(""),
        causes=joined("; ", [_cause(each, citations) for each in change.causes]),
    )


def _placed(given: Priority) -> Safe:
    return filled("{level}, row {row}", level=text(given.level), row=text(given.row))


def _cause(cause: ChangeCause, citations: Citations) -> Safe:
    return filled("{said}{cites}", said=clause(cause.said), cites=citations.cite(cause.cites))
