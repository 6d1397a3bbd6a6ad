"""`incident render`: the analysis and the drafts again, from the stored evidence alone."""

from pathlib import Path

from incidents.build.outcome import store
from incidents.cli.chosen import chosen_folder
from incidents.cli.report import report


def render(name: str | None, config: Path | None, *, as_json: bool) -> int:
    folder = chosen_folder(name, config)
    report(store(folder, folder.read_evidence()), as_json=as_json)
    return 0
