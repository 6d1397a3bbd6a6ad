"""Which issue that was open at the time looks like a problem of the incident; at filing the tracker decides."""

from collections.abc import Mapping

from incidents.model.evidence import AnyEvidence, OpenIssue
from incidents.model.incident import Incident
from reports.issues.identity import fingerprints
from reports.issues.matching.similarity import Candidate, matches, problem_of


def known_at_the_time(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> dict[str, str]:
    """A remark for each finding that has one, by fingerprint."""
    issues = [each for each in evidence.values() if isinstance(each, OpenIssue) and each.state == "open"]
    candidates = [Candidate(f"#{each.number}", each.title, each.body) for each in issues]
    prints = fingerprints(incident.findings)
    problems = {prints[each.id]: problem_of(each, evidence) for each in incident.findings if each.state != "resolved"}
    found = matches(problems, candidates)
    return {key: f"{match.key}: {match.reason}" for key, match in found.items() if match.beside is None}
