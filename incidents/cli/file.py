"""`incident file`: what would become of each draft and why; with --yes it is done."""

from pathlib import Path
from typing import cast

from incidents.build.filing import Filing
from incidents.build.trackers import opened_tracker
from incidents.cli.chosen import chosen_folder
from incidents.cli.filing_table import as_json_object, print_applied, print_plan
from incidents.cli.output import print_json, print_note
from incidents.config.config import Config
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.errors import BadInputError
from incidents.model.finding import Level
from incidents.store.folder import IncidentFolder

LEVELS = ("P0", "P1", "P2")
_FAILED = 2


def file(name: str | None, config: Path | None, max_priority: str | None, *, yes: bool, as_json: bool) -> int:
    """Return 0, or 2 where something could not be filed."""
    lowest = level_of(max_priority)
    folder, settings = chosen_folder(name, config), load(find_config(config or Path()))
    if yes:
        code, told = filed(folder, settings, lowest, as_json=as_json)
    else:
        code, told = 0, _proposed(folder, settings, lowest, as_json=as_json)
    if as_json:
        print_json(told)
    return code


def filed(folder: IncidentFolder, settings: Config, lowest: Level, *, as_json: bool) -> tuple[int, dict[str, object]]:
    """File, and return the exit code with what is to be said in JSON; as text it is printed here."""
    with opened_tracker(settings, print_note) as tracker, Filing(folder, settings, tracker, lowest).applying() as held:
        if not as_json:
            print_plan(held.plan, yes=True)
        applied = held.apply()
        _remark(tracker.remark)
    if not as_json:
        print_applied(held.plan, applied)
    return _FAILED if applied.troubles or applied.stopped else 0, as_json_object(held.plan, applied)


def _proposed(folder: IncidentFolder, settings: Config, lowest: Level, *, as_json: bool) -> dict[str, object]:
    with opened_tracker(settings, print_note) as tracker:
        plan = Filing(folder, settings, tracker, lowest).plan()
        _remark(tracker.remark)
    if not as_json:
        print_plan(plan, yes=False)
    return as_json_object(plan, None)


def _remark(remark: str | None) -> None:
    if remark:
        print_note(remark)


def level_of(text: str | None) -> Level:
    if text is not None and text not in LEVELS:
        raise BadInputError(f"--max-priority is {text!r}; it takes P0, P1 or P2. Nothing was filed")
    return cast(Level, text or "P2")
