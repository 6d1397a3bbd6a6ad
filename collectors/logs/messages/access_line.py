"""Lines in which a server prints a request it answered, which would otherwise give a pattern per client and path."""

import re

from collectors.logs.masking.mask_word import mask_path

_METHOD = r"(?P<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|WebSocket)"
_TARGET = r"(?P<target>[^\s\"']{1,2000})"
# "GET /cart HTTP/1.1" 200 of uvicorn, gunicorn, nginx and Apache; uvicorn's "WebSocket /ws" [accepted].
_QUOTED = re.compile(rf"[\"']{_METHOD} {_TARGET}(?: HTTP/[\d.]+)?[\"'] (?P<status>\[accepted\]|\d{{3}}\b)")
# GET /cart 200 3.2 ms of morgan.
_BARE = re.compile(rf"{_METHOD} (?P<target>/[^\s\"']{{0,2000}}) (?P<status>\d{{3}})(?= |$)")
# | 200 | 1.2ms | 10.0.0.1 | GET "/cart" of gin.
_COLUMNS = re.compile(rf"\| *(?P<status>\d{{3}}) *\|[^|]{{1,80}}\|[^|]{{1,80}}\| *{_METHOD} +\"{_TARGET}\"")
_LONGEST = 3000
_LONGEST_ROUTE = 200


def access_template(said: str) -> str | None:
    """The request with its route masked and its status, or None where the message is not such a line."""
    said = said[:_LONGEST]
    if " HTTP/" in said or "WebSocket /" in said:
        found = _QUOTED.search(said)
    else:
        found = _BARE.match(said) or ("| " in said and _COLUMNS.search(said)) or None
    if found is None:
        return None
    method, target, status = found["method"], found["target"], found["status"]
    return f'"{method} {mask_route(target)}" {status}'


def mask_route(target: str) -> str:
    """The path of a URL or request target with identifiers as `{id}` and without its query."""
    masked = mask_path(path_of(target), "{id}")
    return masked if len(masked) <= _LONGEST_ROUTE else masked[: _LONGEST_ROUTE - 1] + "…"


def path_of(target: str) -> str:
    """Without host, query and fragment, which name people and hold tokens."""
    scheme, separator, rest = target.partition("://")
    path = "/" + rest.partition("/")[2] if separator and scheme.isalnum() else target
    return path.partition("?")[0].partition("#")[0] or "/"
