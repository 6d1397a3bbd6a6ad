"""Numbers that tell one kind of failure from another and therefore stay: statuses, error codes, configured ports."""

import re
from http import HTTPStatus

_CODES = frozenset({"code", "errno", "sqlstate", "signal", "exit", "exitcode"})
_STATUSES = frozenset({"http", "status", "status_code", "statuscode", "http_status"})
_ANSWERED = frozenset({"returned", "responded", "got", "received", "with"})
_PHRASES = {str(each.value): each.phrase.partition(" ")[0].lower() for each in HTTPStatus}
_STATUS = re.compile(r"[1-5]\d\d")
_CODE = re.compile(r"-?\d{1,5}")
# Ephemeral ports start at 16000 (gVisor) or 32768 (Linux): what is below 10000 was configured.
_PORT = re.compile(r"\d{1,4}")
_AROUND = "\"'`([{<:=,.;"


def names_a_kind(number: str, before: str, after: str, *, ends_clause: bool) -> bool:
    """Whether a number between two words is such a number; there are few of each, so few that patterns stay few."""
    before = before.strip(_AROUND).lower()
    if before in _CODES:
        return _CODE.fullmatch(number) is not None
    if before == "port":
        return _PORT.fullmatch(number) is not None
    if _STATUS.fullmatch(number) is None:
        return before == "error" and ends_clause and _CODE.fullmatch(number) is not None
    phrase = _PHRASES.get(number)
    if before in _STATUSES or (phrase and after.strip(_AROUND).lower().startswith(phrase)):
        return True
    return ends_clause and (before in _ANSWERED or before == "error")
