"""Reads one file of log entries and accounts for every one of them."""

from collections.abc import Callable, Iterator

from collectors.collector import Ask
from collectors.logs.entries.duplicates import Duplicates
from collectors.logs.entries.entry import NO_ENTRY, Entry, read_entry
from collectors.logs.entries.json_values import JsonValues
from collectors.logs.entries.moment import Clock
from collectors.logs.entries.text_stream import CutOffError, text_chunks
from collectors.logs.entries.torn_places import MarkFinder, TornPlaces
from collectors.logs.formats.raw_entries import RawEntries
from collectors.logs.formats.recognise import raw_entries
from collectors.logs.records.shown import SOURCE
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading, Span

_PROGRESS_EVERY = 2000
Take = Callable[[Entry, ProblemTally], None]


class FileReader:
    """Reads files of one question; remembers across files which entries it has seen."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._services = frozenset(ask.scope.service_names)
        self._until = ask.scope.span.end.nanoseconds if ask.scope.span.end else None
        self._clock = Clock()
        self._duplicates = Duplicates()

    def find_torn_traces(self, name: str, torn: TornPlaces) -> None:
        """Look for traces that were stored line by line; most files have none and are not even decoded."""
        path = self._ask.root / name
        ignored = ProblemTally()
        finder = MarkFinder()
        try:
            if any(finder.sees(chunk) for chunk in text_chunks(path, ignored)):
                for raw in JsonValues(text_chunks(path, ignored), ignored):
                    entry = read_entry(raw, name, self._clock)
                    if isinstance(entry, Entry) and "split" not in entry.body and self._concerns(entry):
                        torn.note(entry)
        except (OSError, CutOffError):
            # Reading the file for good meets the same and reports it.
            return

    def read(self, name: str, take: Take) -> Reading:
        """Hand every entry that is kept to `take`."""
        problems, ledger, shown = ProblemTally(), _Ledger(), self._ask.redactor.redact(name)
        values: RawEntries = JsonValues((), problems)
        broken: str | None = None
        try:
            values = raw_entries(text_chunks(self._ask.root / name, problems), problems, self._ask.scope.service_names)
            for entry in self._kept(values, shown, problems, ledger):
                take(entry, problems)
                ledger.enter(entry)
                if ledger.items % _PROGRESS_EVERY == 0:
                    self._ask.progress(name, _PROGRESS_EVERY)
        except CutOffError as error:
            broken = str(error)
        except OSError as error:
            broken = f"the file could not be read to its end ({error.strerror or type(error).__name__})"
        self._ask.progress(name, ledger.items % _PROGRESS_EVERY)
        broken = broken or values.cut_off
        if not ledger.recognised and (broken or values.seen or not values.is_array):
            nothing = (
                broken or values.left_out or ("no log entry was recognised" if values.seen else "the file is empty")
            )
            return failed_reading(self._ask, SOURCE, name, f"{nothing}. Nothing was read", problems.problems())
        why = f"{broken}; what stands before that was read" if broken else values.left_out
        return Reading(
            id=f"reading-{digest(SOURCE, shown)}",
            source=SOURCE,
            what=shown,
            span=ledger.span,
            items=ledger.items,
            status="truncated" if why else "complete",
            why=why,
            problems=problems.problems(),
        )

    def _kept(self, values: RawEntries, file: str, problems: ProblemTally, ledger: "_Ledger") -> Iterator[Entry]:
        for raw in values:
            entry = read_entry(raw, file, self._clock)
            ledger.recognised += entry is not NO_ENTRY
            if isinstance(entry, str):
                problems.add(entry, f"value {values.seen}")
            elif entry.service not in self._services:
                problems.add("entries of services outside the scope, not kept", f"value {values.seen}")
            elif self._until is not None and entry.at > self._until:
                problems.add("entries after the end of the window, not kept", f"value {values.seen}")
            elif self._duplicates.repeats(entry):
                problems.add("entries that were read already, not counted again", f"value {values.seen}")
            else:
                yield entry

    def _concerns(self, entry: Entry) -> bool:
        return entry.service in self._services and not (self._until is not None and entry.at > self._until)


class _Ledger:
    """How many entries were recognised and how many kept, and between which moments those lie."""

    def __init__(self) -> None:
        self.items = 0
        self.recognised = 0
        self._first: int | None = None
        self._last = 0

    def enter(self, entry: Entry) -> None:
        self.items += 1
        if self._first is None or entry.at < self._first:
            self._first = entry.at
        self._last = max(self._last, entry.at)

    @property
    def span(self) -> Span:
        if self._first is None:
            return Span()
        return Span(start=Instant(self._first), end=Instant(self._last))
