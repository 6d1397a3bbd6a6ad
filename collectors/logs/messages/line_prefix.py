"""What a logging library prints before the message: time, level and logger, in the layouts that are common."""

import re
from typing import NamedTuple

from collectors.logs.severity import LEVEL_WORD, severity_named
from incidents.model.evidence import Severity


class Prefix(NamedTuple):
    """`rest` is the line without the prefix; `dated` tells that the line began with a time."""

    level: Severity | None
    logger: str | None
    rest: str
    dated: bool


_TIME = (
    r"(?:\d{4}[-/.]\d\d[-/.]\d\d(?:(?:T|,? |_| - )\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
    r"|\d\d/[A-Z][a-z]{2}/\d{4}[: ]\d\d:\d\d:\d\d(?: [+-]\d{4})?"
    r"|\d\d?-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: UTC)?"
    r"|\d\d?/\d\d?/\d{4},? \d\d?:\d\d:\d\d(?: [AP]M)?"
    r"|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\d\d? \d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: \d{4})?"
    r"|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)"
)
_START = re.compile(rf"\s*(?:\[\w{{1,40}}\]\s*\d*\s*-\s+)?[\[(<]?{_TIME}[\])>]?(?:\s*[|,:-](?=\s)|:)?\s*")
_LOGGER = r"[A-Za-z_][\w$./<>-]{0,120}(?:::[\w$.<>]{1,60})*"
# Elixir's and Sidekiq's loggers put pairs there.
_BEFORE = r"(?:\[[^\]\n]{0,80}\]\s*|\(?\d{1,10}\)?\s+|[a-z]\w{0,30}=\S{1,80}\s+){0,4}?"
_LEVEL_FIRST = re.compile(
    rf"(?P<before>{_BEFORE})(?P<open>[\[(<|]\s*)?(?P<level>(?i:{LEVEL_WORD}))\b(?P<close>\s*[\])>|])?"
)
_LOGGER_FIRST = re.compile(
    rf"{_BEFORE}(?P<logger>{_LOGGER})(?P<between>\s+-\s+|\s*\|\s*|[.:]\s?|\s+)\[?(?P<level>(?i:{LEVEL_WORD}))\b"
)
_AFTER = re.compile(
    r"(?:/[\w-]{1,40})?[\])>]?\s*"  # Celery: ERROR/MainProcess]
    r"(?:\(\d{1,10}\)(?=[:\s]))?"  # pino prints the process id here
    r"(?:[:|]+|-{1,2}(?=\s))?\s*"
    r"(?:\[(?P<bracket>[^\]\n]{1,80})\]\s*(?:[:|-](?=\s)\s*)?)?"
    rf"(?:(?:in\s+)?(?P<logger>{_LOGGER})(?::[\w<>]{{1,80}}:\d{{1,7}}|:\d{{1,7}})?"
    r"(?:\s*:\s+|:(?=[^\s/:])|\s+-{1,2}\s+|\s*\|\s+|\t|\s*\]\s*:?\s*))?"
)
_SPRING = re.compile(rf"\s*\d{{1,10}}\s+---\s*(?:\[[^\]\n]{{0,80}}\]\s*){{0,3}}(?P<logger>{_LOGGER})\s*:\s")
_SEPARATOR = re.compile(r"[\])>]?\s*(?:[:|]+|-{1,2}(?=\s))?\s*")
_DECORATED = (":", "|", "\t", "  ", " - ", "/")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_.$-]{0,80}")
_KLOG = re.compile(r"([IWEF])(?:\d{4})?\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s+\d+ ([\w./-]{1,80}):\d+\] ")
# "W module | …" after a time or not; with a colon or a dash only after one, for "I think: no" is a sentence.
_LETTER = re.compile(
    rf"(?:([DIWEF])|\[([DIWEF])\]) +(?:\d{{1,10}} +)?(?P<logger>{_LOGGER})(?P<mark> +\| +|: +| +- +)(?=\S)"
)
_RUBY = re.compile(r"([DIWEFA]), \[[^\]\n]{0,60}\]\s+\w+ -- ([^:\n]{0,60}):\s?")
_WARNING = re.compile(r"\S{1,300}:\d{1,7}: \w{0,60}Warning: ")
# What a worker of php-fpm writes comes with what its master puts around it.
_FPM = re.compile(
    r"(?:\[[^\]\n]{8,60}\] )?(?:WARNING: \[pool [^\]\n]{1,60}\] child \d{1,9} said into std(?:err|out): \")?"
    r"(?:NOTICE: )?PHP message: "
)
_PHP = re.compile(r"PHP (Notice|Warning|Deprecated|Fatal error|Parse error):")
_LETTERS: dict[str, Severity] = {
    "D": "DEBUG",
    "I": "INFO",
    "W": "WARNING",
    "E": "ERROR",
    "F": "CRITICAL",
    "A": "ERROR",
}
_PHP_LEVELS: dict[str, Severity] = {"Notice": "NOTICE", "Warning": "WARNING", "Deprecated": "WARNING"}
# Only these are levels when written small; "fine:" and "success:" are words of the message.
_SMALL = frozenset(
    ["debug", "dbug", "info", "notice", "warn", "warning", "error", "err", "fail", "crit", "critical", "fatal"]
)
_LONGEST = 600


