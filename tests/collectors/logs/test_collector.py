import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.collector import Collector
from collectors.logs import Logs
from incidents.model.evidence import AnyEvidence
from incidents.model.sealed import Collected
from tests.collectors.logs.log_files import (
    HidingRedactor,
    Raw,
    ask,
    collect,
    counts,
    events,
    patterns,
    raw_entry,
    raw_request,
    requests,
    write_array,
    write_gzip,
    write_lines,
)

TRACE = """\
2026-03-02 00:40:45,146 - parcel - ERROR - load failed
Traceback (most recent call last):
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
KeyError: 'depot'"""


def torn(second: float, instance: str) -> list[Raw]:
    return [raw_entry(line, second=second + n / 1000, instance=instance) for n, line in enumerate(TRACE.split("\n"))]


def part(text: str, index: int, total: int) -> Raw:
    split = {"uid": "u1", "index": index, "totalSplits": total}
    return raw_entry(text, second=11, insert_id=f"u1-{index}", split=split)


def everything() -> list[Raw]:
    """Some of every kind of entry, in the order of time as far as there is one."""
    return [
        raw_entry("ERROR: parcel 1 lost", second=1),
        raw_entry("ERROR: parcel 2 lost", second=2, revision="parcel-api-00002-bbb"),
        raw_entry("ERROR: parcel 2 lost", second=2, revision="parcel-api-00002-bbb", insert_id="same"),
        raw_entry({"message": "run 12345678 done", "level": "info"}, second=3, log="stdout"),
        raw_entry({"message": "run abcd1234 done", "level": "info"}, second=4, log="stdout"),
        raw_entry(TRACE, second=5),
        *torn(6, "instance-a"),
        *torn(6.0005, "instance-b"),
        raw_entry("ready", second=6.2),
        raw_request("/parcels/1", second=7),
        raw_request("/parcels/2", 500, second=7, latency="0.200000000s", insert_id="r2"),
        raw_request("/parcels/3", 503, second=8) | {"textPayload": "no available instance"},
        raw_entry("Container called exit(1).", second=9, log="varlog%2Fsystem", severity="WARNING"),
        raw_entry("Starting new instance. Reason: AUTOSCALING", second=9, log="varlog%2Fsystem", severity="INFO"),
        raw_entry(None, second=10),
        part("ERROR: a parcel too ", 0, 3),
        part("large for ", 1, 3),
        part("one entry", 2, 3),
    ]


def without_places(collected: Collected) -> list[AnyEvidence]:
    """The evidence but for the file names in the locators, and the hashes over those."""
    found = [each.model_copy(update={"locator": each.locator.partition("#")[2]}) for each in collected.evidence]
    return [each.model_copy(update={"hash": ""}) for each in found]


def test_it_is_a_collector_of_logs(tmp_path: Path) -> None:
    collector: Collector = Logs()
    assert collector.name == "logs"
    write_lines(tmp_path / "a.json", [])
    assert collector.survey(ask(tmp_path, "*.json", "*.gz")) == ("*.json: a.json",)


def test_every_kind_of_entry_is_found_again(tmp_path: Path) -> None:
    collected = collect(tmp_path, everything())
    assert counts(collected) == {
        "parcel <num> lost": 3,
        "run <num> done": 2,
        "KeyError: 'depot' in get_parcel": 3,
        "ready": 1,
        "(no text)": 1,
        "a parcel too large for one entry": 1,
    }
    assert [(each.route, each.count) for each in requests(collected)] == [("/parcels/{id}", 3)]
    assert sorted((each.event, each.message) for each in events(collected)) == [
        ("crash", "Container called exit(1)."),
        ("instance-start", "Starting new instance. Reason: AUTOSCALING"),
        ("other", "no available instance"),
    ]
    (reading,) = collected.readings
    assert (reading.status, reading.items, reading.problems) == ("complete", len(everything()), ())


def test_evidence_and_readings_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    write_lines(tmp_path / "b.json", everything())
    write_lines(tmp_path / "a.json", [raw_entry("x")])
    collected = Logs().collect(ask(tmp_path))
    for records in (collected.evidence, collected.readings):
        assert [each.id for each in records] == sorted({each.id for each in records})
    assert Logs().collect(ask(tmp_path)) == collected


@pytest.fixture(scope="module")
def in_one_file(tmp_path_factory: pytest.TempPathFactory) -> list[AnyEvidence]:
    return without_places(collect(tmp_path_factory.mktemp("one"), everything()))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 4), st.booleans())
def test_the_same_entries_in_other_files_and_orders_are_the_same_evidence(
    tmp_path: Path, in_one_file: list[AnyEvidence], random: object, files: int, repeat: bool
) -> None:
    entries = everything()
    mixed = entries + entries[::3] if repeat else list(entries)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    folder = tmp_path / f"many-{files}"
    folder.mkdir(exist_ok=True)
    for n in range(files):
        write = write_array if n % 2 else write_lines
        write(folder / f"{n}.json", mixed[n::files])
    for old in set(folder.iterdir()) - {folder / f"{n}.json" for n in range(files)}:
        old.unlink()
    assert without_places(Logs().collect(ask(folder))) == in_one_file


