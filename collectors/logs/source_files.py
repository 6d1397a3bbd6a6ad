"""The files of one question as one relation: the large and plain ones as they are, the others read with care."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from collectors.collector import Ask, no_progress
from collectors.logs.file_reader import Account, FileReader
from collectors.logs.first_step.pieces import in_pieces
from collectors.logs.first_step.relation import Layout, exported, spooled
from collectors.logs.intake import Sieved, layout_of
from collectors.logs.ledger import Page
from collectors.logs.spool import spool

_PACKED = 10


class SourceFiles:
    """Files by the name under which they are shown. What is spooled lies in `folder`."""

    def __init__(self, ask: Ask, folder: Path, files: Mapping[str, Path], answer: Mapping[str, Path]) -> None:
        """The entries of an answer were told as progress when they came."""
        self.accounts: dict[str, Account] = {}
        self._folder = folder
        self._files = {**files, **answer}
        self._readers = dict.fromkeys(files, FileReader(ask))
        self._readers |= dict.fromkeys(answer, FileReader(replace(ask, progress=no_progress)))
        self._plain: dict[str, tuple[Path, Layout]] = {}
        self._spooled: list[Path] = []
        self._sieved: set[str] = set()
        self._lenient = False
        careful = []
        for name, path in self._files.items():
            layout = layout_of(path)
            if layout:
                self._plain[name] = (path, layout)
                self.accounts[name] = Account()
            else:
                careful.append(name)
        self._read_with_care(careful)

    @property
    def is_small(self) -> bool:
        """Whether nothing is large enough to be read by the first step itself."""
        return not self._plain

    @property
    def size(self) -> int:
        """How many bytes `pieces` reads, of packed files about how many they hold."""
        read = [*(path for path, _ in self._plain.values()), *self._spooled]
        return sum(path.stat().st_size * (_PACKED if path.suffix == ".gz" else 1) for path in read)

    def pieces(self) -> Iterator[str]:
        """SELECTs of all entries; one is to be used before the next is asked for."""
        if self._spooled:
            yield spooled(self._spooled)
        for layout in ("newline_delimited", "array"):
            files = {path: name for name, (path, of) in sorted(self._plain.items()) if of == layout}
            yield from in_pieces(files, layout, self._folder, lenient=self._lenient)

    def without_unreadable(self, readable: Callable[[str], bool]) -> bool:
        """Read with more patience after an error; whether there is anything left to try.

        At first what cannot be read of a file costs no more than its entry; a file that cannot even so be read to its
        end is left to the careful reader.
        """
        if self._plain and not self._lenient:
            self._lenient = True
            return True
        unreadable = [
            name
            for name, (path, layout) in sorted(self._plain.items())
            if not readable(f"SELECT count(*) FROM ({exported({path: name}, layout, lenient=True)})")
        ]
        for name in unreadable:
            self._read_instead(name)
        return bool(unreadable)

    def without_odd(self, pages: Mapping[str, Page]) -> bool:
        """Leave to the careful reader what the first step did not understand; whether there was any."""
        odd = [name for name in sorted(self._plain) if name in pages and pages[name].odd]
        for name in odd:
            path, layout = self._plain[name]
            if layout != "newline_delimited" or name in self._sieved or not self._sieve(name, path):
                self._read_instead(name)
        return bool(odd)

    def _sieve(self, name: str, path: Path) -> bool:
        """Take the lines apart that do not look whole; whether there were any."""
        number = len(self._sieved)
        whole, odd = self._folder / f"whole-{number}.jsonl", self._folder / f"odd-{number}.jsonl"
        self._sieved.add(name)
        try:
            sieved = Sieved(path, whole, odd)
        except OSError:
            return False
        if not sieved.odd_lines:
            return False
        self._plain[name] = (whole, "newline_delimited")
        self._spool({name: odd})
        self.accounts[name] = sieved.numbered(self.accounts[name])
        return True

    def _read_instead(self, name: str) -> None:
        del self._plain[name]
        self._read_with_care([name])

    def _read_with_care(self, names: list[str]) -> None:
        if names:
            self._spool({name: self._files[name] for name in names})

    def _spool(self, files: Mapping[str, Path]) -> None:
        path = self._folder / f"spool-{len(self._spooled)}.jsonl"
        with spool(path) as spooling:
            for name, file in files.items():
                self.accounts[name] = self._readers[name].read(file, name, spooling.take)
        self._spooled.append(path)


def can_run(database: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether the database comes to the end of a query."""
    try:
        database.execute(query).fetchall()
    except duckdb.Error:
        return False
    return True
