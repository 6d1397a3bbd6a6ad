"""Phrases on the draft of an issue: its head, what was observed and expected, and when it is done."""

from collections.abc import Iterator, Mapping

from incidents.model.cause import Stop
from incidents.model.evidence import AnyEvidence, Declaration
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.checker.facts.causes import of_causes
from reports.checker.facts.chains import of_chains
from reports.checker.facts.fact import Fact, stated
from reports.checker.facts.figures import between, both_sides, counted, marks, share
from reports.checker.facts.findings import STATES
from reports.checker.facts.whole import marked

_TESTS, _ECHOES = 10, 5
_LONGEST_TITLE = 200


def of_issue(finding: Finding, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[Fact]:
    """Of this finding alone: a figure of another one carries nothing here."""
    alone = tuple(each for each in incident.chains if each.finding == finding.id)
    only = incident.model_copy(update={"findings": (finding,), "chains": alone})
    yield from (*of_causes(only), *of_chains(only, headed=False))
    queries = (f"To find out: {why.query}" for chain in alone for why in chain.whys if isinstance(why, Stop))
    if all(isinstance(why, Stop) for chain in alone for why in chain.whys):
        yield from stated(queries, "cause")
    yield from stated(_observed(finding, incident), "observed")
    yield from stated(_expected(finding, evidence), "expected")
    yield from stated(_impact(finding, incident), "impact")
    ends = (each.done_when for each in incident.actions if each.because == finding.id and each.horizon != "now")
    yield from stated(ends, "done")
    also = f"; see also{marks(finding.related)}" if finding.related else ""
    yield from stated((f"It stands on{marks(finding.primary)}{also}. From incident {incident.name}",), "evidence")


def _impact(finding: Finding, incident: Incident) -> Iterator[str]:
    given = finding.priority
    yield f"Priority: {given.level}, row {given.row}: {given.reason}"
    yield f"Environment: {incident.impact.environment}"
    claims = {each.id: each for each in incident.claims}
    for affected in incident.impact.affected:
        if affected.component in (finding.component, finding.service):
            yield marked(claims[affected.claim])


def of_head(finding: Finding, incident: Incident, prints: Mapping[str, str], known: Mapping[str, str]) -> Iterator[str]:
    """`prints` are the fingerprints of all findings by id; `known` remarks by fingerprint."""
    yield f"⟨title⟩ {title_of(finding, incident)}"
    yield f"⟨priority⟩ {finding.priority.level}"
    yield f"⟨because⟩ row {finding.priority.row}: {finding.priority.reason}"
    yield f"⟨fingerprint⟩ {prints[finding.id]}"
    yield f"⟨known-as⟩ {known.get(prints[finding.id], '')}"
    blocks = [each for each in incident.blocks if each.blocked == finding.id]
    named = {each.id: each.title for each in incident.findings}
    for each in blocks:
        yield f"⟨blocked-by⟩ {prints[each.blocker]} {each.path} {' '.join(each.cites)}"
    if blocks:
        yield from ("⟨state⟩ blocked", f"⟨until⟩ {' and '.join(f'“{named[each.blocker]}” is done' for each in blocks)}")
    elif incident.verdict == "external" and finding.state in ("new", "worse"):
        yield from ("⟨state⟩ deferred", "⟨until⟩ the service that it waits for answers again")
    else:
        yield "⟨state⟩ ready"


def of_not_filed(incident: Incident, most: int) -> Iterator[str]:
    """What is over, and beyond the `most` urgent ones the rest."""
    for finding in incident.findings:
        reason = f"most of [issues] allows {most} a run, and these are less urgent"
        if finding.state == "resolved":
            reason = "it is over: the candidate side shows it no more"
        row = f"⟨Priority⟩ {finding.priority.level} ⟨What⟩ {title_of(finding, incident)} ⟨Finding⟩ {finding.id}"
        yield f"{row} ⟨Not filed, because⟩ {reason}"


def title_of(finding: Finding, incident: Incident) -> str:
    """The component and the revision stand beside what was found where it does not name them; a long one is cut."""
    said, revision = finding.title.rstrip("."), _revision(finding, incident)
    after = f" ({revision})" if revision and revision not in said else ""
    component = finding.component or finding.service
    whole = f"{component}: {said}" if component and component.lower() not in said.lower() else said
    room = _LONGEST_TITLE - len(after)
    return f"{whole if len(whole) <= room else whole[: room - 2].rsplit(' ', 1)[0] + '…'}{after}"


def _revision(finding: Finding, incident: Incident) -> str | None:
    """The last one in the window of its service, or of the only service."""
    inside = incident.window.candidate.revisions
    service = finding.service or (inside[0].service if len({each.service for each in inside}) == 1 else None)
    return next((each.revision for each in reversed(inside) if each.service == service), None)


def _observed(finding: Finding, incident: Incident) -> Iterator[str]:
    yield f"{finding.title}{marks(finding.primary)}"
    for counts in both_sides(finding.before, finding.after):
        yield f"{STATES[finding.state]}; in the window {counts}"
    if finding.first and finding.last:
        yield f"Seen {between(finding.first, finding.last)} (UTC)"
    yield f"Revision in the window: {_revision(finding, incident)}"
    yield from finding.tests[:_TESTS]
    yield from (f"{each.title}: {each.reason}" for each in finding.echoes[:_ECHOES])
    if len(finding.tests) > _TESTS:
        yield f"and {counted(len(finding.tests) - _TESTS, 'more test', 'more tests')}"
    if len(finding.echoes) > _ECHOES:
        yield f"and {len(finding.echoes) - _ECHOES} more of them"


def _expected(finding: Finding, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    for record in map(evidence.get, (*finding.primary, *finding.related)):
        if isinstance(record, Declaration):
            yield f"Declared: {record.path} = {record.value}{marks((record.id,))}"
    if finding.before is not None:
        none = finding.before.n == 0 and finding.before.total is None
        yield from (f"On the baseline side: {each}" for each in (("none",) if none else share(finding.before)))