def test_arrays_lines_and_gzip_of_both_are_told_apart_by_their_content(tmp_path: Path) -> None:
    entries = [raw_entry("x", second=n) for n in range(4)]
    write_array(tmp_path / "a.json", entries[:1])
    write_lines(tmp_path / "b.json", entries[1:2])
    write_gzip(tmp_path / "c.json", json.dumps(entries[2:3]))
    write_gzip(tmp_path / "d.json", json.dumps(entries[3]))
    assert counts(Logs().collect(ask(tmp_path))) == {"x": 4}


def test_a_file_named_twice_is_read_once_and_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    write_lines(tmp_path / "logs/2026/a.json", [raw_entry("x")])
    write_lines(tmp_path / "logs/b.json", [raw_entry("y")])
    (tmp_path / "again.json").symlink_to(tmp_path / "logs/b.json")
    collected = Logs().collect(ask(tmp_path, "logs", "logs/*.json", "again.json"))
    assert sorted(reading.what for reading in collected.readings) == ["again.json", "logs/2026/a.json"]
    assert counts(collected) == {"x": 1, "y": 1}


def test_a_folder_whose_name_looks_like_a_glob_is_taken_by_its_name(tmp_path: Path) -> None:
    write_lines(tmp_path / "a[1]" / "b.json", [raw_entry("x")])
    assert counts(Logs().collect(ask(tmp_path, "a*"))) == {"x": 1}


def test_what_is_not_there_is_a_failed_reading_that_says_what_was_searched(tmp_path: Path) -> None:
    collected = Logs().collect(ask(tmp_path, "*.json", "x/*.json"))
    assert collected.evidence == ()
    failed = {reading.what for reading in collected.readings if reading.status == "failed"}
    assert failed == {"*.json", "x/*.json"}


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xff\xfe\x00")
    write_lines(tmp_path / "b.json", [raw_entry("x")])
    collected = Logs().collect(ask(tmp_path))
    assert counts(collected) == {"x": 1}
    assert {reading.what: reading.status for reading in collected.readings} == {
        "a.json": "failed",
        "b.json": "complete",
    }


def test_a_trace_whose_lines_lie_in_two_files_is_one(tmp_path: Path) -> None:
    lines = torn(6, "instance-a")
    write_lines(tmp_path / "a.json", lines[3:])
    write_array(tmp_path / "b.json", lines[:3][::-1])
    (record,) = patterns(Logs().collect(ask(tmp_path)))
    assert (record.count, record.error_type, record.excerpt, record.locator) == (
        1,
        "KeyError",
        TRACE,
        "b.json#stderr-instance-a-6.0",
    )


def test_a_request_that_the_application_logged_itself_is_not_counted_as_one(tmp_path: Path) -> None:
    own = raw_request("/parcels/1", second=1) | {
        "logName": "projects/parcel/logs/run.googleapis.com%2Fstdout",
        "jsonPayload": {"message": "answered"},
    }
    collected = collect(tmp_path, [own, raw_request("/parcels/1", second=1, insert_id="r")])
    assert [each.count for each in requests(collected)] == [1]
    assert counts(collected) == {"answered": 1}


def test_a_payload_without_a_message_is_known_by_its_fields(tmp_path: Path) -> None:
    parcels: list[Raw] = [
        {"kind": "weighed", "grams": 100 + n, "depot": f"d{n}", "tags": ["a"] * (n + 1)} for n in range(12)
    ]
    queue: list[Raw] = [{"queue": "labels", "waiting": {"depth": n}} for n in range(5)]
    said: list[Raw] = [*parcels[:6], *({key: each[key] for key in sorted(each)} for each in parcels[6:]), *queue]
    collected = collect(tmp_path, [raw_entry(each, second=n) for n, each in enumerate(said)])
    assert counts(collected) == {
        "depot=<value> grams=<num> kind=weighed tags=<value>": 12,
        "queue=labels waiting=<value>": 5,
    }


def test_a_message_that_reads_like_fields_is_counted_with_them(tmp_path: Path) -> None:
    said: list[str | Raw] = [{"kind": "weighed", "grams": 100}, "grams=200 kind=weighed"]
    collected = collect(tmp_path, [raw_entry(each, second=n, severity="INFO") for n, each in enumerate(said)])
    assert counts(collected) == {"grams=<num> kind=weighed": 2}


def test_nothing_that_is_stored_escapes_the_redactor(tmp_path: Path) -> None:
    secret = "s3cret99"
    entries = [
        raw_entry(f"ERROR: key {secret} refused", second=1),
        raw_entry({"message": "x", "err": {"type": secret, "message": secret}}, second=2),
        raw_entry(TRACE.replace("depot", secret).replace("get_parcel", secret), second=3),
        raw_request(f"/keys/{secret}", 404, second=4, method=secret),
        raw_entry(f"odd {secret}", second=5, log="varlog%2Fsystem"),
    ]
    collected = collect(tmp_path, entries, redactor=HidingRedactor(secret))
    assert len(collected.evidence) == 5
    assert secret not in collected.model_dump_json()


