"""Writes the whole answer to a query to a file, page by page, for as long as it comes."""

import json
from collections.abc import Callable
from typing import NamedTuple, TextIO

from collectors.google_api.failures import RefusedError
from collectors.google_api.patience import Patience
from collectors.logs.entries.moment import Clock
from collectors.logs.live.pages import Page, Pages
from collectors.logs.live.query import Query


class Fetched(NamedTuple):
    """How much of an answer came, and in `broken` why no more; the answer is whole where that is None.

    `last` is the time of the last entry in nanoseconds.
    """

    entries: int = 0
    pages: int = 0
    last: int | None = None
    unreadable: int = 0
    broken: str | None = None

    def with_page(self, page: Page) -> "Fetched":
        return Fetched(
            self.entries + len(page.entries),
            self.pages + 1,
            _last_time(page) or self.last,
            self.unreadable + page.unreadable,
        )


Report = Callable[[int, int | None], None]
"""Told of each page: how many entries, and the time of the last so far."""


def fetch(pages: Pages, query: Query, spool: TextIO, patience: Patience, report: Report) -> Fetched:
    """One entry a line in the order of time; what was written before a failure stays."""
    fetched, token = Fetched(), ""
    while True:
        try:
            page = _next_page(pages, query, token, patience)
        except RefusedError as error:
            return fetched._replace(broken=str(error))
        spool.writelines(f"{json.dumps(entry)}\n" for entry in page.entries)
        fetched = fetched.with_page(page)
        report(len(page.entries), fetched.last)
        token = page.next_token
        if not token:
            return fetched


def _next_page(pages: Pages, query: Query, token: str, patience: Patience) -> Page:
    return patience.ask(lambda seconds: pages.page(query, token, seconds))


def _last_time(page: Page) -> int | None:
    """The time of the last entry in nanoseconds."""
    return Clock().nanoseconds(page.entries[-1].get("timestamp")) if page.entries else None
