import json
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Ask, Source
from collectors.logs import Logs
from collectors.logs.entries.entry import Entry
from collectors.logs.file_reader import REPEATED, Account, FileReader
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from tests.collectors.logs.log_files import (
    HidingRedactor,
    ask,
    moment,
    patterns,
    raw_entry,
    write_array,
    write_gzip,
    write_lines,
)


def read(asked: Ask, *names: str) -> tuple[list[str], list[Reading]]:
    """The texts that were kept, and the reading of each file in the order of names."""
    collected = Logs().collect(Ask(**{**vars(asked), "source": Source(globs=names)}))
    kept = [each.text for record in patterns(collected) for each in record.exemplars]
    readings = sorted((each for each in collected.readings if each.what in names), key=lambda each: each.what)
    return sorted(kept), readings


def account_of(asked: Ask, name: str) -> tuple[list[str], Account]:
    """What the careful reader handed on of one file, and its account."""
    kept: list[Entry] = []
    account = FileReader(asked).read(asked.root / name, name, kept.append)
    return [str(entry.body.get("textPayload")) for entry in kept], account


def counted(reading: Reading) -> dict[str, int]:
    return {each.what: each.count for each in reading.problems}


def test_a_file_is_accounted_for(tmp_path: Path) -> None:
    write_array(tmp_path / "a.json", [raw_entry("later", second=9), raw_entry("earlier", second=2)])
    texts, (reading,) = read(ask(tmp_path), "a.json")
    assert texts == ["earlier", "later"]
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
    assert texts == ["at the end", "kept"]
    assert (reading.items, reading.status) == (2, "complete")
    assert reading.problems == (
        Problem(what="JSON objects that are no log entry of a service", count=1, first="value 8"),
        Problem(what="entries after the end of the window, not kept", count=1, first="value 4"),
        Problem(what="entries of another kind of resource, not kept", count=1, first="value 7"),
        Problem(what="entries of services outside the scope, not kept", count=1, first="value 3"),
        Problem(what=REPEATED, count=1, first="among others entry stderr-instance-a-1"),
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
    _, (reading,) = read(ask(tmp_path), "a.json.gz")
    assert 0 < reading.items < 4000
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


def test_a_file_that_cannot_be_opened_has_an_account_of_nothing(tmp_path: Path) -> None:
    _, account = account_of(ask(tmp_path), "gone.json")
    assert "No such file" in str(account.nothing)


def test_a_read_error_in_the_middle_is_a_truncated_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.dumps(raw_entry("x")) + "\n"

    def break_off(*_: Any) -> Any:
        yield first
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("collectors.logs.file_reader.text_chunks", break_off)
    texts, account = account_of(ask(tmp_path), "a.json")
    assert (texts, account.nothing) == (["x"], None)
    assert "Input/output error" in str(account.broken)


def test_the_name_of_a_file_is_redacted_like_any_text(tmp_path: Path) -> None:
    write_lines(tmp_path / "s3cret.json", [raw_entry("x")])
    collected = Logs().collect(ask(tmp_path, redactor=HidingRedactor("s3cret")))
    assert collected.readings[0].what == "[redacted:word:1a2b].json"
    assert "s3cret" not in collected.model_dump_json()


def test_progress_adds_up_to_the_entries_that_were_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.json", [raw_entry("x", second=n) for n in range(4100)])
    told: list[tuple[str, int]] = []
    reader = FileReader(ask(tmp_path, progress=lambda what, items: told.append((what, items))))
    reader.read(tmp_path / "a.json", "a.json", lambda _: None)
    assert told == [("a.json", 2000), ("a.json", 2000), ("a.json", 100)]


def test_a_file_that_the_system_does_not_open_has_an_account_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.json")  # a link to itself, which even root cannot read
    _, account = account_of(ask(tmp_path), "a.json")
    assert "symbolic links" in str(account.nothing)
