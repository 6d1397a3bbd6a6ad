import pytest

from collectors.logs.messages.stacks.python import CHAINED, read_python
from collectors.logs.messages.stacks.stack import Stack, frame

SIMPLE = """\
Traceback (most recent call last):
  File "/usr/local/lib/python3.11/site-packages/web/app.py", line 90, in call
    return await handler(request)
           ^^^^^^^^^^^^^^^^^^^^^^
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
KeyError: 'depot'
"""
FRAMES = (
    frame("/usr/local/lib/python3.11/site-packages/web/app.py", 90, "call"),
    frame("/app/parcel/api.py", 12, "get_parcel"),
)


def test_a_traceback_has_its_frames_outermost_first_and_the_exception_behind_the_last() -> None:
    assert read_python(f"ERROR:    Exception in ASGI application\n{SIMPLE}") == Stack("KeyError", "'depot'", FRAMES)


@pytest.mark.parametrize(
    ("last", "error_type", "message"),
    [
        ("asyncio.exceptions.TimeoutError", "asyncio.exceptions.TimeoutError", None),
        ("KeyboardInterrupt", "KeyboardInterrupt", None),
        ("parcel.errors.Load.<locals>.Refused: no", "parcel.errors.Load.<locals>.Refused", "no"),
        ("ValueError: ", "ValueError", None),
        ("no name at all", None, "no name at all"),
        (
            "psycopg.errors.UniqueViolation: duplicate key\nDETAIL:  Key (id)=(1) already exists.",
            "psycopg.errors.UniqueViolation",
            "duplicate key\nDETAIL:  Key (id)=(1) already exists.",
        ),
        (
            "pydantic.ValidationError: 1 validation error for Settings\nDEPOT_URL\n  field required",
            "pydantic.ValidationError",
            "1 validation error for Settings\nDEPOT_URL\n  field required",
        ),
    ],
)
def test_the_exception_is_the_line_right_after_the_last_frame(
    last: str, error_type: str | None, message: str | None
) -> None:
    assert read_python(SIMPLE.replace("KeyError: 'depot'", last)) == Stack(error_type, message, FRAMES)


@pytest.mark.parametrize(
    "between",
    [
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
    ],
)
def test_of_a_chain_the_last_exception_counts_with_its_own_frames(between: str) -> None:
    outer = (
        'Traceback (most recent call last):\n  File "/app/parcel/main.py", line 3, in run\n    x\nLoadError: refused'
    )
    assert read_python(f"{SIMPLE}\n{between}\n\n{outer}") == Stack(
        "LoadError", "refused", (frame("/app/parcel/main.py", 3, "run"),)
    )


GROUP = """\
  + Exception Group Traceback (most recent call last):
  |   File "/app/parcel/main.py", line 3, in run
  |     async with group():
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/parcel/api.py", line 12, in get_parcel
    |     return load(key)
    | KeyError: 'depot'
    +------------------------------------
"""


def test_of_an_exception_group_the_exception_inside_counts() -> None:
    assert read_python(GROUP) == Stack("KeyError", "'depot'", FRAMES[1:])


def test_a_traceback_behind_a_group_counts_more() -> None:
    chained = f"{GROUP}\nDuring handling of the above exception, another exception occurred:\n\n{SIMPLE}"
    assert read_python(chained) == Stack("KeyError", "'depot'", FRAMES)


def test_a_cut_traceback_keeps_its_frames() -> None:
    assert read_python(SIMPLE[: SIMPLE.index("KeyError")]) == Stack(None, None, FRAMES)


def test_a_cut_traceback_does_not_hide_a_whole_one_before_it() -> None:
    cut = SIMPLE[: SIMPLE.index("    return load")]
    assert read_python(
        f"{SIMPLE}\nDuring handling of the above exception, another exception occurred:\n\n{cut}"
    ) == Stack("KeyError", "'depot'", FRAMES)


def test_a_cut_traceback_at_the_beginning_of_a_chain_is_passed_over() -> None:
    cut = SIMPLE[: SIMPLE.index("KeyError")]
    assert read_python(f"{cut}{CHAINED[0]}\n\n{SIMPLE}") == Stack("KeyError", "'depot'", FRAMES)


def test_repeated_frames_and_syntax_errors_are_read() -> None:
    text = (
        'Traceback (most recent call last):\n  File "/app/a.py", line 1, in f\n    f()\n'
        "  [Previous line repeated 996 more times]\n"
        '  File "/app/b.py", line 2\n    def (\n        ^\nSyntaxError: invalid syntax\n'
    )
    assert read_python(text) == Stack(
        "SyntaxError", "invalid syntax", (frame("/app/a.py", 1, "f"), frame("/app/b.py", 2, "<module>"))
    )


def test_prose_is_no_traceback() -> None:
    assert read_python('File "x", line 3, in f\nKeyError: 1') is None
