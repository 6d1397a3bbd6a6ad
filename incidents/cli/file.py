"""`incident file`: what would become of each draft and why; with --yes it is done."""

from pathlib import Path
from typing import cast

from incidents.build.filing import Filing
from incidents.build.trackers import opened_tracker
from incidents.cli.chosen import chosen_folder
from incidents.cli.filing_table import as_json_object, print_applied, print_plan
from incidents.cli.output import print_json
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
    folder = chosen_folder(name, config)
    return filed(folder, load(find_config(config or Path())), lowest, yes=yes, as_json=as_json)


def filed(folder: IncidentFolder, settings: Config, lowest: Level, *, yes: bool, as_json: bool) -> int:
    with opened_tracker(settings) as tracker:
        return _filed(Filing(folder, settings, tracker, lowest), yes=yes, as_json=as_json)


def _filed(filing: Filing, *, yes: bool, as_json: bool) -> int:
    if not yes:
        plan = filing.plan()
        if as_json:
            print_json(as_json_object(plan, None))
        else:
            print_plan(plan, yes=False)
        return 0
    with filing.applying() as held:
        if not as_json:
            print_plan(held.plan, yes=True)
        applied = held.apply()
    if as_json:
        print_json(as_json_object(held.plan, applied))
    else:
        print_applied(held.plan, applied)
    return _FAILED if applied.troubles or applied.stopped else 0


def level_of(text: str | None) -> Level:
    if text is not None and text not in LEVELS:
        raise BadInputError(f"--max-priority is {text!r}; it takes P0, P1 or P2. Nothing was filed")
    return cast(Level, text or "P2")
