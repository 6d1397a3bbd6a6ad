"""`incident build`: read, analyse, write, and say it on one screen."""

import time
from dataclasses import dataclass
from pathlib import Path

from incidents.build.collection import collect
from incidents.build.outcome import Outcome, store
from incidents.cli.file import filed, level_of
from incidents.cli.output import print_note
from incidents.cli.progress import progress
from incidents.cli.report import report
from incidents.cli.stages import stage_of
from incidents.config.config import Config
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.errors import BadInputError, IncidentError
from incidents.model.finding import Level
from incidents.model.instant import Instant
from incidents.store.folder import IncidentFolder
from incidents.store.report_root import only_build
from reports.documents import check_templates

_LEVELS = ("P0", "P1", "P2")


@dataclass(frozen=True)
class Ending:
    """How the command ends: which findings make it fail, whether a failed source does, what it prints and files."""

    fail_on: str | None
    strict: bool
    as_json: bool
    file: bool = False
    max_priority: str | None = None
    stage: str = "analysis"


def build(since: str | None, until: str | None, config: Path | None, ending: Ending) -> int:
    """Return 0, or 1 for findings at or above `fail_on`, or 3 when a source failed under `strict`."""
    if ending.fail_on is not None and ending.fail_on not in _LEVELS:
        raise BadInputError(f"--fail-on is {ending.fail_on!r}; it takes P0, P1 or P2. Nothing was built")
    lowest = level_of(ending.max_priority)
    stage = stage_of(ending.stage)
    settings = load(find_config(config or Path()))
    check_templates(settings.template_folder)
    with only_build(settings.report_folder):
        with progress() as shown:
            sealed = collect(settings, since, until, shown, _now(settings))
        folder = IncidentFolder(settings.report_folder, sealed.name)
        outcome = store(folder, sealed, settings.template_folder, settings.issues, stage)
    if not ending.as_json:
        report(outcome, as_json=False)
    failed, told = _filed(folder, settings, lowest, ending) if ending.file else (0, None)
    if ending.as_json:
        report(outcome, as_json=True, filing=told)
    return failed or _code(outcome, strict=ending.strict, fail_on=ending.fail_on or settings.fail_on)


def _filed(folder: IncidentFolder, settings: Config, lowest: Level, ending: Ending) -> tuple[int, dict[str, object]]:
    """The incident is built whatever comes of the filing, and is reported with it."""
    try:
        return filed(folder, settings, lowest, as_json=ending.as_json)
    except IncidentError as error:
        print_note(f"the incident was built, and nothing was filed: {error}")
        return 2, {"error": str(error)}


def _now(settings: Config) -> Instant | None:
    """The end of what is read live; files need no clock, and so the same files give the same bytes."""
    live = any(source.live for _, source in settings.sources.configured())
    return Instant(time.time_ns()) if live else None


def _code(outcome: Outcome, *, strict: bool, fail_on: str | None) -> int:
    incomplete = [each for each in outcome.incident.readings if each.status != "complete"]
    for each in incomplete:
        print_note(f"{each.source}: {each.what}: {each.why}")
    if strict and incomplete:
        return 3
    worse = [each for each in outcome.incident.findings if each.state != "resolved"]
    if fail_on is not None and any(each.priority.level <= fail_on for each in worse):
        return 1
    return 0
