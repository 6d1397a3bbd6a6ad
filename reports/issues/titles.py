"""The title of an issue: the component, what is observed, and the revision it was observed on."""

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from templates.outside_text import text

LONGEST = 200


def title_of(finding: Finding, incident: Incident) -> str:
    """One safe line; what is named already is not named twice."""
    said = finding.title.rstrip(".")
    where = finding.component or finding.service
    before = f"{where}: " if where and where.lower() not in said.lower() else ""
    revision = revision_of(finding, incident)
    after = f" ({revision})" if revision and revision not in said else ""
    room = LONGEST - len(before) - len(after)
    return str(text(f"{before}{_fitted(said, room)}{after}"))


def revision_of(finding: Finding, incident: Incident) -> str | None:
    """The newest revision of its service in the window; of a finding without a service, that of the only one."""
    sides = incident.window.candidate.revisions
    services = {each.service for each in sides}
    service = finding.service or (next(iter(services)) if len(services) == 1 else None)
    names = [each.revision for each in sides if each.service == service]
    return names[-1] if names else None


def _fitted(said: str, room: int) -> str:
    """Cut at a word; a phrase in backticks that loses its end gets one."""
    if len(said) <= room:
        return said
    cut = said[: room - 2].rsplit(" ", 1)[0] + "…"
    return f"{cut}`" if cut.count("`") % 2 else cut
