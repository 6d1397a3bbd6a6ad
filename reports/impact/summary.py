"""The headline block: it stands alone on one screen and says nothing that the sections below do not."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.figures import counted, moment
from reports.sections import headline
from reports.sections.criteria import decision_line
from reports.sections.decisions import way_back
from reports.sections.stated import is_about
from reports.urgency import failing
from templates.outside_text import text
from templates.safe import Safe, filled

_SHOWN = 3


@dataclass(frozen=True)
class Summary:
    """The lines of the headline; `failing` is empty where nothing is wrong, `more` counts what it leaves out."""

    verdict: Safe
    where: Safe
    window: Safe
    compared: Safe
    failing: tuple[Safe, ...]
    more: int
    as_before: Safe | None
    last_seen: Safe | None
    priority: Safe | None
    cause: Safe | None
    decided: Safe | None
    way_back: Safe
    basis: Safe


def summary(incident: Incident, citations: Citations) -> Summary:
    wrong = failing(incident.findings)
    return Summary(
        verdict=headline.verdict(incident, citations),
        where=headline.where(incident),
        window=headline.side(incident.window.candidate, citations),
        compared=headline.side(incident.window.baseline, citations),
        failing=headline.failures(incident, _SHOWN, citations),
        more=max(0, len(wrong) - _SHOWN),
        as_before=_as_before(incident),
        last_seen=_last_seen(incident, wrong),
        priority=_priority(wrong[0]) if wrong else None,
        cause=headline.cause(incident, citations),
        decided=decision_line(incident, incident.decision, citations) if incident.decision else None,
        way_back=way_back(incident, citations),
        basis=headline.basis(incident),
    )


def _as_before(incident: Incident) -> Safe | None:
    kinds = sum(is_about(each, "as-before") for each in incident.claims)
    return counted(kinds, "kinds of error") if kinds else None


def _last_seen(incident: Incident, wrong: tuple[Finding, ...]) -> Safe | None:
    """How recent the failure is: its last record beside the end of what was looked at."""
    seen = [each.last for each in wrong if each.last]
    if not seen:
        return None
    end = incident.window.candidate.span.end
    if not end:
        return moment(max(seen))
    return filled("{last}; the window ends at {end}", last=moment(max(seen)), end=moment(end))


def _priority(finding: Finding) -> Safe:
    given = finding.priority
    return filled(
        "{level}, row {row}: {reason}", level=text(given.level), row=text(given.row), reason=text(given.reason)
    )
