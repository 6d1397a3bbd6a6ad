"""Session records."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.session_record import SessionRecords
from incidents.model.evidence import SessionRecord
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, badges, write

SESSION = {
    "name": "night watch",
    "mode": "read-only",
    "start": "2026-03-02T09:00:00Z",
    "end": "2026-03-02T11:00:00Z",
}


def read(tmp_path: Path, content: Any) -> tuple[list[SessionRecord], Reading]:
    write(tmp_path, {"session.json": json.dumps(content)})
    found = SessionRecords().collect(ask(tmp_path, "session.json", redactor=badges()))
    (reading,) = found.readings
    return [each for each in found.evidence if isinstance(each, SessionRecord)], reading


def test_a_session_is_read_whole(tmp_path: Path) -> None:
    (session,), reading = read(tmp_path, SESSION)
    assert session.id.startswith("session-")
    assert session.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "session-record",
        "at": "2026-03-02T09:00:00Z",
        "source": "session",
        "locator": "session.json record 1",
        "name": "night watch",
        "mode": "read-only",
        "end": "2026-03-02T11:00:00Z",
    }
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("declared", "mode"),
    [
        ("read-only", "read-only"),
        ("READ_ONLY", "read-only"),
        ("Read only", "read-only"),
        ("ro", "read-only"),
        ("read-write", "read-write"),
        ("rw", "read-write"),
        (None, "unknown"),
        ("careful", "unknown"),
    ],
)
def test_the_mode_is_one_of_two_or_unknown(tmp_path: Path, declared: str | None, mode: str) -> None:
    (session,), reading = read(tmp_path, {**SESSION, "mode": declared})
    assert session.mode == mode
    assert [problem.what for problem in reading.problems] == (
        ["modes that are neither read-only nor read-write"] if declared == "careful" else []
    )


def test_a_session_may_be_nested_and_name_its_times_otherwise(tmp_path: Path) -> None:
    nested = {"session": {"declared_mode": "read-only", "started_at": "2026-03-02T09:00:00Z"}, "other": 1}
    (session,), _ = read(tmp_path, nested)
    assert (session.name, session.mode, str(session.at), session.end) == (
        "session",
        "read-only",
        "2026-03-02T09:00:00Z",
        None,
    )


def test_several_sessions_are_several(tmp_path: Path) -> None:
    found, _ = read(tmp_path, {"sessions": [SESSION, {**SESSION, "name": "day"}]})
    assert {session.name for session in found} == {"night watch", "day"}


def test_times_without_a_zone_are_counted_and_unknown(tmp_path: Path) -> None:
    (session,), reading = read(tmp_path, {**SESSION, "start": "2026-03-02T09:00:00", "end": "later"})
    assert (session.at, session.end) == (None, None)
    assert reading.problems == (Problem(what="times without a zone", count=2, first="session.json record 1"),)


def test_an_end_before_the_start_is_counted_and_unknown(tmp_path: Path) -> None:
    (session,), reading = read(tmp_path, {**SESSION, "end": "2026-03-02T08:00:00Z"})
    assert session.end is None
    assert [problem.what for problem in reading.problems] == ["sessions that end before they start"]


def test_what_has_neither_a_mode_nor_a_start_is_no_session(tmp_path: Path) -> None:
    found, reading = read(tmp_path, [SESSION, {"name": "x"}])
    assert len(found) == 1
    assert [problem.what for problem in reading.problems] == ["records without a mode and a start"]


def test_a_file_without_a_session_is_a_failed_reading(tmp_path: Path) -> None:
    _, reading = read(tmp_path, {"name": "x"})
    assert reading.why == "it holds no session record in a shape that can be read. Nothing of it was kept"


def test_nothing_secret_is_kept(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    (session,), _ = read(tmp_path, {**SESSION, "name": mark, "note": mark})
    assert mark not in session.model_dump_json()


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"session.json": "{}"})
    assert SessionRecords().survey(ask(tmp_path, "*.json")) == ("*.json: session.json",)
    assert SessionRecords().name == "session"
