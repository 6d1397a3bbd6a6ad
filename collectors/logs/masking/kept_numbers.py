"""Numbers that tell one kind of failure from another and therefore stay: statuses, error codes, configured ports."""

import re
from http import HTTPStatus

_CODES = frozenset({"code", "errno", "sqlstate", "signal", "exit", "exitcode"})
_STATUSES = frozenset({"http", "status", "status_code", "statuscode", "http_status"})
_ANSWERED = frozenset(
    {"answered", "answers", "returned", "returns", "responded", "responds", "replied", "replies", "response"}
    | {"got", "received", "with", "error"}
)
_ARTICLES = frozenset({"a", "an"})
_ARROWS = frozenset({"->", "=>"})
_GOES_ON = frozenset(
    {"for", "from", "to", "on", "at", "by", "while", "when", "after", "instead", "but", "and", "via", "because"}
)
_CALLED = frozenset({"client", "server"})
"""What Python's requests calls a status: `503 Server Error: Service Unavailable`."""
_FAILURES = frozenset({"error", "errors", "failure", "failures", "failed"})
_PHRASES = {str(each.value): each.phrase.partition(" ")[0].lower() for each in HTTPStatus}
_STATUS = re.compile(r"[1-5]\d\d")
_HTTP = re.compile(r"http/[1-3](?:\.[01])?")
_CODE = re.compile(r"-?\d{1,5}")
# Ephemeral ports start at 16000 (gVisor) or 32768 (Linux): what is below 10000 was configured.
_PORT = re.compile(r"\d{1,4}")
_AROUND = "\"'`([{<:=,.;"


def names_a_kind(number: str, before: str, after: str, *, ends_clause: bool) -> bool:
    """Whether a number between two words is such a number; there are few of each, so few that patterns stay few."""
    word, follows = before.strip(_AROUND).lower(), after.strip(_AROUND).lower()
    if word in _CODES:
        return _CODE.fullmatch(number) is not None
    if word == "port":
        return _PORT.fullmatch(number) is not None
    if number == "0":
        return word in _FAILURES or follows.rstrip(".,;)") in _FAILURES
    if _STATUS.fullmatch(number) is None:
        return word == "error" and ends_clause and _CODE.fullmatch(number) is not None
    return _is_status(number, before, follows, ends_clause=ends_clause)


def _is_status(number: str, before: str, follows: str, *, ends_clause: bool) -> bool:
    word = before.strip(_AROUND).lower()
    phrase = _PHRASES.get(number)
    if word in _STATUSES or _HTTP.fullmatch(word) or (phrase and follows.startswith(phrase)):
        return True
    if number[0] in "45" and (follows in _CALLED or (follows in _GOES_ON and word in _ANSWERED | _ARTICLES)):
        return True
    if number[0] in "45" and (word in _ARTICLES or before in _ARROWS):
        return ends_clause
    return ends_clause and word in _ANSWERED
