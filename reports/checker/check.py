"""Every generated passage of the documents, held to what the incident and the cited records say."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.checker.carried import Carried, Fault
from reports.checker.facts.causes import of_causes
from reports.checker.facts.chains import of_chains
from reports.checker.facts.deployed import of_deployed
from reports.checker.facts.earlier import of_earlier
from reports.checker.facts.fact import Fact, stated
from reports.checker.facts.findings import of_findings
from reports.checker.facts.issue_order import of_order
from reports.checker.facts.left_out import of_left_out
from reports.checker.facts.measured import of_measured, of_probes
from reports.checker.facts.readings import of_readings
from reports.checker.facts.runs import of_runs
from reports.checker.facts.sessions import of_sessions
from reports.checker.facts.short_names import also_short
from reports.checker.facts.signatures import of_signatures
from reports.checker.facts.whole import of_claims, of_ends, of_exposure, of_whole
from reports.checker.passages import passages
from reports.checker.quotations import Quotations
from reports.checker.wording import wording


class Checker:
    """Holds what may be said of one incident; `team` is the folder of templates that come before ours."""

    def __init__(self, incident: Incident, evidence: Mapping[str, AnyEvidence], team: Path | None = None) -> None:
        quotations = Quotations(evidence, {each.id: each for each in incident.readings})
        command = incident.rollback.command
        self._carried = Carried(facts_of(incident, evidence), wording(team), quotations, (command,) if command else ())

    def faults(self, file: str, text: str, defined: Collection[str]) -> Iterator[Fault]:
        """In the order of the document; `defined` are the labels of all its footnotes."""
        return self._carried.faults(file, passages(text), defined)


def facts_of(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[Fact]:
    """What any of the documents may say, and where."""
    return also_short(incident, (*_with_their_places(incident), *_of_records(incident, evidence)))


def _with_their_places(incident: Incident) -> Iterator[Fact]:
    yield from stated(of_whole(incident))
    yield from (*of_claims(incident), *of_ends(incident), *of_findings(incident))
    yield from (*of_causes(incident), *of_chains(incident))


def _of_records(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[Fact]:
    yield from stated(of_earlier(incident), "earlier", "summary", "comparison")
    yield from stated(of_exposure(incident), "exposure")
    yield from stated(of_deployed(incident, evidence), "changes", "revisions", "routes")
    yield from stated(
        of_runs(incident, evidence), "summary", "plan", "results", "authenticity", "failures", "comparison"
    )
    yield from stated(of_sessions(incident, evidence), "summary", "session", "steps", "inherited")
    yield from stated(of_measured(incident, evidence), "measured")
    yield from stated(of_probes(evidence), "probes")
    yield from stated(of_left_out(incident, evidence))
    yield from stated(of_signatures(incident, evidence), "signatures", "failures")
    yield from stated(of_readings(incident), "coverage")
    yield from stated(of_order(incident), "issues")
