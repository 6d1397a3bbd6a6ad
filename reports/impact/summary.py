"""The headline block: it stands alone on one screen and says nothing that the sections below do not."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.window import Side
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import compared, counted, duration, moment, stretch
from reports.leading_cause import leading
from reports.urgency import STATES, failing
from reports.verdicts import VERDICTS
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

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
    last_seen: Safe | None
    priority: Safe | None
    cause: Safe | None
    decision: Safe
    basis: Safe


def summary(incident: Incident, citations: Citations) -> Summary:
    wrong = failing(incident.findings)
    return Summary(
        verdict=_verdict(incident, wrong, citations),
        where=_where(incident),
        window=_side(incident.window.candidate, citations),
        compared=_side(incident.window.baseline, citations),
        failing=tuple(_line(each, citations) for each in wrong[:_SHOWN]),
        more=max(0, len(wrong) - _SHOWN),
        last_seen=_last_seen(incident, wrong),
        priority=_priority(wrong[0]) if wrong else None,
        cause=_cause(incident, citations),
        decision=_decision(incident, citations),
        basis=_basis(incident),
    )


def _verdict(incident: Incident, wrong: tuple[Finding, ...], citations: Citations) -> Safe:
    """A verdict of failure rests on the findings, any other on what was read."""
    found = [each.primary[0] for each in wrong if each.state in ("new", "worse")]
    found = found or [each.primary[0] for each in wrong] or [each.id for each in incident.readings]
    return filled(
        "**{word}** in {environment}: {reason}.{cites}",
        word=text(VERDICTS[incident.verdict]),
        environment=text(incident.impact.environment),
        reason=clause(incident.verdict_reason),
        cites=citations.cite(found),
    )


def _where(incident: Incident) -> Safe:
    services = [code(name) for name in incident.scope.service_names]
    return filled(
        "project {project}, region {region}, {noun} {names}",
        project=code(incident.scope.project),
        region=code(incident.scope.region),
        noun=Safe("service" if len(services) == 1 else "services"),
        names=joined(", ", services),
    )


def _side(side: Side, citations: Citations) -> Safe:
    start, end = side.span.start, side.span.end
    if start and end:
        long = duration(start.seconds_until(end))
        span = filled("{span} ({long})", span=stretch(start, end), long=long)
    else:
        span = filled(
            "{start} to {end}",
            start=moment(start) if start else Safe("an unknown start"),
            end=moment(end) if end else Safe("an unknown end"),
        )
    names = joined(", ", [code(each.revision) for each in side.revisions])
    cites = citations.cite(each.evidence for each in side.revisions)
    noun = Safe("revision" if len(side.revisions) == 1 else "revisions")
    served = (
        filled("{noun} {names}{cites}", noun=noun, names=names, cites=cites) if names else Safe("no revision known")
    )
    return filled("{span}, {served}; {reason}", span=span, served=served, reason=text(side.reason))


def _line(finding: Finding, citations: Citations) -> Safe:
    since = filled(", first seen {at}", at=moment(finding.first)) if finding.first else Safe("")
    return filled(
        "**{level}, {state}:** {title}. {counts}{since}.{cites}",
        level=text(finding.priority.level),
        state=text(STATES[finding.state]),
        title=clause(finding.title),
        counts=compared(finding.before, finding.after),
        since=since,
        cites=citations.cite(finding.primary[:2]),
    )


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


def _cause(incident: Incident, citations: Citations) -> Safe | None:
    lead = leading(incident)
    if lead is None:
        return None
    # Without a name a reader takes it for the cause of the finding that is listed first.
    first = failing(incident.findings)[0]
    of = Safe("") if lead.finding is first else filled(", of “{title}”", title=text(lead.finding.title))
    if lead.cause is None:
        return filled("unknown: {text}.", text=clause(lead.stop.text)) if lead.stop else Safe("unknown.")
    return filled(
        "{confidence}{of}: {claim}.{cites}",
        confidence=text(lead.confidence),
        of=of,
        claim=clause(lead.cause.claim),
        cites=citations.cite(lead.cause.evidence_for),
    )


def _decision(incident: Incident, citations: Citations) -> Safe:
    back = incident.rollback
    if back.service and back.target:
        return filled(
            "Whether to send the traffic of {service} back to {target}: {reason}.{cites} The command is under Options.",
            service=code(back.service),
            target=code(back.target),
            reason=clause(back.reason),
            cites=citations.cite(back.cites),
        )
    return filled(
        "No rollback is proposed: {reason}.{cites}",
        reason=clause(back.reason),
        cites=citations.cite(back.cites),
    )


def _basis(incident: Incident) -> Safe:
    complete = sum(each.status == "complete" for each in incident.readings)
    readings = counted(len(incident.readings), "readings")
    parts = [filled("{n} of {all} complete", n=complete, all=readings) if incident.readings else Safe("nothing read")]
    if incident.doubts:
        verb = Safe("is" if len(incident.doubts) == 1 else "are")
        results = counted(len(incident.doubts), "test results")
        parts.append(filled("{results} {verb} no evidence", results=results, verb=verb))
    parts.append(counted(len(incident.questions), "open questions"))
    return joined(", ", parts)
