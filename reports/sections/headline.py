"""Lines that open every document: where, which window, what is said first of it."""

from incidents.model.finding import Finding
from incidents.model.incident import Incident, doubtful_results
from incidents.model.window import Side
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import compared, counted, duration, moment, stretch
from reports.leading_cause import Leading, best_known, leading, of_first
from reports.sections.numbering import numbers
from reports.urgency import STATES, failing
from reports.verdicts import word_of
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined


def verdict(incident: Incident, citations: Citations) -> Safe:
    """A verdict of failure rests on the findings, any other on what was read."""
    wrong = failing(incident.findings)
    found = [each.primary[0] for each in wrong if each.state in ("new", "worse")]
    found = found or [each.primary[0] for each in wrong] or [each.id for each in incident.readings]
    return filled(
        "**{word}** in {environment}: {reason}.{cites}",
        word=text(word_of(incident)),
        environment=text(incident.impact.environment),
        reason=clause(incident.verdict_reason),
        cites=citations.cite(found),
    )


def where(incident: Incident) -> Safe:
    services = [code(name) for name in incident.scope.service_names]
    return filled(
        "project {project}, region {region}, {noun} {names}",
        project=code(incident.scope.project),
        region=code(incident.scope.region),
        noun=Safe("service" if len(services) == 1 else "services"),
        names=joined(", ", services),
    )


def side(given: Side, citations: Citations) -> Safe:
    """One side of the window: from when to when, which revisions, and why these."""
    start, end = given.span.start, given.span.end
    if start and end:
        long = duration(start.seconds_until(end))
        span = filled("{span} ({long})", span=stretch(start, end), long=long)
    else:
        span = filled(
            "{start} to {end}",
            start=moment(start) if start else Safe("an unknown start"),
            end=moment(end) if end else Safe("an unknown end"),
        )
    names = joined(", ", [code(each.revision) for each in given.revisions])
    cites = citations.cite(each.evidence for each in given.revisions)
    noun = Safe("revision" if len(given.revisions) == 1 else "revisions")
    served = (
        filled("{noun} {names}{cites}", noun=noun, names=names, cites=cites) if names else Safe("no revision known")
    )
    return filled("{span}, {served}; {reason}", span=span, served=served, reason=text(given.reason))


def failures(incident: Incident, most: int, citations: Citations) -> tuple[Safe, ...]:
    """The most urgent ones, each with the number that the rest of the document calls it by."""
    named = numbers(incident)
    return tuple(_failure(named[each.id], each, citations) for each in failing(incident.findings)[:most])


def _failure(number: str, finding: Finding, citations: Citations) -> Safe:
    counts = Safe("")
    if finding.after and not _tells_its_count(finding):
        counts = filled(". {counts}", counts=compared(finding.before, finding.after))
    since = filled(", first seen {at}", at=moment(finding.first)) if finding.first else Safe("")
    return filled(
        "**{number}, {level}, {state}:** {title}{counts}{since}.{cites}",
        number=Safe(number),
        level=text(finding.priority.level),
        state=text(STATES[finding.state]),
        title=clause(finding.title),
        counts=counts,
        since=since,
        cites=citations.cite(finding.primary[:2]),
    )


def _tells_its_count(finding: Finding) -> bool:
    after = finding.after
    return after is not None and after.total is not None and finding.title.startswith(f"{after.n} of {after.total} ")


def is_preliminary(incident: Incident) -> bool:
    """Whether the report may hold no word on causes, decisions or actions."""
    return incident.stage == "preliminary"


def is_over(incident: Incident) -> bool:
    """Whether all that failed has ended, and so stands in the past."""
    return incident.verdict == "resolved"


def is_harmless(incident: Incident) -> bool:
    """Whether all that is wrong now warns, or passes as well as fails: something to look at, and no failure."""
    wrong = failing(incident.findings)
    return bool(wrong) and all(each.kind == "warning" or each.state == "flaky" for each in wrong)


def cause(incident: Incident, citations: Citations) -> Safe | None:
    """What explains the failure that is listed first, or else which other one is explained, and how.

    None where nothing is wrong or nothing may be said of it yet.
    """
    lead = leading(incident)
    if lead is None or is_preliminary(incident):
        return None
    first = of_first(incident)
    if first is None or first.path:
        return _cause(lead, incident, citations)
    unknown = filled("unknown: {text}.", text=clause(first.stop.text)) if first.stop else Safe("unknown.")
    other = lead if lead.path else best_known(incident)
    return filled("{unknown} {known}", unknown=unknown, known=_cause(other, incident, citations)) if other else unknown


def _cause(lead: Leading, incident: Incident, citations: Citations) -> Safe:
    """Without a name a reader takes it for the cause of the finding that is listed first."""
    first = failing(incident.findings)[0]
    of = Safe("") if lead.finding is first else filled("Of {name}, ", name=citations.name(lead.finding))
    return filled(
        "{of}{confidence}: {claim}.{cites}",
        confidence=text(lead.confidence),
        of=of,
        claim=clause(lead.claim),
        cites=citations.cite(lead.cites),
    )


def basis(incident: Incident) -> Safe:
    complete = sum(each.status == "complete" for each in incident.readings)
    readings = counted(len(incident.readings), "readings")
    parts = [filled("{n} of {all} complete", n=complete, all=readings) if incident.readings else Safe("nothing read")]
    if incident.doubts:
        doubtful = doubtful_results(incident.doubts)
        verb = Safe("is" if doubtful == 1 else "are")
        results = counted(doubtful, "test results")
        parts.append(filled("{results} {verb} no evidence", results=results, verb=verb))
    parts.append(counted(len(incident.questions), "open questions"))
    return joined(", ", parts)
