"""A request as the platform's front end logged it."""

from typing import NamedTuple

from collectors.logs.entries.entry import Entry, as_object, as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.messages.access_line import path_of

_NANO = 1_000_000_000
_LONGEST_METHOD = 20
_LONGEST_TARGET = 2000
# A request may run for an hour at most; https://cloud.google.com/run/docs/configuring/request-timeout
_LONGEST_REQUEST = 2 * 3600


class Request(NamedTuple):
    """`latency` is in nanoseconds; `oddities` are the figures that cannot be, in words."""

    method: str
    target: str
    status: int | None
    latency: int | None
    oddities: tuple[str, ...]

    @property
    def text(self) -> str:
        """The request on one line, without host and query."""
        return f"{self.method} {path_of(self.target)} -> {'no status' if self.status is None else self.status}"


def read_request(entry: Entry) -> Request:
    """The request in an entry; a part that is missing or cannot be is None."""
    request = as_object(entry.body.get("httpRequest"))
    status, latency = _status(request), _latency(request)
    oddities = []
    if status is None and request.get("status") is not None:
        oddities.append("requests whose status is no HTTP status")
    if latency is None and request.get("latency") is not None:
        oddities.append("requests whose latency is no duration")
    return Request(
        method=(as_text(request.get("requestMethod")) or "?")[:_LONGEST_METHOD],
        target=(as_text(request.get("requestUrl")) or "/")[:_LONGEST_TARGET],
        status=status,
        latency=latency,
        oddities=tuple(oddities),
    )


def _status(request: Json) -> int | None:
    status = request.get("status")
    if isinstance(status, str) and status.isascii() and status.isdigit():
        status = int(status[:4])
    usable = isinstance(status, int) and not isinstance(status, bool) and 100 <= status <= 599
    return status if usable and isinstance(status, int) else None


def _latency(request: Json) -> int | None:
    """`0.007149515s` in nanoseconds; read as digits, since a float would not give the same figure back."""
    text = request.get("latency")
    if not isinstance(text, str) or not text.endswith("s") or not text.isascii():
        return None
    whole, _, fraction = text[:-1].partition(".")
    if not whole.isdigit() or (fraction and not fraction.isdigit()) or len(whole) > 6 or int(whole) > _LONGEST_REQUEST:
        return None
    return int(whole) * _NANO + int(fraction[:9].ljust(9, "0"))
