"""`incident render`: the analysis and the drafts again, from the stored evidence alone."""

from pathlib import Path

from incidents.build.outcome import store
from incidents.cli.chosen import chosen_folder
from incidents.cli.report import report
from incidents.config.load import load
from incidents.config.locate import find_config
from reports.documents import check_templates


def render(name: str | None, config: Path | None, *, as_json: bool) -> int:
    folder = chosen_folder(name, config)
    settings = load(find_config(config or Path()))
    check_templates(settings.template_folder)
    report(store(folder, folder.read_evidence(), settings.template_folder, settings.issues), as_json=as_json)
    return 0
