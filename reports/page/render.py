"""The page as one text: templates, styles and scripts in one file that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from incidents.errors import TemplateError
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.issue_draft import IssueDraft
from reports.page.seal import sealed
from reports.page.view import page_view
from templates.environment import TemplateFaultError, fill
from templates.page_environment import inlined, page_environment

_TEMPLATE = "report.html.j2"
_STYLES = tuple(f"page/{name}.css" for name in ("ground", "frame", "sections", "charts", "evidence", "paper"))
_SCRIPTS = tuple(f"page/{name}.js" for name in ("desk", "search", "keys", "start"))


def render_page(
    incident: Incident,
    evidence: Mapping[str, AnyEvidence],
    templates: Path | None = None,
    drafts: Sequence[IssueDraft] = (),
) -> str:
    """The whole page. `templates` is the team's own folder, whose files come before ours.

    Raises TemplateError, with file, line and the missing name.
    """
    view = page_view(incident, evidence, drafts)
    try:
        filling = page_environment(templates, view.cited)
        style, style_hash = inlined(filling, _STYLES)
        script, script_hash = inlined(filling, _SCRIPTS)
        given = {"page": view, "style": style, "script": script, "style_hash": style_hash, "script_hash": script_hash}
        return sealed(fill(filling, _TEMPLATE, given))
    except TemplateFaultError as fault:
        raise TemplateError(str(fault)) from fault
