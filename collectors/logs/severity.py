"""The severities of Cloud Logging under the names and numbers that logging libraries give them."""

from incidents.model.evidence import Severity

RANK: dict[Severity, int] = {
    "DEFAULT": 0,
    "DEBUG": 1,
    "INFO": 2,
    "NOTICE": 3,
    "WARNING": 4,
    "ERROR": 5,
    "CRITICAL": 6,
    "ALERT": 7,
    "EMERGENCY": 8,
}
_WORDS: dict[str, Severity] = {
    "trace": "DEBUG",
    "debug": "DEBUG",
    "dbug": "DEBUG",
    "dbg": "DEBUG",
    "fine": "DEBUG",
    "verbose": "DEBUG",
    "silly": "DEBUG",
    "info": "INFO",
    "information": "INFO",
    "informational": "INFO",
    "notice": "NOTICE",
    "success": "NOTICE",
    "warning": "WARNING",
    "warn": "WARNING",
    "warni": "WARNING",
    "wrn": "WARNING",
    "error": "ERROR",
    "err": "ERROR",
    "fail": "ERROR",
    "severe": "ERROR",
    "critical": "CRITICAL",
    "crit": "CRITICAL",
    "fatal": "CRITICAL",
    "panic": "CRITICAL",
    "dpanic": "CRITICAL",
    "alert": "ALERT",
    "emergency": "EMERGENCY",
    "emerg": "EMERGENCY",
}
# bunyan and pino; https://getpino.io/#/docs/api?id=level-string
_TENS: dict[int, Severity] = {10: "DEBUG", 20: "DEBUG", 30: "INFO", 40: "WARNING", 50: "ERROR", 60: "CRITICAL"}
# RFC 5424, which winston's syslog levels and GELF follow.
_SYSLOG: tuple[Severity, ...] = ("EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG")

# https://github.com/Seldaek/monolog/blob/main/src/Monolog/Level.php
_MONOLOG: dict[int, Severity] = {
    100: "DEBUG",
    200: "INFO",
    250: "NOTICE",
    300: "WARNING",
    400: "ERROR",
    500: "CRITICAL",
    550: "ALERT",
    600: "EMERGENCY",
}

LEVEL_WORD = "|".join(sorted(_WORDS, key=lambda word: (-len(word), word)))
"""An alternation of the level words, longest first, for regular expressions that ignore case."""


def stated_severity(value: object) -> Severity | None:
    """The `severity` field of a log entry, which names it or gives the number of the LogSeverity enumeration."""
    if isinstance(value, int) and not isinstance(value, bool):
        return next((name for name, rank in RANK.items() if rank and rank * 100 == value), None)
    return severity_named(value)


def severity_named(level: object) -> Severity | None:
    """The severity that a library's word or number means; None for DEFAULT, nothing, and what no library writes."""
    if isinstance(level, str):
        return _WORDS.get(level) or _WORDS.get(level.strip().lower())
    if isinstance(level, bool) or not isinstance(level, int | float):
        return None
    for table in (_TENS, _MONOLOG):
        if level in table:
            return table[int(level)]
    return _SYSLOG[int(level)] if level in range(len(_SYSLOG)) else None
