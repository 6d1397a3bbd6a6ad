"""The words for the verdict."""

from incidents.model.incident import Verdict

VERDICTS: dict[Verdict, str] = {
    "incident": "Incident",
    "healthy": "Healthy",
    "resolved": "Resolved",
    "session-violated": "Session rules broken",
    "external": "External cause",
    "capacity": "Capacity",
    "inconclusive": "Inconclusive",
}
