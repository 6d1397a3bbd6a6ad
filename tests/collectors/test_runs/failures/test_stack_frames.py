"""Frames of printed stacks."""

import pytest

from collectors.test_runs.failures.stack_frames import MOST_FRAMES, crash_type, frames, line_style, relative
from incidents.model.evidence import Frame


def seen(text: str, rootdir: str | None = None) -> list[tuple[str, int | None, str]]:
    return [(frame.file, frame.line, frame.function) for frame in frames(text, rootdir)]


def test_python_prints_the_outermost_frame_first() -> None:
    text = 'Traceback\n  File "/app/tests/a.py", line 3, in test_a\n    b()\n  File "/usr/lib/b.py", line 7, in b\n'
    assert seen(text, "/app") == [("tests/a.py", 3, "test_a"), ("/usr/lib/b.py", 7, "b")]


def test_java_prints_the_innermost_frame_first() -> None:
    text = (
        "java.lang.AssertionError: x\n\tat org.acme.Deep.check(Deep.java:20)\n"
        "\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)\n\tat org.acme.ATest.run(ATest.kt)\n"
    )
    assert seen(text) == [
        ("ATest.kt", None, "org.acme.ATest.run"),
        ("Method.java", 580, "java.lang.reflect.Method.invoke"),
        ("Deep.java", 20, "org.acme.Deep.check"),
    ]


def test_node_prints_the_innermost_frame_first_and_some_without_a_function() -> None:
    text = "Error: x\n    at add (/app/src/add.js:4:9)\n    at /app/test/add.test.js:10:3\n"
    assert seen(text, "/app") == [("test/add.test.js", 10, ""), ("src/add.js", 4, "add")]


def test_the_function_of_the_long_style_is_the_first_definition_of_its_block() -> None:
    text = "    async def outer():\n        def inner():\n>           f()\n\ntests/a.py:4: ValueError"
    assert seen(text) == [("tests/a.py", 4, "outer")]


def test_a_windows_path_is_one_path() -> None:
    assert seen("C:\\app\\tests\\a.py:4: in f", "C:\\app") == [("tests/a.py", 4, "f")]


def test_lines_that_only_look_like_frames_are_none() -> None:
    assert seen("E   x.py:3: y\n    tests/a.py:4: ValueError\nratio: 3:4\nnote: at 5:6: now and then") == []


def test_a_long_stack_keeps_its_outer_third_and_its_inner_rest() -> None:
    text = "\n".join(f"a.py:{line}: in f" for line in range(1, 201))
    lines = [frame.line for frame in frames(text, None)]
    assert lines == [*range(1, 21), *range(161, 201)]
    assert len(lines) == MOST_FRAMES


@pytest.mark.parametrize(
    ("path", "rootdir", "shown"),
    [
        ("/app/tests/a.py", "/app", "tests/a.py"),
        ("/app/tests/a.py", "/app/", "tests/a.py"),
        ("/application/a.py", "/app", "/application/a.py"),
        ("./tests/a.py", None, "tests/a.py"),
        ("tests/a.py", "/app", "tests/a.py"),
    ],
)
def test_paths_are_seen_from_the_root(path: str, rootdir: str | None, shown: str) -> None:
    assert relative(path, rootdir) == shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.py:3: ValueError\nb.py:4: x.KeyError", "KeyError"),
        ("a.py:3: in f", None),
        ("main.go:3: failed", None),
        ("", None),
    ],
)
def test_the_last_location_names_the_type(text: str, found: str | None) -> None:
    assert crash_type(text) == found


def test_a_failure_of_the_line_style_is_told_from_other_lines() -> None:
    assert line_style("/app/a.py:3: ValueError: x")
    assert not line_style("a.py:3: in f")


def test_a_frame_is_a_frame_of_the_model() -> None:
    assert frames("a.py:3: in f", None) == (Frame(file="a.py", line=3, function="f"),)


@pytest.mark.parametrize(
    "line",
    [
        "a.py:{}: in f",
        '  File "a.py", line {}, in f',
        "\tat app//depot.Fees.find(Fees.java:{})",
        "#0 /app/Web.php({}): Depot->find(NULL)",
        "/app/a.py:{}: KeyError: 1",
    ],
)
def test_a_number_of_thousands_of_digits_is_no_line(line: str) -> None:
    assert frames(line.format("9" * 5000), None) == ()
