"""`incident doctor`: is the configuration sound, and what would each source read."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN
from collectors.github.checkup import github_checkup
from collectors.google_api.checkup import checkup
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.named_files import ON_GITHUB, unmatched_readings
from incidents.build.sources import asked, sources
from incidents.cli.output import print_json, print_line
from incidents.config.config import Config
from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.errors import TemplateError
from reports.documents import check_templates

_GOOGLE = {"logs": CLOUD_LOGGING, "cloud_run": CLOUD_RUN_ADMIN}


@dataclass(frozen=True)
class Check:
    """One line of the doctor; `ok` is None where there is nothing to judge."""

    name: str
    ok: bool | None
    text: str


def doctor(config: Path | None, *, as_json: bool) -> int:
    """Return 0 when nothing stands in the way of a build, else 2."""
    path = find_config(config or Path())
    settings = load(path)
    checks = [
        Check("config", ok=True, text=f"{path}: {len(settings.services)} services in {settings.project}"),
        _git_program(),
        _templates(settings),
        *_live_checks(settings),
        *_source_checks(settings),
    ]
    if as_json:
        print_json([{"name": each.name, "ok": each.ok, "text": each.text} for each in checks])
    else:
        for each in checks:
            mark = {True: "ok", False: "fails", None: "-"}[each.ok]
            print_line(each.text, columns=(f"{mark:7}", f"{each.name:12}"))
    return 2 if any(each.ok is False for each in checks) else 0


def _git_program() -> Check:
    found = shutil.which("git")
    text = found or "the program `git` is not on the PATH; install it, or commits cannot be read"
    return Check("git", ok=found is not None, text=text)


def _templates(settings: Config) -> Check:
    folder = settings.template_folder
    if folder is None:
        return Check("templates", ok=None, text="not configured; ours are used as they are")
    try:
        check_templates(folder)
    except TemplateError as error:
        return Check("templates", ok=False, text=str(error))
    return Check("templates", ok=True, text=str(folder))


def _live_checks(settings: Config) -> list[Check]:
    """Credentials and a way to the service, where a source is read live."""
    live = [name for name, source in settings.sources.configured() if source.live and name in (*_GOOGLE, *ON_GITHUB)]
    if not live:
        return [Check("credentials", ok=None, text="not needed; every source is read from files")]
    google = [_GOOGLE[name] for name in live if name in _GOOGLE]
    tried = list(checkup(os.environ, google)) if google else []
    on_github = tuple(name for name in live if name in ON_GITHUB)
    if on_github and settings.issues.place:
        tried += github_checkup(settings.issues.place, on_github)
    return [Check(each.what, ok=each.ok, text=each.text) for each in tried]


def _source_checks(settings: Config) -> list[Check]:
    checks = []
    for collector in sources():
        ask = asked(settings, collector.name)
        if ask is None:
            checks.append(Check(collector.name, ok=None, text="not configured; nothing is read"))
            continue
        checks += [Check(collector.name, ok=True, text=line) for line in collector.survey(ask)]
        missing = unmatched_readings(ask, collector.name)
        checks += [Check(collector.name, ok=False, text=f"{each.what}: {each.why}") for each in missing]
    return checks
