"""Passwords and tokens on command lines and in the files that commands read them from."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.judging.judgement import Named, is_guessable, kind_of
from collectors.redaction.judging.values import stands_in
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_TELLING = r"--?[\w-]*(?i:passw|pass|pwd|secret|token|key|auth|credential|otp|pin)[\w-]*[\"']?"
_FLAG = rf"(?:^|[\s\"'\[,=(]){_TELLING}[\s,]{{1,3}}[\"']?[^\s\"'-]"
_PROGRAMS = (
    r"\b(?:mysql\w*|mariadb\w*|mongo\w*|sshpass|docker|podman|twine|redis-cli|sqlcmd|bcp|ldap\w+|zip|7z|unzip|curl|wget"
    r"|https?|smbclient|rabbitmqadmin)\b"
)
_SHORT = _PROGRAMS + r"[^\n|;&]{0,300}?\s(?:-[pPawu]\s*|--user[= ]|--login[= ])[\"']?[^\s-]"
_NETRC = r"\b(?:login|account)\s+[^\s\"']{1,100}\s+password\s+[\"']?[^\s\"']"
# Looser than what is looked for, for an automaton that counts little is small.
CLUE = (
    rf"{_TELLING}[\s,]+[\"']?[^\s\"'-]|{_PROGRAMS}[^\n]*\s(?:-[pPawu]|--user|--login)"
    r"|\b(?:login|account)\s+[^\s\"']+\s+password\s"
)

_NAME = re.compile(r"--?([\w-]+)[\"']?[\s,]{1,3}[\"']?\Z")
_VALUE = re.compile(r"[^\s\"',]{1,2000}")
_METAVARIABLE = re.compile(
    r"[A-Z][A-Z_]*|[<\[=].*"
    r"|(?:options?|flags?|arguments?|parameters?|values?|and|or|is|to|for|from|via|in|with|must|should|not)\b.*"
)
_OPTION = re.compile(r"(?<=\s)(-[pPawu]\s*|--user[= ]|--login[= ])[\"']?([^\s\"'-][^\s\"']*)")
_LONGEST_LINE = 2000
_PROGRAM = re.compile(r"redis-cli|\w+")
_PASSWORD_FLAGS = {
    "-p": ("mysql", "mariadb", "mongo", "sshpass", "docker", "podman", "twine", "7z", "rabbitmqadmin"),
    "-P": ("sqlcmd", "bcp", "zip", "unzip"),
    "-a": ("redis-cli",),
    "-w": ("ldap",),
}
_GLUED = ("mysql", "mariadb", "7z")  # behind a space stands a database or a file
_LOGINS = ("docker", "podman")  # to their other commands -p is a port
_PAIR_FLAGS = ("-u", "--user", "--user=", "--login", "--login=")
_PAIR_PROGRAMS = ("curl", "wget", "http", "smbclient")


def command_secrets(view: View) -> Iterator[Found]:
    text = view.text
    for _, end in places(_FLAG, view):
        name = _NAME.search(text, max(0, end - 90), end - 1)
        value = _VALUE.match(text, end - 1)
        if name and value and not _METAVARIABLE.fullmatch(value[0]):
            secret = value[0].rstrip("])}")
            kind = kind_of(Named(name[1], secret))
            if kind:
                yield Found(value.start(), value.start() + len(secret), kind, is_guessable(secret))
    reached = 0
    for start, _ in places(_SHORT, view):
        if start >= reached:
            reached = _line_end(text, start)
            yield from _short(text, start, reached)
    for _, end in places(_NETRC, view):
        value = _VALUE.match(text, end - 1)
        if value and not stands_in(value[0]):
            yield Found(value.start(), value.end(), "password", guessable=True)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start, start + _LONGEST_LINE)
    return end if end >= 0 else min(len(text), start + _LONGEST_LINE)


def _short(text: str, start: int, end: int) -> Iterator[Found]:
    """What stands behind the short options of one program, on one line."""
    named = _PROGRAM.match(text, start)
    program = named[0] if named else ""
    for option in _OPTION.finditer(text, start, end):
        flag, first, value = option[1].strip(), option.start(2), option[2]
        if flag in _PAIR_FLAGS:
            pair = program.startswith(_PAIR_PROGRAMS) and ":" in value and value[0] not in "<$"
            first += value.find(":") + 1 if pair else len(value)
        elif value.isdigit() or not _takes_password(program, option[1], text[start:end]):
            continue
        if first < option.end(2) and not stands_in(text[first : option.end(2)]):
            yield Found(first, option.end(2), "password", guessable=True)


def _takes_password(program: str, flag: str, line: str) -> bool:
    if flag != flag.strip() and program.startswith(_GLUED):
        return False
    if program in _LOGINS and " login " not in line:
        return False
    return program.startswith(_PASSWORD_FLAGS.get(flag.strip(), ("-",)))
