import time

import pytest

from collectors.logs.source_templates.leading_calls import CodeFiles
from collectors.logs.source_templates.stored_before import stored_before
from incidents.model.evidence import Frame, LeadingCall


def calls(path: str, content: str, failed: str = "fail(") -> list[tuple[int, str, str]]:
    line = next(number for number, text in enumerate(content.split("\n"), 1) if failed in text)
    frames = (Frame(file=f"/srv/{path}", line=line, function="book"),)
    found = stored_before(frames, CodeFiles({path: content.encode()}))
    assert all(each.line == line for each in found)
    return [(each.called_in, each.receiver, each.name) for each in found]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("app/a.py", "def book(x):\n    session.commit()\n    fail(x)\n", [(2, "session", "commit")]),
        (
            "app/a.py",
            "def book(x):\n    with Session() as s:\n        s.add(x)\n        s.commit()\n    fail(x)\n",
            [(4, "s", "commit")],
        ),
        ("app/a.py", "def book(x):\n    http.post(f'{URL}/x', x)\n    fail(x)\n", [(2, "http", "post")]),
        ("app/a.ts", "function book(x) {\n  await repo.save(x);\n  fail(x);\n}\n", [(2, "repo", "save")]),
        (
            "app/a.ts",
            "function book(x) {\n  await fetch(url, { method: 'POST', body });\n  fail(x);\n}\n",
            [(2, "", "fetch")],
        ),
        ("app/a.py", "def book(x):\n    done = topic.publish(x)\n    fail(x)\n", [(2, "topic", "publish")]),
        ("app/a.go", "func book(x X) {\n\ttx.Commit()\n\tfail(x)\n}\n", [(2, "tx", "Commit")]),
    ],
)
def test_what_had_been_stored_or_sent_when_a_line_failed(
    path: str, content: str, expected: list[tuple[int, str, str]]
) -> None:
    assert calls(path, content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "def book(x):\n    fail(x)\n    session.commit()\n",
        "def other(x):\n    session.commit()\n\ndef book(x):\n    fail(x)\n",
        "def book(x):\n    if x:\n        session.commit()\n    fail(x)\n",
        "def book(x):\n    if x:\n        session.commit()\n    else:\n        fail(x)\n",
        "def book(x):\n    with Session() as s:\n        if x:\n            s.commit()\n    fail(x)\n",
        "def book(x):\n    session.add(x)\n    fail(x)\n",
        "def book(x):\n    cache.post(x)\n    fail(x)\n",
        "def book(x):\n    # session.commit()\n    fail(x)\n",
        "def book(x):\n    done = topic.publish(x)\n    fail(done)\n",
    ],
    ids=[
        "below",
        "another function",
        "a condition",
        "another branch",
        "a condition within",
        "open",
        "no way",
        "remark",
        "asked for",
    ],
)
def test_what_may_not_have_been_done_is_not_told(content: str) -> None:
    assert calls("app/a.py", content) == []


def test_the_callers_of_what_failed_stored_before_they_called_it() -> None:
    code = CodeFiles(
        {"app/a.py": b"def book(x):\n    box.save()\n    b.plan(x)\n", "app/b.py": b"def plan(x):\n    1 / 0\n"}
    )
    frames = (
        Frame(file="/srv/app/a.py", line=3, function="book"),
        Frame(file="/srv/app/b.py", line=2, function="plan"),
    )
    assert stored_before(frames, code) == (
        LeadingCall(file="app/a.py", line=3, called_in=2, receiver="box", name="save"),
    )


@pytest.mark.parametrize(
    "content",
    [
        "x = a.save()\n" * 39 + "y " * 150_000 + "fail(",
        ("a." * 500 + "\n") * 6 + "fail(",
        ("a" * 999 + "\n") * 30 + "fail(",
    ],
    ids=["a long line", "long chains", "long names"],
)
def test_a_file_made_to_be_searched_for_long_is_not(content: str) -> None:
    code = CodeFiles({"app/a.py": content.encode()})
    frames = (Frame(file="/srv/app/a.py", line=content.count("\n") + 1, function="f"),)
    started = time.process_time()
    stored_before(frames * 6, code)
    assert time.process_time() - started < 0.7
