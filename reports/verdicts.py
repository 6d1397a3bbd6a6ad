"""The words for the verdict."""

from incidents.model.incident import Incident, Verdict

VERDICTS: dict[Verdict, str] = {
    "incident": "Incident",
    "healthy": "Healthy",
    "resolved": "Resolved",
    "session-violated": "Session rules broken",
    "external": "External cause",
    "capacity": "Capacity",
    "inconclusive": "Inconclusive",
}


def warns_only(incident: Incident) -> bool:
    """Whether all that is new or worse is warnings, so that nothing is seen to fail."""
    worse = [each for each in incident.findings if each.state in ("new", "worse")]
    return incident.verdict == "incident" and bool(worse) and all(each.kind == "warning" for each in worse)


def word_of(incident: Incident) -> str:
    """The word for the whole; what only warns is no incident to a reader."""
    return "To look at" if warns_only(incident) else VERDICTS[incident.verdict]
