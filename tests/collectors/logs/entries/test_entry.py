from typing import Any

import pytest

from collectors.logs.entries.entry import NO_ENTRY, UNKNOWN_REVISION, Entry, read_entry
from collectors.logs.entries.moment import Clock
from tests.collectors.logs.log_files import START, entry_of, raw_entry


def test_an_entry_keeps_what_tells_whose_it_is() -> None:
    raw = raw_entry("x", second=1.5, severity="WARNING", trace="projects/parcel/traces/abc", insert_id="i1")
    assert entry_of(raw, "a.json") == Entry(
        at=(START + 1) * 1_000_000_000 + 500_000_000,
        insert_id="i1",
        service="parcel-api",
        revision="parcel-api-00001-aaa",
        instance="instance-a",
        trace="projects/parcel/traces/abc",
        log="stderr",
        stated="WARNING",
        file="a.json",
        body=raw,
    )


@pytest.mark.parametrize(
    ("name", "log"),
    [
        ("projects/p/logs/run.googleapis.com%2Fstdout", "stdout"),
        ("projects/p/logs/run.googleapis.com%2fvarlog%2fsystem", "varlog/system"),
        ("projects/p/logs/cloudaudit.googleapis.com%2Fsystem_event", "system_event"),
        ("projects/p/logs/worker", "worker"),  # written through the client library
        ("worker", "worker"),
        (None, ""),
        (7, ""),
    ],
)
def test_the_log_is_known_by_its_own_name(name: Any, log: str) -> None:
    assert entry_of(raw_entry("x") | {"logName": name}).log == log


def test_missing_parts_are_unknown_and_not_guessed() -> None:
    raw: dict[str, Any] = {
        "timestamp": "2026-03-02T00:00:00Z",
        "resource": {"labels": {"service_name": "parcel-api", "revision_name": ""}},
        "severity": "DEFAULT",
        "labels": None,
        "insertId": 7,
    }
    entry = entry_of(raw)
    assert (entry.revision, entry.instance, entry.trace, entry.log) == (UNKNOWN_REVISION, None, None, "")
    assert (entry.insert_id, entry.stated) == ("", None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"resource": {"type": "cloudsql_database", "labels": {"database_id": "d"}}}, "another kind of resource"),
        ({"resource": []}, NO_ENTRY),
        ({"resource": {"labels": {"service_name": 5}}}, "another kind of resource"),
        ({"timestamp": None}, "timestamp is missing or names no moment"),
        ({"timestamp": "2026-03-02T00:00:00"}, "timestamp is missing or names no moment"),
    ],
)
def test_what_is_no_entry_of_a_service_comes_back_as_the_reason(change: dict[str, Any], reason: str) -> None:
    got = read_entry(raw_entry("x") | change, "a.json", Clock())
    assert isinstance(got, str)
    assert reason in got
