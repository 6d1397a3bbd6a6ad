"""Entries as they come from Cloud Logging: page by page."""

from typing import NamedTuple, Protocol

from collectors.logs.entries.json_values import Json
from collectors.logs.live.query import Query


class Page(NamedTuple):
    """`entries` have the shape that `gcloud logging read --format=json` prints; a page may be empty and not the last.

    `unreadable` counts entries that have no JSON form; an empty `next_token` ends the answer.
    """

    entries: tuple[Json, ...]
    next_token: str
    unreadable: int


class Pages(Protocol):
    """Answers a query one page at a time."""

    def page(self, query: Query, token: str, seconds: float) -> Page:
        """The page a token stands for, the empty token for the first; raises BusyError and RefusedError."""
