import time

import pytest

from collectors.logs.messages.line_prefix import read_prefix

LAYOUTS = [
    # Python: logging with the common format, basicConfig, Flask, Django, loguru, structlog, Celery, alembic, warnings
    ("2026-03-02 00:40:45,146 - parcel.db - ERROR - no route", "ERROR", "parcel.db", "no route"),
    ("2026-03-02 00:40:45,146 - root - ERROR - ALERT: no route", "ERROR", "root", "ALERT: no route"),
    ("2026-03-02 00:40:45,146 ERROR parcel.db: no route", "ERROR", "parcel.db", "no route"),
    ("ERROR:parcel.db:no route: none", "ERROR", "parcel.db", "no route: none"),
    ("WARNING:root:slow", "WARNING", "root", "slow"),
    ("[2026-03-02 00:40:45,146] ERROR in app: no route", "ERROR", "app", "no route"),
    ("ERROR 2026-03-02 00:40:45,146 views 12 140 no route", "ERROR", None, "views 12 140 no route"),
    ("2026-03-02 00:40:45.146 | ERROR    | parcel.main:send:42 - no route", "ERROR", "parcel.main", "no route"),
    ("2026-03-02 00:40:45 [error    ] no route   [parcel] a=1", "ERROR", None, "no route   [parcel] a=1"),
    ("[2026-03-02 00:40:45,146: ERROR/MainProcess] Task failed", "ERROR", None, "Task failed"),
    ("INFO  [alembic.runtime.migration] Context", "INFO", "alembic.runtime.migration", "Context"),
    ("/app/x.py:12: DeprecationWarning: old", "WARNING", None, "/app/x.py:12: DeprecationWarning: old"),
    # PHP behind php-fpm; Elixir's and Sidekiq's pairs before or behind the level
    ("NOTICE: PHP message: PHP Warning:  no route", "WARNING", None, "PHP Warning:  no route"),
    (
        '[26-Nov-2026 12:00:00] WARNING: [pool www] child 7 said into stderr: "NOTICE: PHP message: ERROR: no"',
        *("ERROR", None, 'no"'),
    ),
    ("[26-Nov-2026 12:00:00 UTC] PHP Warning:  no route", "WARNING", None, "PHP Warning:  no route"),
    ("12:00:00.000 request_id=F9xk [error] no route", "ERROR", None, "no route"),
    ("2026-03-02T00:40:45.1Z pid=1 tid=ab class=Job jid=12 WARN: no route", "WARNING", None, "no route"),
    # uvicorn and gunicorn
    ("ERROR:    Exception in ASGI application", "ERROR", None, "Exception in ASGI application"),
    ("WARNING:  Invalid HTTP request received.", "WARNING", None, "Invalid HTTP request received."),
    ("[2026-03-02 00:40:45 +0000] [7] [INFO] Booting worker", "INFO", None, "Booting worker"),
    # Java: logback, log4j, Spring Boot 2 and 3
    ("00:40:45.123 [main] ERROR c.p.Routes - no route", "ERROR", "c.p.Routes", "no route"),
    ("2026-03-02 00:40:45,146 [pool-1-thread-3] WARN  com.parcel.Db - slow", "WARNING", "com.parcel.Db", "slow"),
    ("2026-03-02 00:40:45.146 ERROR 1 --- [nio-8080-exec-1] c.p.Routes : no route", "ERROR", "c.p.Routes", "no route"),
    ("2026-03-02T00:40:45.1Z ERROR 1 --- [parcel] [exec-1] c.p.Routes : no", "ERROR", "c.p.Routes", "no"),
    # Go: klog, zap's console, the standard logger
    ("E0302 00:40:45.123456       1 reflector.go:123] no route", "ERROR", "reflector.go", "no route"),
    ("2026-03-02T00:40:45.146Z\terror\tapi/main.go:12\tno route", "ERROR", "api/main.go", "no route"),
    ("2026/03/02 00:40:45 listening", None, None, "listening"),
    # Rust: env_logger and tracing
    ("[2026-03-02T00:40:45Z ERROR parcel::db] no route", "ERROR", "parcel::db", "no route"),
    ("2026-03-02T00:40:45.1Z ERROR parcel::db: no route", "ERROR", "parcel::db", "no route"),
    # Node: winston, NestJS, pino-pretty
    ("2026-03-02T00:40:45Z [error]: no route", "ERROR", None, "no route"),
    ("2026-03-02T00:40:45Z error: no route", "ERROR", None, "no route"),
    ("error: no route", "ERROR", None, "no route"),
    ("[Nest] 1  - 03/02/2026, 12:40:45 AM   ERROR [Routes] no route", "ERROR", "Routes", "no route"),
    ("[12:40:45.123] ERROR (17): no route", "ERROR", None, "no route"),
    # Ruby, PHP, .NET, nginx, PostgreSQL
    ("E, [2026-03-02T00:40:45.146000 #1] ERROR -- : no route", "ERROR", None, "no route"),
    ("W, [2026-03-02T00:40:45.146000 #1]  WARN -- parcel: slow", "WARNING", "parcel", "slow"),
    ("[2026-03-02T00:40:45+00:00] app.ERROR: no route", "ERROR", "app", "no route"),
    ("PHP Fatal error:  Uncaught", "ERROR", None, "PHP Fatal error:  Uncaught"),
    ("PHP Deprecated:  old", "WARNING", None, "PHP Deprecated:  old"),
    ("fail: Parcel.Routes[13]", "ERROR", None, "Parcel.Routes[13]"),
    ("2026/03/02 00:40:45 [error] 7#7: *1 no route", "ERROR", None, "7#7: *1 no route"),
    ('2026-03-02 00:40:45.1 UTC [12] ERROR:  relation "x"', "ERROR", None, 'relation "x"'),
    ("2026-03-02T00:40:45.1Z 12 [Warning] [MY-013360] old", "WARNING", None, "[MY-013360] old"),
    # A letter for the level: glog with a year, and layouts of one's own
    ("W20260302 00:40:45.123456     1 pool.cc:12] slow", "WARNING", "pool.cc", "slow"),
    ("W parcel.db | slow", "WARNING", "parcel.db", "slow"),
    ("2026-03-02 00:40:45,146 E parcel.db | no route", "ERROR", "parcel.db", "no route"),
    ("2026-03-02 00:40:45 I parcel.db: up", "INFO", "parcel.db", "up"),
    ("2026-03-02 00:40:45 [W] parcel.db - slow", "WARNING", "parcel.db", "slow"),
    ("[E] parcel.db: no route", "ERROR", "parcel.db", "no route"),
    # A letter that begins a sentence, or a code that begins with one
    ("I think: no route", None, None, "I think: no route"),
    ("E parcel.db no route", None, None, "E parcel.db no route"),
    ("A parcel.db | no route", None, None, "A parcel.db | no route"),
    ("E17 parcel.db | no route", None, None, "E17 parcel.db | no route"),
    ("W parcel.db |", None, None, "W parcel.db |"),
    # Brackets alone
    ("[ERROR] no route", "ERROR", None, "no route"),
    ("[warn] slow", "WARNING", None, "slow"),
    ("[INFO] error count: 0", "INFO", None, "error count: 0"),
    # A level that may be a word of the message as well stays in it
    ("CRITICAL START FAILURE: no route", "CRITICAL", None, "CRITICAL START FAILURE: no route"),
    ("Error: connect ECONNREFUSED", "ERROR", None, "Error: connect ECONNREFUSED"),
    ("Warning: slow", "WARNING", None, "Warning: slow"),
    # No prefix
    ("Error routing the parcel", None, None, "Error routing the parcel"),
    ("No error found", None, None, "No error found"),
    ("3 errors found", None, None, "3 errors found"),
    ("fine: all is well", None, None, "fine: all is well"),
    ("parcel.db - ERRORS - failed", None, None, "parcel.db - ERRORS - failed"),
    ("parcel.db - ERROR-17 failed", None, None, "parcel.db - ERROR-17 failed"),
    ("parcel.db ERROR failed", None, None, "parcel.db ERROR failed"),
    ("ERROR", None, None, "ERROR"),
    ("2026-03-02 00:40:45,146", None, None, "2026-03-02 00:40:45,146"),
    ("", None, None, ""),
]


@pytest.mark.parametrize(("line", "level", "logger", "rest"), LAYOUTS)
def test_time_level_and_logger_are_split_from_the_message(
    line: str, level: str | None, logger: str | None, rest: str
) -> None:
    prefix = read_prefix(line)
    assert (prefix.level, prefix.logger, prefix.rest) == (level, logger, rest)


def test_a_line_that_begins_with_a_time_is_known_as_a_record_of_its_own() -> None:
    assert [read_prefix(line).dated for line in ("2026/03/02 00:40:45 up", "E0302 00:40:45.1 1 a.go:1] x", "up")] == [
        True,
        True,
        False,
    ]


def test_a_long_line_loses_nothing_behind_its_prefix() -> None:
    assert read_prefix("ERROR: " + "x" * 5000).rest == "x" * 5000


@pytest.mark.parametrize("unit", ["[", "[a] ", "1 ", "a.", "a::", "- ", "ERROR", "2026-", ": ", "\t", '"'])
def test_hostile_lines_take_no_time(unit: str) -> None:
    started = time.process_time()
    read_prefix(unit * 50_000)
    assert time.process_time() - started < 0.5
