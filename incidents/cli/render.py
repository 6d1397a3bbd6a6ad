"""`incident render`: the analysis and the drafts again, from the stored evidence alone."""

from pathlib import Path

from incidents.build.outcome import store
from incidents.cli.chosen import chosen_folder
from incidents.cli.report import report
from incidents.cli.stages import stage_of
from incidents.config.load import load
from incidents.config.locate import find_config
from reports.documents import check_templates


def render(name: str | None, config: Path | None, stage: str, *, as_json: bool) -> int:
    told = stage_of(stage)
    folder = chosen_folder(name, config)
    settings = load(find_config(config or Path()))
    check_templates(settings.template_folder)
    outcome = store(folder, folder.read_evidence(), settings.template_folder, settings.issues, told)
    report(outcome, as_json=as_json)
    return 0
