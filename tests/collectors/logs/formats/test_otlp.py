import json
from pathlib import Path
from typing import Any

import pytest

from collectors.logs import Logs
from collectors.logs.formats.otlp import OtlpEntries, is_otlp
from collectors.problem_tally import ProblemTally
from tests.collectors.logs.formats.otlp_files import batch, record
from tests.collectors.logs.log_files import ask, counts, patterns, raw_entry, write_lines

STACK = """\
Traceback (most recent call last):
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
KeyError: 'depot'
"""


@pytest.mark.parametrize(
    ("head", "recognised"),
    [
        (json.dumps(batch(record("x"))), True),
        (json.dumps(batch(record("x")), indent=2), True),
        ('{"resourceSpans":[]}\n{"resourceLogs":[]}', True),
        ('[{"resourceLogs": []}]', True),
        (json.dumps(raw_entry({"resourceLogs": []})), False),
        ("2026-03-02T00:00:00Z resourceLogs", False),
        ("", False),
    ],
)
def test_it_is_recognised_by_its_first_key(head: str, recognised: bool) -> None:
    assert is_otlp(head) is recognised


def test_an_object_and_lines_of_batches_give_the_same_evidence(tmp_path: Path) -> None:
    records = [record(f"parcel {n} lost", second=n, number=17) for n in range(5)]
    error = {"exception.type": "KeyError", "exception.message": "'depot'", "exception.stacktrace": STACK}
    records.append(record("load failed", second=9, number=17, traceId="5b8e", attributes=error))
    whole, lines = tmp_path / "whole", tmp_path / "lines"
    for folder in (whole, lines):
        folder.mkdir()
    (whole / "logs.json").write_text(json.dumps(batch(*records), indent=1), encoding="utf-8")
    write_lines(lines / "logs.json", [batch(each) for each in records[::-1]])
    collected = Logs().collect(ask(whole))
    assert Logs().collect(ask(lines)).evidence == collected.evidence
    assert counts(collected) == {"parcel <num> lost": 5, "KeyError: 'depot' in get_parcel": 1}
    (error_pattern,) = (each for each in patterns(collected) if each.error_type)
    assert (error_pattern.error_type, error_pattern.frames[0].function) == ("KeyError", "get_parcel")
    assert error_pattern.exemplars[0].trace == "5b8e"
    assert error_pattern.by_revision[0].revision == "parcel-api-00001-aaa"
    (reading,) = collected.readings
    assert (reading.status, reading.items, reading.problems) == ("complete", 6, ())


def test_a_record_that_comes_twice_is_known_by_its_id_only(tmp_path: Path) -> None:
    named = record("a", attributes={"log.record.uid": "u1"})
    collected = collect_lines(tmp_path, batch(named, record("b")), batch(named, record("b")))
    assert counts(collected) == {"a": 1, "b": 2}


def test_records_of_other_services_and_without_a_time_are_counted(tmp_path: Path) -> None:
    other = batch(record("x"), **{"service.name": "parcel-web"})
    timeless = batch(record("x", timeUnixNano="0", observedTimeUnixNano="0"))
    nobody = batch(record("x"), **{"host.name": "h"})
    collected = collect_lines(tmp_path, batch(record("y")), other, timeless, nobody, {"resourceSpans": [{}]})
    assert counts(collected) == {"y": 1}
    assert {each.what: each.first for each in collected.readings[0].problems} == {
        "entries of services outside the scope, not kept": "value 2",
        "entries whose timestamp is missing or names no moment": "value 3",
        "JSON objects that are no log entry of a service": "value 4",
        "batches of spans or metrics, which are no logs": "value 5",
    }


@pytest.mark.parametrize(
    "hostile",
    [
        {"resourceLogs": 5},
        {"resourceLogs": [5, None, {"scopeLogs": {"a": 1}}, {"resource": "x", "scopeLogs": ["x"]}]},
        {"resourceLogs": [{"scopeLogs": [{"scope": 1, "logRecords": [[], "x"]}]}]},
    ],
)
def test_other_shapes_are_counted_and_do_no_harm(tmp_path: Path, hostile: Any) -> None:
    collected = collect_lines(tmp_path, batch(record("x")), hostile)
    assert counts(collected) == {"x": 1}
    (problem,) = collected.readings[0].problems
    assert problem.what == "parts of OpenTelemetry batches in a shape that is not known"


def test_entries_of_cloud_logging_in_the_same_file_are_read_too(tmp_path: Path) -> None:
    assert counts(collect_lines(tmp_path, batch(record("x")), raw_entry("y"))) == {"x": 1, "y": 1}


def test_a_batch_that_is_cut_off_is_said_and_earlier_ones_are_kept(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "logs.json", [batch(record("x")), batch(record("y"))])
    path.write_text(path.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    collected = Logs().collect(ask(tmp_path))
    assert counts(collected) == {"x": 1}
    assert [reading.status for reading in collected.readings] == ["truncated"]


def test_a_batch_larger_than_an_entry_can_be_is_read() -> None:
    large = json.dumps(batch(*(record("x" * 1000) for _ in range(6000))))
    size = 1 << 18
    chunks = (large[at : at + size] for at in range(0, len(large), size))
    entries = OtlpEntries(chunks, ProblemTally(), ("parcel-api",))
    assert sum(1 for _ in entries) == 6000
    assert (entries.seen, entries.cut_off, entries.is_array) == (1, None, False)


def collect_lines(root: Path, *batches: dict[str, Any]) -> Any:
    write_lines(root / "logs.json", batches)
    return Logs().collect(ask(root))
