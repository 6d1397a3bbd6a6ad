from collectors.logs.messages.stacks.php import read_php
from collectors.logs.messages.stacks.stack import Stack, frame

# What PHP 8.2 logs for an exception that wraps another.
CRASH = """\
PHP Fatal error:  Uncaught InvalidArgumentException: no depot
at all in /app/depot.php:2
Stack trace:
#0 /app/depot.php(3): fetch()
#1 [internal function]: {closure}()
#2 /app/web.php(5): array_map()
#3 {main}

Next RuntimeException: cannot load in /app/depot.php:3
Stack trace:
#0 /app/web.php(4): Web->find()
#1 {main}
  thrown in /app/depot.php on line 3
"""


def test_the_cause_counts_and_each_place_lies_in_what_was_called_there() -> None:
    assert read_php(CRASH) == Stack(
        "InvalidArgumentException",
        "no depot\nat all",
        (
            frame("/app/web.php", 5, "{main}"),
            frame("/app/depot.php", 3, "{closure}"),
            frame("/app/depot.php", 2, "fetch"),
        ),
    )


def test_monolog_writes_the_exception_beside_the_message() -> None:
    text = (
        '[2026-03-02 10:00:00] production.ERROR: no depot {"exception":"[object] (App\\LoadError(code: 0): no depot'
        ' at /app/Depot.php:14)\n[stacktrace]\n#0 /app/Web.php(8): App\\Depot->find()\n#1 {main}\n"}'
    )
    assert read_php(text) == Stack(
        "App\\LoadError",
        "no depot",
        (frame("/app/Web.php", 8, "{main}"), frame("/app/Depot.php", 14, "App\\Depot->find")),
    )


def test_steps_below_an_unknown_line_keep_that_line_as_the_message() -> None:
    assert read_php("it broke\n#0 /app/Web.php(8): find()\n#1 {main}") == Stack(
        None, "it broke", (frame("/app/Web.php", 8, "{main}"),)
    )


def test_numbered_prose_is_no_stack() -> None:
    assert read_php("steps\n#0 go there\n#1 come back") is None
