"""The collector of logs: finds the files or asks the service, reads each, and accounts for what was read."""

import errno
import glob
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors.collector import Ask
from collectors.logs.live.query import query_of
from collectors.logs.records.shown import SOURCE
from collectors.named_files import failed_reading, matches, named, survey_lines, unmatched_readings
from incidents.model.instant import Instant
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from incidents.timing.timer import REAL_TIMER, Timer


class Logs:
    """Cloud Run logs from files or Cloud Logging; implements `collectors.collector.Collector`."""

    def __init__(self, clock: Callable[[], float] = time.time, timer: Timer = REAL_TIMER) -> None:
        """`clock` tells the time at which a live read without an end ends, `timer` what waiting takes."""
        self._clock = clock
        self._timer = timer

    @property
    def name(self) -> str:
        return SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """What `collect` would read; no file is opened and nothing is asked."""
        live = (ask.redactor.redact(query_of(ask.scope, self._now()).text),) if ask.source.live else ()
        return (*live, *survey_lines(ask))

    def collect(self, ask: Ask) -> Collected:
        """Read every file once; one reading for each, and for each live query.

        What is spooled lies in a private folder, which is gone afterwards, also when the person interrupts.
        """
        files = _files(ask)
        missing = (*unmatched_readings(ask, SOURCE), *_empty_folders(ask, files))
        if not files and not ask.source.live:
            return Collected(readings=_in_order(missing))
        with ExitStack() as stack:
            try:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="incident-", ignore_cleanup_errors=True)))
            except OSError as error:
                return Collected(readings=_in_order((*missing, *_not_kept(ask, files, error))))
            # Only a build with logs pays for the database.
            from collectors.logs.reduction import reduce_entries  # noqa: PLC0415

            try:
                found = reduce_entries(ask, files, folder, self._now(), self._timer)
            except OSError as error:
                # The files themselves are read with care; what fails here is memory, or the temporary folder.
                return Collected(readings=_in_order((*missing, *_not_kept(ask, files, error))))
        return Collected(evidence=found.evidence, readings=_in_order((*missing, *found.readings)))

    def _now(self) -> Instant:
        return Instant(int(self._clock()) * 1_000_000_000)


def _in_order(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(sorted(readings, key=lambda each: each.id))


def _files(ask: Ask) -> tuple[str, ...]:
    """Every file that is named, once, in the order of names; a folder stands for all files below it."""
    found: dict[str, str] = {}
    for name in named(ask):
        path = ask.root / name
        inside = matches(ask.root, f"{glob.escape(name)}/**") if path.is_dir() else (name,)
        for each in inside:
            file = ask.root / each
            if not file.is_dir():
                found.setdefault(os.path.realpath(file), each)
    return tuple(sorted(found.values()))


def _empty_folders(ask: Ask, files: tuple[str, ...]) -> list[Reading]:
    """A failed reading for each folder that is named and below which no file lies."""
    why = "the folder holds no file. Nothing was read"
    empty = [name for name in named(ask) if (ask.root / name).is_dir() and not _any_below(name, files)]
    return [failed_reading(ask, SOURCE, name, why) for name in empty]


def _any_below(folder: str, files: tuple[str, ...]) -> bool:
    return folder == "." or any(each.startswith(f"{folder}/") for each in files)


def _not_kept(ask: Ask, files: tuple[str, ...], error: OSError) -> tuple[Reading, ...]:
    where = "memory" if error.errno == errno.ENOMEM else "a temporary folder"
    why = f"entries could not be kept in {where} ({error.strerror or error}). Nothing was read"
    asked = (*files, query_of(ask.scope, Instant(0)).text) if ask.source.live else files
    return tuple(failed_reading(ask, SOURCE, each, why) for each in asked)
