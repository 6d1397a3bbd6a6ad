"""What a `run.json` beside a report says of the run: its command, environment, start and end."""

import json
from dataclasses import dataclass

from collectors.test_runs.as_reported import figures
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.files.sources import ReportSource

FILE_NAME = "run.json"
LARGEST_FILE = 1024 * 1024
MOST_NOTES = 20
_COMMAND = ("command", "cmd", "argv", "args")
_ENVIRONMENT = ("env", "environment", "target_env", "stage")
_REVISION = ("revision", "revision_name", "cloud_run_revision")
_START = ("started", "started_at", "start", "start_time", "startTime", "startedAt")
_END = ("ended", "ended_at", "end", "end_time", "endTime", "endedAt", "finished", "finished_at", "stop", "stopped_at")
_DURATION = ("duration_s", "duration_seconds", "duration")
_EXIT_CODE = ("exit_code", "exitCode", "exit_status", "returncode")
_USED = {*_COMMAND, *_ENVIRONMENT, *_REVISION, *_START, *_END, *_DURATION, *_EXIT_CODE, "id"}


@dataclass(frozen=True)
class Hints:
    """What the file states; None is "not stated". `others` are its further plain values, as written."""

    command: str | None = None
    environment: str | None = None
    revision: str | None = None
    start: str | None = None
    end: str | None = None
    duration_s: float | None = None
    exit_code: int | None = None
    others: tuple[str, ...] = ()


def read(source: ReportSource) -> Hints:
    """Read the file; raises UnusableReportError when it is no JSON object, OSError when it cannot be read."""
    with source.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnusableReportError("it is larger than 1 MB. It was not read")
    try:
        found = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as broken:
        raise UnusableReportError("it is no JSON. It was not read") from broken
    if not isinstance(found, dict):
        raise UnusableReportError("it holds no JSON object. It was not read")
    return _hints(found)


def _hints(found: dict[str, object]) -> Hints:
    duration, exit_code = _first(found, _DURATION), _first(found, _EXIT_CODE)
    others = [
        f"{FILE_NAME} says {one_line(name)}: {one_line(str(value))}"
        for name, value in sorted(found.items())
        if name not in _USED and isinstance(value, (str, int, float))
    ]
    return Hints(
        command=_text(_first(found, _COMMAND)),
        environment=_text(_first(found, _ENVIRONMENT)),
        revision=_text(_first(found, _REVISION)),
        start=_text(_first(found, _START)),
        end=_text(_first(found, _END)),
        duration_s=figures.seconds(str(duration)) if isinstance(duration, (int, float, str)) else None,
        exit_code=exit_code if isinstance(exit_code, int) and not isinstance(exit_code, bool) else None,
        others=tuple(others[:MOST_NOTES]),
    )


def _first(found: dict[str, object], names: tuple[str, ...]) -> object:
    return next((found[name] for name in names if found.get(name) is not None), None)


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = " ".join(str(each) for each in value)
    return one_line(value) or None if isinstance(value, str) else None
