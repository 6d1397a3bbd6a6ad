"""Passwords and tokens in URLs and in the connection strings of databases."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.values import looks_random, stands_in
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_DATABASES = r"(?i:postgres|mysql|mariadb|mongodb|redis|amqp|mssql|ftp|smtp|clickhouse|cockroachdb)\w*(?:\+\w+)?"
_USERINFO = r"://[^\s/?#\"'<>\\]{0,200}@|://[^\s/?#@\"'<>\\]*:[^\s@\"'<>\\]{1,200}@"
_DRIVER = r":[^\s:@/\"']{1,100}@(?:tcp|tcp6|udp|unix|cloudsql|cloudsqlconn|cloudsql-mysql)\("
_ORACLE = r"(?:^|[\s\"'=(]|thin:)[\w$#]{1,30}/[^\s/@\"']{2,60}@(?://)?[\w.-]{1,100}(?::[0-9]{2,5})?/[\w.-]"
_PGPASS = r"[\w.*-]{1,100}:(?:543[0-9]|6432|\*):[\w*-]{1,63}:[\w*-]{1,63}:[^\s:\"']{2}"
_CUT = _DATABASES + r"://[^\s/?#@:\"']{0,60}:[^\s/@\"'<>]{3,100}(?:\.\.\.|\?|\z|[\s\"'])"
# Looser than what is looked for, for an automaton that counts little is small.
CLUE = (
    r"://[^\s/?#\"'<>\\]*@|://[^\s/?#@\"'<>\\]*:[^\s@\"'<>\\]*@|@(?:tcp6?|udp|unix|cloudsql[\w-]*)\(|/[^\s/@\"']+@[\w./-]"
    r"|:(?:543[0-9]|6432|\*):[\w*-]+:[\w*-]+:"
    rf"|{_DATABASES}://[^\s/?#@:\"']*:[^\s/@\"'<>]"
)

_REST = re.compile(r"[^\s\"',]*")
_PORT = re.compile(r"[0-9]{1,5}(?!\w)")
_PORT_AND_PATH = re.compile(r"[0-9]{1,5}(?:[/?#]|%2F)")


def address_secrets(view: View) -> Iterator[Found]:
    text = view.text
    for start, end in places(_USERINFO, view):
        yield from _userinfo(text, start + 3, end - 1)
    for start, end in places(_DRIVER, view):
        yield from _password(start + 1, text.rindex("@", start, end), text)
    for start, end in places(_ORACLE, view):
        yield from _password(text.index("/", start) + 1, text.index("@", start, end), text)
    for _, end in places(_PGPASS, view):
        stop = _REST.match(text, end)
        yield from _password(end - 2, stop.end() if stop else end, text)
    for start, end in places(_CUT, view):
        yield from _cut(text, start, end)


def _userinfo(text: str, start: int, end: int) -> Iterator[Found]:
    user, colon, password = text[start:end].partition(":")
    if colon and _PORT_AND_PATH.match(password):
        return
    if colon:
        yield from _password(start + len(user) + 1, end, text)
        if looks_random(user, 16):
            yield Found(start, start + len(user), "secret")
    elif looks_random(user, 16):
        yield Found(start, end, "secret")


def _password(start: int, end: int, text: str) -> Iterator[Found]:
    password = text[start:end]
    if password and not stands_in(password) and "\x0c" not in password:
        yield Found(start, end, "password", not looks_random(password, 20))


def _cut(text: str, start: int, end: int) -> Iterator[Found]:
    """A password whose host was cut off; what may be a port stays."""
    stop = end - 1 if end > start and text[end - 1] in " \t\r\n\"'" else end
    at = text.index(":", text.index("://", start) + 3) + 1
    while stop > at and text[stop - 1] in ".…":
        stop -= 1
    password = text[at:stop]
    if "@" not in text[at:end] and not _PORT.match(password):
        yield from _password(at, stop, text)
