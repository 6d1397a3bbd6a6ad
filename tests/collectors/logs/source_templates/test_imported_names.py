import time

import pytest

from collectors.logs.source_templates.imported_names import imported_names
from collectors.logs.source_templates.leading_calls import CodeFiles
from incidents.model.evidence import Frame

PYTHON = """\
import io, a.b as c
import d.e
from PIL import Image, ImageFont as Font
from x import (
    y,
    z,
)
from . import near
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a/q.py",
            PYTHON,
            [
                ("io", "io"),
                ("c", "a.b"),
                ("d", "d.e"),
                ("Image", "PIL"),
                ("Font", "PIL"),
                ("y", "x"),
                ("z", "x"),
            ],
        ),
        (
            "a/q.ts",
            "import far, { one, two as three } from '@s/far';\nimport near from './near';\nconst x = require('x');\n",
            [("far", "@s/far"), ("one", "@s/far"), ("three", "@s/far"), ("x", "x")],
        ),
        (
            "a/q.go",
            'import (\n\t"fmt"\n\tp "example.com/a/pool"\n\t"example.com/a/queue/v2"\n)\n',
            [("p", "example.com/a/pool"), ("queue", "example.com/a/queue/v2")],
        ),
        ("a/Q.java", "import org.far.Thing;\n", [("Thing", "org.far.Thing")]),
    ],
)
def test_the_names_of_a_file_of_the_stack(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    frames = (Frame(file=f"/srv/{path}", line=9, function="send"),)
    found = imported_names(frames, CodeFiles({path: text.encode()}))
    assert [(each.name, each.source) for each in found] == expected


@pytest.mark.parametrize("path", ["a/Q.java", "a/q.go", "a/q.py", "a/q.php"])
def test_lines_without_anything_take_no_time(path: str) -> None:
    frames = (Frame(file=f"/srv/{path}", line=9, function="send"),)
    started = time.process_time()
    assert imported_names(frames, CodeFiles({path: b"\n" * 100_000})) == ()
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("path", "text"), [("a/q.ts", "import a " * 100 + " " * 90_000), ("a/q.go", '"a.' + "/" * 90_000 + "\n")]
)
def test_a_line_made_to_be_searched_for_long_is_not(path: str, text: str) -> None:
    frames = (Frame(file=f"/srv/{path}", line=1, function="send"),)
    started = time.process_time()
    assert imported_names(frames, CodeFiles({path: text.encode()})) == ()
    assert time.process_time() - started < 1
