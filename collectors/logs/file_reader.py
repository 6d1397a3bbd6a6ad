"""Reads one file of log entries with care and accounts for what could not be used."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from collectors.collector import Ask
from collectors.logs.entries.entry import NO_ENTRY, Entry, read_entry
from collectors.logs.entries.json_values import JsonValues
from collectors.logs.entries.moment import Clock
from collectors.logs.entries.text_stream import CutOffError, text_chunks
from collectors.logs.formats.raw_entries import RawEntries
from collectors.logs.formats.recognise import raw_entries
from collectors.problem_tally import ProblemTally

OUTSIDE = "entries of services outside the scope, not kept"
LATE = "entries after the end of the window, not kept"
REPEATED = "entries that were read already, not counted again"

_PROGRESS_EVERY = 2000
Take = Callable[[Entry], None]


@dataclass
class Account:
    """How one file was read: `broken` says why not to its end, `nothing` why nothing could be read at all."""

    problems: ProblemTally = field(default_factory=ProblemTally)
    broken: str | None = None
    nothing: str | None = None
    left_out: str | None = None


class FileReader:
    """Reads files of one question, whatever their format and their state."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._services = frozenset(ask.scope.service_names)
        self._until = ask.scope.span.end.nanoseconds if ask.scope.span.end else None
        self._clock = Clock()

    def read(self, path: Path, name: str, take: Take) -> Account:
        """Hand every entry that is kept to `take`."""
        account = Account()
        values: RawEntries = JsonValues((), account.problems)
        recognised = 0
        try:
            chunks = text_chunks(path, account.problems)
            values = raw_entries(chunks, account.problems, self._ask.scope.service_names)
            for raw in values:
                entry = read_entry(raw, name, self._clock)
                recognised += entry is not NO_ENTRY
                if self._keeps(entry, f"value {values.seen}", account.problems):
                    take(entry)
                if values.seen % _PROGRESS_EVERY == 0:
                    self._ask.progress(name, _PROGRESS_EVERY)
        except CutOffError as error:
            account.broken = str(error)
        except OSError as error:
            account.broken = f"the file could not be read to its end ({error.strerror or type(error).__name__})"
        self._ask.progress(name, values.seen % _PROGRESS_EVERY)
        account.broken = account.broken or values.cut_off
        account.left_out = values.left_out
        if not recognised and (account.broken or values.seen or not values.is_array):
            account.nothing = (
                account.broken
                or values.left_out
                or ("no log entry was recognised" if values.seen else "the file is empty")
            )
        return account

    def _keeps(self, entry: Entry | str, place: str, problems: ProblemTally) -> TypeGuard[Entry]:
        if isinstance(entry, str):
            problems.add(entry, place)
        elif entry.service not in self._services:
            problems.add(OUTSIDE, place)
        elif self._until is not None and entry.at > self._until:
            problems.add(LATE, place)
        else:
            return True
        return False