def test_bounds_that_were_reached_are_a_reading_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.logs.patterns.messages.MOST", 2)
    entries = [raw_entry(f"prompt from user-{n}: {word} it", second=n) for n, word in enumerate("pqr")]
    collected = collect(tmp_path, entries)
    assert counts(collected) == {"prompt from <id>: p it": 1, "prompt from <id>: q it": 1, "<text>": 1}
    grouping = next(each for each in collected.readings if each.what.startswith("grouping"))
    assert (grouping.status, [problem.count for problem in grouping.problems]) == ("truncated", [1])


def test_texts_beyond_the_bound_are_counted_together_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.logs.first_step.grouping.MOST_TEXTS", 3)
    said = ["cache filled", "queue empty", "cache filled", "lamp lit", "queue empty", "door shut", "cache filled"]
    revisions = ["parcel-api-00001-aaa", "parcel-api-00002-bbb"]
    entries = [raw_entry(each, second=60 * n, revision=revisions[n % 2]) for n, each in enumerate(said)]
    asked = [raw_request(f"/{path}", second=n, insert_id=f"r{n}") for n, path in enumerate("aaabbbc")]
    collected = collect(tmp_path, [*entries, *asked])
    assert counts(collected) == {"cache filled": 3, "<text>": 4}
    rest = next(each for each in patterns(collected) if each.template == "<text>")
    assert rest.together is not None
    assert rest.together.by == "bound"
    assert [(each.revision, each.count) for each in rest.by_revision] == [(revisions[0], 1), (revisions[1], 3)]
    assert len(rest.by_minute) == 4
    assert {each.route: each.count for each in requests(collected)} == {"/a": 3, "/b": 3, "{other}": 1}
    grouping = next(each for each in collected.readings if each.what.startswith("grouping"))
    assert (grouping.status, [problem.count for problem in grouping.problems]) == ("truncated", [4, 1])


def test_which_texts_are_beyond_the_bound_does_not_depend_on_files_and_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.logs.first_step.grouping.MOST_TEXTS", 2)
    monkeypatch.setattr("collectors.logs.intake.LARGE", 0)
    entries = [*everything(), *(raw_entry(f"{word} seen", second=20 + n) for n, word in enumerate("abacbdaebaab"))]
    in_one = collect(tmp_path / "one", entries)
    assert counts(in_one)["<text>"] == 9
    for n in range(3):
        write_lines(tmp_path / "three" / f"{n}.json", entries[n::3][::-1])
    assert without_places(Logs().collect(ask(tmp_path / "three"))) == without_places(in_one)


def test_lines_of_traces_beyond_the_bound_are_counted_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.logs.entries.torn_places.MOST_LINES", 0)
    collected = collect(tmp_path, torn(6, "instance-a"))
    assert sum(counts(collected).values()) == 5
    grouping = next(each for each in collected.readings if each.what.startswith("grouping"))
    assert [(problem.what, problem.count) for problem in grouping.problems] == [
        ("lines of stack traces stored one by one that were too many to be joined", 2)
    ]


def test_parts_beyond_the_bound_are_kept_one_by_one_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.logs.splits.split_entries.MOST_HELD", 0)
    collected = collect(tmp_path, [part("a", 0, 2), part("b", 1, 2)])
    assert sum(counts(collected).values()) == 2
    joining = next(each for each in collected.readings if each.what.startswith("joining"))
    assert (joining.status, [problem.count for problem in joining.problems]) == ("truncated", [2])


def test_a_disk_that_is_full_is_a_failed_reading_of_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("collectors.logs.source_files.spool", full)
    collected = collect(tmp_path, [raw_entry("x")])
    assert [(each.what, each.status, each.why) for each in collected.readings] == [
        (
            "logs.json",
            "failed",
            "entries could not be kept in a temporary folder (No space left on device). Nothing was read",
        )
    ]


def test_memory_that_is_too_small_is_a_failed_reading_of_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.logs.first_step.engine.MEMORY", 12)
    monkeypatch.setattr("collectors.logs.first_step.engine._MOST", 1)
    collected = collect(tmp_path, [raw_entry("x")])
    why = "entries could not be kept in memory (12 MB were not enough). Nothing was read"
    assert [(each.what, each.status, each.why) for each in collected.readings] == [("logs.json", "failed", why)]


def test_a_secret_in_a_value_that_varies_is_seen_in_no_template_and_no_example(tmp_path: Path) -> None:
    secret = "gh" + "p_" + "Q7" * 18
    raws = [raw_entry(f"ERROR: login of {name} with {secret} refused", second=n) for n, name in enumerate("abcdefgh")]
    found = collect(tmp_path, raws).model_dump_json()
    assert "refused" in found
    assert "Q7Q7" not in found
