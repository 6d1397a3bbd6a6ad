"""Short names for the failures of one incident, the same in every section of a document."""

from incidents.model.incident import Incident
from reports.urgency import failing


def numbers(incident: Incident) -> dict[str, str]:
    """F1, F2 and so on by the finding's id, the most urgent first; what is resolved has none."""
    return {each.id: f"F{place}" for place, each in enumerate(failing(incident.findings), 1)}
