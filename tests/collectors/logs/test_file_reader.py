import json
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Ask
from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import TornPlaces
from collectors.logs.file_reader import FileReader
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from tests.collectors.logs.log_files import (
    HidingRedactor,
    ask,
    entry_of,
    moment,
    raw_entry,
    write_array,
    write_gzip,
    write_lines,
)


def read(asked: Ask, *names: str) -> tuple[list[str], list[Reading]]:
    """The texts that were kept and the reading of each file."""
    reader, kept = FileReader(asked), list[Entry]()
    readings = [reader.read(name, lambda entry, _: kept.append(entry)) for name in names]
    return [str(entry.body.get("textPayload")) for entry in kept], readings


def counted(reading: Reading) -> dict[str, int]:
    return {each.what: each.count for each in reading.problems}


def test_a_file_is_accounted_for(tmp_path: Path) -> None:
    write_array(tmp_path / "a.json", [raw_entry("later", second=9), raw_entry("earlier", second=2)])
    texts, (reading,) = read(ask(tmp_path), "a.json")
    assert texts == ["later", "earlier"]
    assert reading == Reading(
        id=f"reading-{digest('logs', 'a.json')}",
        source="logs",
        what="a.json",
        span=Span(start=Instant.parse(moment(2)), end=Instant.parse(moment(9))),
        items=2,
        status="complete",
    )


def test_what_is_not_kept_is_counted(tmp_path: Path) -> None:
    entries = [
        raw_entry("kept", second=1),
        raw_entry("kept", second=1),
        raw_entry("other", second=2, service="parcel-web"),
        raw_entry("late", second=11),
        raw_entry("at the end", second=10),
        raw_entry("no time") | {"timestamp": "2026-03-02T00:00:00"},
        raw_entry("other") | {"resource": {"type": "gce_instance", "labels": {"instance_id": "1"}}},
        {"a": 1},
    ]
    write_lines(tmp_path / "a.json", entries)
    texts, (reading,) = read(ask(tmp_path, until=10), "a.json")
    assert texts == ["kept", "at the end"]
    assert (reading.items, reading.status) == (2, "complete")
    assert reading.problems == (
        Problem(what="JSON objects that are no log entry of a service", count=1, first="value 8"),
        Problem(what="entries after the end of the window, not kept", count=1, first="value 4"),
        Problem(what="entries of another kind of resource, not kept", count=1, first="value 7"),
        Problem(what="entries of services outside the scope, not kept", count=1, first="value 3"),
        Problem(what="entries that were read already, not counted again", count=1, first="value 2"),
        Problem(what="entries whose timestamp is missing or names no moment", count=1, first="value 6"),
    )


