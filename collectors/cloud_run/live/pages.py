"""Revisions and services as they come from the Cloud Run Admin API: page by page."""

from typing import NamedTuple, Protocol

from collectors.cloud_run.foreign_json import Fields


class Page(NamedTuple):
    """`records` have the JSON form of API v2; a page may be empty and not the last.

    `unreadable` counts records that have no JSON form; an empty `next_token` ends the answer.
    """

    records: tuple[Fields, ...]
    next_token: str
    unreadable: int


class Pages(Protocol):
    """Answers one page at a time, the empty token stands for the first; raises BusyError and RefusedError.

    Names are paths, such as `projects/p/locations/r/services/s`.
    """

    def service(self, name: str, token: str, seconds: float) -> Page:
        """The one service of that name."""

    def revisions(self, service: str, token: str, seconds: float) -> Page:
        """All revisions of a service that were not deleted."""

    def services(self, location: str, token: str, seconds: float) -> Page:
        """All services of a project in one region."""
