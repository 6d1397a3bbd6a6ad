"""Every generated passage of the documents, held to what the incident and the cited records say."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.checker.carried import Carried, Fault
from reports.checker.facts.causes import of_causes
from reports.checker.facts.deployed import of_deployed
from reports.checker.facts.earlier import of_earlier
from reports.checker.facts.findings import of_findings
from reports.checker.facts.left_out import of_left_out
from reports.checker.facts.measured import of_measured
from reports.checker.facts.readings import of_readings
from reports.checker.facts.runs import of_runs
from reports.checker.facts.sessions import of_sessions
from reports.checker.facts.signatures import of_signatures
from reports.checker.facts.whole import of_whole
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


def facts_of(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    """What any of the documents may say."""
    yield from (*of_whole(incident), *of_findings(incident), *of_causes(incident), *of_earlier(incident))
    yield from (*of_deployed(incident, evidence), *of_runs(incident, evidence), *of_sessions(incident, evidence))
    yield from (*of_measured(incident, evidence), *of_left_out(incident, evidence))
    yield from (*of_signatures(incident, evidence), *of_readings(incident))
