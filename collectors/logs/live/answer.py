"""The answer to one live query, kept in a private file for as long as it is read."""

import os
from dataclasses import dataclass
from pathlib import Path

from collectors.collector import Ask
from collectors.google_api.endpoint import endpoint_named
from collectors.google_api.failures import RefusedError
from collectors.logs.file_reader import Account
from collectors.logs.ledger import Page
from collectors.logs.live.api import CLOUD_LOGGING, patience
from collectors.logs.live.fetch import Fetched, fetch
from collectors.logs.live.query import Query, query_of
from collectors.logs.live.told import Told
from collectors.logs.records.shown import SOURCE
from collectors.named_files import failed_reading
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading
from incidents.timing.timer import Timer

_SPOOL = "answer.jsonl"


@dataclass(frozen=True)
class LiveAnswer:
    """Takes the way of every file of entries; the locators name the query instead of the file."""

    ask: Ask
    query: Query
    fetched: Fetched
    path: Path

    @property
    def name(self) -> str:
        """What the locators show instead of a file."""
        return self.ask.redactor.redact(self.query.text)

    def reading(self, account: Account | None, page: Page) -> Reading:
        """How far the answer came."""
        fetched, what = self.fetched, self.name
        if fetched.broken and not fetched.entries:
            return failed_reading(self.ask, SOURCE, self.query.text, f"{fetched.broken}. Nothing was read")
        account = account or Account()
        problems = (*account.problems.problems(), *page.problems.problems())
        if fetched.unreadable:
            lost = Problem(what="entries that have no JSON form", count=fetched.unreadable, first="the answer")
            problems = (*problems, lost)
        # An answer without entries is an answer, and a file without entries is none.
        broken = (account.nothing or account.broken) if fetched.entries else None
        if fetched.broken:
            upto = f"up to {Instant(fetched.last)}" if fetched.last is not None else "its first entries"
            broken = f"{fetched.broken}; the read covers only {upto}"
        failed = bool(fetched.entries and account.nothing and not fetched.broken)
        return Reading(
            id=f"reading-{digest(SOURCE, what)}",
            source=SOURCE,
            what=what,
            span=self.query.span,
            items=page.items,
            pages=fetched.pages,
            status="failed" if failed else "truncated" if broken else "complete",
            why=broken and self.ask.redactor.redact(f"{broken}. Nothing was read" if failed else broken),
            problems=problems,
        )


def live_answer(ask: Ask, folder: Path, now: Instant, timer: Timer) -> LiveAnswer:
    """Ask Cloud Logging and keep what it answers in the folder."""
    query = query_of(ask.scope, now)
    path = folder / _SPOOL
    return LiveAnswer(ask, query, _fetched(ask, query, path, timer), path)


def _fetched(ask: Ask, query: Query, path: Path, timer: Timer) -> Fetched:
    # Only a live read pays for Google's libraries.
    from collectors.logs.live.service import connected  # noqa: PLC0415

    try:
        with (
            connected(endpoint_named(os.environ, CLOUD_LOGGING)) as pages,
            os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as spool,
        ):
            return fetch(pages, query, spool, patience(timer), Told(query, ask.progress).page)
    except RefusedError as error:
        return Fetched(broken=str(error))
    except OSError as error:
        return Fetched(
            broken=f"the answer could not be kept in a temporary file ({error.strerror or type(error).__name__})"
        )