def read_prefix(line: str) -> Prefix:
    """Split one line; a line without a known prefix comes back whole."""
    if len(line) > _LONGEST:
        head = read_prefix(line[:_LONGEST])
        return head._replace(rest=head.rest + line[_LONGEST:])
    fpm = _FPM.match(line)
    if fpm:
        return read_prefix(line[fpm.end() :])
    start = _START.match(line)
    at = start.end() if start else 0
    found = (
        _lettered(line)
        or _letter_first(line, at, dated=at > 0)
        or _level_first(line, at, dated=at > 0)
        or _logger_first(line, at, dated=at > 0)
    )
    if found and (found.rest.strip() or not found.level):
        return found
    if at and line[at:].strip():
        return Prefix(found.level if found else _warned(line[at:]), None, line[at:], dated=True)
    return Prefix(found.level if found else _warned(line), None, line, dated=at > 0)


def _lettered(line: str) -> Prefix | None:
    match = _KLOG.match(line) or _RUBY.match(line)
    if match is None:
        return None
    letter, logger = match.groups()
    return Prefix(_LETTERS[letter], logger.strip() or None, line[match.end() :], dated=True)


def _letter_first(line: str, at: int, *, dated: bool) -> Prefix | None:
    match = _LETTER.match(line, at)
    if match is None or not (dated or match[2] or "|" in match["mark"]):
        return None
    return Prefix(_LETTERS[match[1] or match[2]], match["logger"], line[match.end() :], dated)


def _warned(line: str) -> Severity | None:
    """Python's `warnings` and PHP name the kind of a warning in the message itself."""
    if _WARNING.match(line):
        return "WARNING"
    php = _PHP.match(line)
    return _PHP_LEVELS.get(php[1], "ERROR") if php else None


def _level_first(line: str, at: int, *, dated: bool) -> Prefix | None:
    match = _LEVEL_FIRST.match(line, at)
    if match is None:
        return None
    word, tail = match["level"], line[match.end() :]
    bracketed = bool(match["open"] and match["close"])
    follows_time = bool(_START.match(tail))
    decorated = tail.startswith(_DECORATED) or bool(match["close"])
    if bracketed or (word.isupper() and (dated or match["before"] or decorated or follows_time)):
        return _after(line, match, dated=dated)
    if word.isupper():
        # "ERROR payment refused", "CRITICAL STARTUP FAILURE": a level, and perhaps a word of the message too.
        return Prefix(severity_named(word), None, line[at:], dated) if tail[:1].isspace() else None
    if word.lower() in _SMALL and (tail.startswith(":") or (dated and tail.startswith(("\t", "  ")))):
        # "Error: connect ECONNREFUSED" is the name of an exception as well.
        stripped = _after(line, match, dated=dated)
        return stripped if word.islower() else stripped._replace(logger=None, rest=line[at:])
    return None


def _logger_first(line: str, at: int, *, dated: bool) -> Prefix | None:
    match = _LOGGER_FIRST.match(line, at)
    if match is None or not match["level"].isupper():
        return None
    only_space = not match["between"].strip()
    if only_space and not (dated and "." in match["logger"]):
        return None
    if not line.startswith((":", "]", "|", " ", "\t"), match.end()) and match.end() < len(line):
        return None
    behind = _SEPARATOR.match(line, match.end())
    assert behind is not None
    return Prefix(severity_named(match["level"]), match["logger"], line[behind.end() :], dated)


def _after(line: str, match: re.Match[str], *, dated: bool) -> Prefix:
    """What stands between the level and the message: process, thread, logger, sometimes the time."""
    end = match.end()
    again = _START.match(line, end)
    if again:
        end, dated = again.end(), True
    spring = _SPRING.match(line, end)
    if spring:
        return Prefix(severity_named(match["level"]), spring["logger"], line[spring.end() :], dated)
    behind = _AFTER.match(line, end)
    assert behind is not None
    logger, bracket, end = behind["logger"], behind["bracket"], behind.end()
    if bracket and not logger:
        if _NAME.fullmatch(bracket):
            logger = bracket
        else:
            end = behind.start("bracket") - 1
    return Prefix(severity_named(match["level"]), logger, line[end:], dated)
