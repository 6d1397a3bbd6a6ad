import time

import pytest

from collectors.logs.messages.stacks.recognise import recognise_stack
from collectors.logs.messages.stacks.stack import Stack, frame


@pytest.mark.parametrize(
    ("files", "origin"),
    [
        (("/app/parcel/api.py", "/usr/local/lib/python3.11/site-packages/db.py"), "f0"),
        (("/app/parcel/api.py", "/usr/lib/python3/dist-packages/x.py", "<frozen importlib._bootstrap>"), "f0"),
        (("/app/src/a.js", "/app/node_modules/express/b.js", "node:internal/c"), "f0"),
        (("/app/main.go", "/go/pkg/mod/github.com/x/y.go", "/usr/local/go/src/net/http/server.go"), "f0"),
        (("/app/a.py", "/app/b.py"), "f1"),
        (("/usr/local/lib/python3.11/asyncio/tasks.py",), "f0"),  # nothing of the team's own: the deepest
        ((), None),
    ],
)
def test_a_stack_comes_from_the_deepest_function_that_is_the_teams_own(
    files: tuple[str, ...], origin: str | None
) -> None:
    assert Stack("E", None, tuple(frame(file, 1, f"f{n}") for n, file in enumerate(files))).origin == origin


def test_java_libraries_are_known_by_their_packages() -> None:
    frames = (frame("Load.java", 1, "com.parcel.Load.run"), frame("Proxy.java", 2, "org.springframework.aop.Proxy.go"))
    assert Stack("E", None, frames).origin == "com.parcel.Load.run"


@pytest.mark.parametrize(
    ("text", "error_type"),
    [
        ('Traceback (most recent call last):\n  File "a.py", line 1, in f\nKeyError: 1', "KeyError"),
        ("java.lang.Error: x\n\tat a.B.c(B.java:1)", "java.lang.Error"),
        ("TypeError: x\n    at f (/a.js:1:1)", "TypeError"),
        ("panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1", "panic"),
    ],
)
def test_each_language_is_recognised(text: str, error_type: str) -> None:
    stack = recognise_stack(text)
    assert stack is not None
    assert (stack.error_type, len(stack.frames)) == (error_type, 1)


@pytest.mark.parametrize("text", ["no stack", "two\nlines", "a list:\n  at home\n  at sea", ""])
def test_other_texts_hold_no_stack(text: str) -> None:
    assert recognise_stack(text) is None


@pytest.mark.parametrize(
    "unit", ["\n    at ", "\n\tat a.b(", '\n  File "', "\nCaused by: ", " | ", "(", "\n  at a (b:1:1)"]
)
def test_hostile_texts_take_no_time(unit: str) -> None:
    started = time.process_time()
    recognise_stack("Traceback (most recent call last):" + unit * 60_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("unit", ["  ", "\n", ")", ") in )", "(A(code: ): x at a:1", "Uncaught A: ", " in x"])
@pytest.mark.parametrize("end", ["\n#0 a(1): b\n", "\n   at"])
def test_what_no_reader_knows_is_looked_through_once(unit: str, end: str) -> None:
    started = time.process_time()
    for start in ("x", "\n at ", "Uncaught A: x"):
        recognise_stack(start + unit * (64_000 // len(unit)) + end)
    assert time.process_time() - started < 2
