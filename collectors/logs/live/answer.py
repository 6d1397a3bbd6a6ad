"""The answer to one live query, kept in a private file for as long as it is read."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors.collector import Ask, no_progress
from collectors.logs.entries.torn_places import TornPlaces
from collectors.logs.file_reader import FileReader, Take
from collectors.logs.live.endpoint import endpoint_named
from collectors.logs.live.failures import RefusedError
from collectors.logs.live.fetch import Fetched, fetch
from collectors.logs.live.pacing import Timer
from collectors.logs.live.patience import Patience
from collectors.logs.live.query import Query, query_of
from collectors.logs.records.shown import SOURCE
from collectors.named_files import failed_reading
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading

_SPOOL = "entries.jsonl"


@dataclass(frozen=True)
class LiveAnswer:
    """Takes the way of every file of entries; the locators name the query instead of the file."""

    ask: Ask
    query: Query
    fetched: Fetched
    reader: FileReader

    def find_torn_traces(self, torn: TornPlaces) -> None:
        if self.fetched.entries:
            self.reader.find_torn_traces(_SPOOL, torn)

    def read(self, take: Take) -> Reading:
        """Hand every entry that is kept to `take`; the reading says how far the answer came."""
        fetched, what = self.fetched, self.ask.redactor.redact(self.query.text)
        if fetched.broken and not fetched.entries:
            return failed_reading(self.ask, SOURCE, self.query.text, f"{fetched.broken}. Nothing was read")
        read = self.reader.read(_SPOOL, lambda entry, problems: take(entry._replace(file=what), problems))
        problems = read.problems
        if fetched.unreadable:
            lost = Problem(what="entries that have no JSON form", count=fetched.unreadable, first="the answer")
            problems = (*problems, lost)
        # An answer without entries is an answer, and a file without entries is none.
        broken = read.why if fetched.entries else None
        if fetched.broken:
            upto = f"up to {Instant(fetched.last)}" if fetched.last is not None else "its first entries"
            broken = f"{fetched.broken}; the read covers only {upto}"
        status = read.status if fetched.entries else "complete"
        return Reading(
            id=f"reading-{digest(SOURCE, what)}",
            source=SOURCE,
            what=what,
            span=self.query.span,
            items=read.items,
            pages=fetched.pages,
            status="truncated" if fetched.broken else status,
            why=broken and self.ask.redactor.redact(broken),
            problems=problems,
        )


@contextmanager
def live_answers(ask: Ask, now: Instant, timer: Timer) -> Iterator[tuple[LiveAnswer, ...]]:
    """Ask Cloud Logging; no answer where nothing live is asked for. The file is gone when the context is left.

    An interrupt by the person ends the read and leaves no file either.
    """
    if not ask.source.live:
        yield ()
        return
    query = query_of(ask.scope, now)
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory(prefix="incident-", ignore_cleanup_errors=True))
        except OSError as error:
            yield (LiveAnswer(ask, query, _not_kept(error), FileReader(ask)),)
            return
        fetched = _fetched(ask, query, Path(folder) / _SPOOL, timer)
        reader = FileReader(replace(ask, root=Path(folder), progress=no_progress))
        yield (LiveAnswer(ask, query, fetched, reader),)


def _fetched(ask: Ask, query: Query, path: Path, timer: Timer) -> Fetched:
    # Only a live read pays for Google's libraries.
    from collectors.logs.live.service import connected  # noqa: PLC0415

    def report(entries: int) -> None:
        ask.progress(f"Cloud Logging of {query.project}", entries)

    try:
        with (
            connected(endpoint_named(os.environ)) as pages,
            os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as spool,
        ):
            return fetch(pages, query, spool, Patience(timer), report)
    except RefusedError as error:
        return Fetched(broken=str(error))
    except OSError as error:
        return _not_kept(error)


def _not_kept(error: OSError) -> Fetched:
    return Fetched(
        broken=f"the answer could not be kept in a temporary file ({error.strerror or type(error).__name__})"
    )
