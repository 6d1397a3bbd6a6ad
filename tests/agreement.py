"""In what the parts of one incident contradict one another, whatever it is about."""

import re
from collections.abc import Iterator, Mapping

from incidents.model.cause import Answer
from incidents.model.evidence import AnyEvidence, LogPattern, PlatformEvent, RequestStatistics, Revision
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.sections.decisions import options

_OF_A_SERVICE = LogPattern | RequestStatistics | PlatformEvent | Revision
_COUNTED = re.compile(r"should end (\d+) of the findings|may end (\d+)|shows that it ends (\d+) more")


def contradictions(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> list[str]:
    """Each in words; empty where all parts agree."""
    return [
        *_way_back(incident, evidence),
        *_places(incident, evidence),
        *_states(incident),
        *_explanations(incident),
        *_decision(incident),
    ]


def _worse(incident: Incident) -> list[Finding]:
    return [each for each in incident.findings if each.state in ("new", "worse")]


def _way_back(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    """What going back ends is not said to stay, and the figures of its reason are those of the findings."""
    back = incident.rollback
    if not back.target:
        return
    citations = Citations(incident, evidence)
    ended = {citations.name(each) for each in incident.findings if each.id in back.ends}
    for group in options(incident, citations).leaves:
        if "as often as it was before" not in group.head:
            for line in group.lines:
                yield from (
                    f"going back ends and does not end: {each}" for each in ended if line.startswith(f"{each} (")
                )
    counted = [int(number) for found in _COUNTED.findall(back.reason) for number in found if number]
    changed = [each for each in _worse(incident) if each.kind != "session"]
    if sum(counted) != len(changed):
        yield f"going back is said of {sum(counted)} findings, of {len(changed)} that got worse"
    if set(back.ends) - {each.id for each in changed}:
        yield "going back ends what did not get worse"


def _places(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    """A finding is of the service whose records it stands on, and its title names no other."""
    services = incident.scope.service_names
    for finding in incident.findings:
        records = [each for key in finding.primary if isinstance(each := evidence[key], _OF_A_SERVICE)]
        for record in records:
            if finding.service is not None and record.service != finding.service:
                yield f"{finding.title} is of {finding.service} and stands on a record of {record.service}"
        named = next((each for each in services if finding.title.startswith(f"{each}: ")), None)
        if named is not None and named != finding.service:
            yield f"{finding.title} is of {finding.service}"


def _states(incident: Incident) -> Iterator[str]:
    """What shows on a service affects it."""
    for affected in incident.impact.affected:
        for finding in _worse(incident):
            shows = finding.service == affected.component and finding.kind in ("log", "request", "latency")
            if shows and affected.state in ("unaffected", "as-before", "not-observed"):
                yield f"{affected.component} is {affected.state}, and shows {finding.title}"


def _explanations(incident: Incident) -> Iterator[str]:
    """No change is both suspected and ruled out for one finding, and slow answers are no failures of before."""
    kinds = {each.id: each.kind for each in incident.findings}
    for chain in incident.chains:
        causes = [why.cause for why in chain.whys if isinstance(why, Answer)]
        for cause in causes:
            told = {rival.confidence for rival in cause.rivals if rival.claim == cause.claim}
            if told:
                yield f"it is its own rival: {cause.claim}"
            ruled_out = {each.claim for each in cause.rivals if each.confidence == "refuted"}
            yield from (
                f"it is a rival and ruled out: {each.claim}"
                for each in cause.rivals
                if each.confidence != "refuted" and each.claim in ruled_out
            )
            if kinds[chain.finding] == "latency" and "it was seen in" in cause.looked_for:
                yield f"answers of before are called failures: {cause.looked_for}"


def _decision(incident: Incident) -> Iterator[str]:
    """Nothing grave that goes on beside a go, and nothing to blame or to go back from where all is well."""
    grave = [each for each in _worse(incident) if each.priority.level != "P2" and each.kind != "session"]
    over = incident.verdict == "resolved"
    if incident.decision and incident.decision.word == "go" and grave and not over:
        yield f"it is a go, and {grave[0].title}"
    if incident.verdict == "healthy":
        if incident.rollback.target:
            yield "it is healthy, and there is a revision to go back from"
        blamed = [each.lead for each in incident.chains if each.lead is not None and each.lead.change is not None]
        yield from (f"it is healthy, and blamed is {each.claim}" for each in blamed)