def test_entries_before_the_window_are_its_history_and_kept(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.json", [raw_entry("x", second=-90_000)])
    asked = ask(tmp_path, until=10)
    span = Span(start=Instant.parse(moment(0)), end=Instant.parse(moment(10)))
    asked = Ask(scope=asked.scope.model_copy(update={"span": span}), root=asked.root, source=asked.source)
    assert read(asked, "a.json")[0] == ["x"]


def test_what_another_file_held_already_is_not_counted_again(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_lines(tmp_path / name, [raw_entry("x")])
    texts, (_, second) = read(ask(tmp_path), "a.json", "b.json")
    assert texts == ["x"]
    assert (second.items, second.span) == (0, Span())
    assert counted(second) == {"entries that were read already, not counted again": 1}


def test_a_cut_file_is_a_truncated_reading_of_what_came_before(tmp_path: Path) -> None:
    path = write_array(tmp_path / "a.json", [raw_entry("x", second=1), raw_entry("y", second=2)])
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    texts, (reading,) = read(ask(tmp_path), "a.json")
    assert texts == ["x"]
    assert (reading.status, reading.why) == ("truncated", "the last entry is cut off; what stands before that was read")
    assert counted(reading) == {"an entry that is cut off": 1}


def test_a_cut_gzip_file_is_a_truncated_reading(tmp_path: Path) -> None:
    lines = "".join(json.dumps(raw_entry(f"x {n}", second=n)) + "\n" for n in range(4000))
    path = write_gzip(tmp_path / "a.json.gz", lines)
    path.write_bytes(path.read_bytes()[:-2000])
    texts, (reading,) = read(ask(tmp_path), "a.json.gz")
    assert 0 < len(texts) == reading.items < 4000
    assert (reading.status, "ends before its last block" in str(reading.why)) == ("truncated", True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the file is empty. Nothing was read"),
        (b" \n\n", "the file is empty. Nothing was read"),
        (b"plain\nwords\n", "no log entry was recognised. Nothing was read"),
        (b'[{"name": "parcel"}]', "no log entry was recognised. Nothing was read"),
        (b'[{"insertId": "a"', "the last entry is cut off. Nothing was read"),
        (b"\x1f\x8b\x08", "the gzip stream ends before its last block. Nothing was read"),
        (bytes(100), "the file is empty. Nothing was read"),
    ],
)
def test_a_file_without_entries_is_a_failed_reading(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    _, (reading,) = read(ask(tmp_path), "a.json")
    assert (reading.status, reading.why, reading.items) == ("failed", why, 0)


def test_an_export_without_entries_is_complete(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]\n", encoding="utf-8")
    _, (reading,) = read(ask(tmp_path), "a.json")
    assert (reading.status, reading.items, reading.problems) == ("complete", 0, ())


def test_a_file_of_other_services_alone_is_complete(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.json", [raw_entry("x", service="parcel-web")])
    _, (reading,) = read(ask(tmp_path), "a.json")
    assert (reading.status, reading.items) == ("complete", 0)


def test_a_file_that_cannot_be_opened_is_a_failed_reading(tmp_path: Path) -> None:
    _, (reading,) = read(ask(tmp_path), "gone.json")
    assert (reading.status, "No such file" in str(reading.why)) == ("failed", True)


def test_a_read_error_in_the_middle_is_a_truncated_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.dumps(raw_entry("x")) + "\n"

    def break_off(*_: Any) -> Any:
        yield first
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("collectors.logs.file_reader.text_chunks", break_off)
    texts, (reading,) = read(ask(tmp_path), "a.json")
    assert (texts, reading.status) == (["x"], "truncated")
    assert "Input/output error" in str(reading.why)


def test_the_name_of_a_file_is_redacted_like_any_text(tmp_path: Path) -> None:
    write_lines(tmp_path / "s3cret.json", [raw_entry("x")])
    reader = FileReader(ask(tmp_path, redactor=HidingRedactor("s3cret")))
    kept: list[Entry] = []
    reading = reader.read("s3cret.json", lambda entry, _: kept.append(entry))
    assert reading.what == kept[0].file == "[redacted:word:1a2b].json"


def test_progress_adds_up_to_the_entries_that_were_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.json", [raw_entry("x", second=n) for n in range(4100)])
    told: list[tuple[str, int]] = []
    reader = FileReader(ask(tmp_path, progress=lambda what, items: told.append((what, items))))
    reader.read("a.json", lambda *_: None)
    assert told == [("a.json", 2000), ("a.json", 2000), ("a.json", 100)]


def test_torn_traces_are_looked_for_in_the_services_of_the_scope_and_the_window(tmp_path: Path) -> None:
    line = "Traceback (most recent call last):"
    inside, outside, late = raw_entry(line), raw_entry(line, service="parcel-web"), raw_entry(line, second=99)
    write_lines(tmp_path / "a.json", [inside, outside, late])
    (tmp_path / "b.json.gz").write_bytes(b"\x1f\x8b\x08")
    torn = TornPlaces()
    reader = FileReader(ask(tmp_path, services=("parcel-api",), until=50))
    for name in ("a.json", "b.json.gz", "gone.json"):
        reader.find_torn_traces(name, torn)
    torn.settle()
    assert [torn.holds(entry_of(raw)) for raw in (inside, outside, late)] == [True, False, False]


def test_a_file_that_the_system_does_not_open_is_a_failed_reading(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.json")  # a link to itself, which even root cannot read
    _, (reading,) = read(ask(tmp_path), "a.json")
    assert (reading.status, "symbolic links" in str(reading.why)) == ("failed", True)


def test_parts_of_split_entries_are_not_taken_for_lines_of_a_trace(tmp_path: Path) -> None:
    line, split = '  File "/app/a.py", line 1, in f', {"uid": "u1", "index": 1, "totalSplits": 2}
    write_lines(tmp_path / "a.json", [raw_entry(line, split=split)])
    torn = TornPlaces()
    FileReader(ask(tmp_path)).find_torn_traces("a.json", torn)
    torn.settle()
    assert not torn.holds(entry_of(raw_entry(line)))
