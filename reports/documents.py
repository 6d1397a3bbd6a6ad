"""The documents of an incident, each a view of it and a template that prints the view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import TemplateError
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.five_whys.view import five_whys_view
from reports.impact.view import impact_view
from reports.short_names import with_short_names
from reports.test_run.view import view_of_test_runs
from reports.validation.view import validation_view
from reports.worklog.view import worklog_view
from templates.environment import TemplateFaultError, environment, fill
from templates.team_check import faults


@dataclass(frozen=True)
class Document:
    """One file of the incident folder; its template sees the view under the name `report`."""

    file: str
    template: str
    view: Callable[[Incident, Mapping[str, AnyEvidence]], object]


DOCUMENTS = (
    Document("impact.md", "impact.md.j2", impact_view),
    Document("five-whys.md", "five-whys.md.j2", five_whys_view),
    Document("test-run.md", "test-run.md.j2", view_of_test_runs),
    Document("validation.md", "validation.md.j2", validation_view),
    Document("worklog.md", "worklog.md.j2", worklog_view),
)


def check_templates(team: Path | None) -> None:
    """Raise TemplateError with all that can be seen to be wrong with a team's templates before anything is read."""
    try:
        found = faults(team) if team else ()
    except TemplateFaultError as fault:
        raise TemplateError(str(fault)) from fault
    if found:
        raise TemplateError("\n".join([*found, "Nothing was read or written"]))


def render(incident: Incident, evidence: Mapping[str, AnyEvidence], templates: Path | None = None) -> dict[str, str]:
    """The text of every document by file name.

    `evidence` holds the records by id; `templates` is the team's own folder, whose files come before ours. Raises
    TemplateError, with file, line and the missing name, before anything is returned.
    """
    try:
        filling, named = environment(templates), with_short_names(incident)
        return {each.file: fill(filling, each.template, {"report": each.view(named, evidence)}) for each in DOCUMENTS}
    except TemplateFaultError as fault:
        raise TemplateError(str(fault)) from fault
