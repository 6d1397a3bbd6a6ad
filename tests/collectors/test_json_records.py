"""JSON files as records."""

import json
from pathlib import Path

import pytest

from collectors import json_records
from collectors.collector import Ask
from collectors.json_records import (
    JsonObject,
    Place,
    RecordSource,
    UnusableJsonError,
    first_of,
    read_records,
    text_of,
)
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.instant import Instant
from incidents.model.scope import Problem, Reading, Span
from tests.collectors.asking import ask, write


def read(tmp_path: Path, text: str) -> tuple[list[JsonObject], str | None, tuple[Problem, ...]]:
    tally = ProblemTally()
    records, cut = read_records(write(tmp_path, {"a.json": text}) / "a.json", ("items", "nodes"), tally)
    return records, cut, tally.problems()


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"a": 2}]',
        '{"a": 1}\n\n{"a": 2}\n',
        '{"items": [{"a": 1}, {"a": 2}], "more": 0}',
        '{"items": 3, "nodes": [{"a": 1}, {"a": 2}]}',
        '\ufeff [{"a": 1}, {"a": 2}] ',
    ],
)
def test_records_are_found_in_every_customary_place(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ([{"a": 1}, {"a": 2}], None, ())


def test_an_object_without_a_list_is_one_record(tmp_path: Path) -> None:
    assert read(tmp_path, '{"a": [1]}') == ([{"a": [1]}], None, ())


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    assert read(tmp_path, "[]") == ([], None, ())


def test_a_broken_line_is_counted(tmp_path: Path) -> None:
    records, _, problems = read(tmp_path, '{"a": 1}\n{"a": \n{"a": 2}\n{"b"')
    assert records == [{"a": 1}, {"a": 2}]
    assert problems == (Problem(what="lines that are no JSON", count=2, first="line 2"),)


def test_records_that_are_no_objects_are_counted(tmp_path: Path) -> None:
    records, _, problems = read(tmp_path, '[{"a": 1}, 3, "x", null]')
    assert records == [{"a": 1}]
    assert problems == (Problem(what="records that are no JSON object", count=3, first="a.json"),)


def test_a_list_cut_at_any_place_gives_its_complete_records(tmp_path: Path) -> None:
    whole = '[ {"a": 1} , {"a": "]"},\n {"a": [3]} ]'
    for length in range(whole.index("}") + 1, len(whole)):
        records, cut, _ = read(tmp_path, whole[:length])
        complete = sum(place < length for place in (whole.index("}"), whole.index("},"), whole.rindex("}")))
        assert (len(records), cut) == (
            complete,
            f"the JSON is broken or ends early after {complete} records, which were kept",
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("3", "it holds a single plain value"),
        ("words", "it is no JSON"),
        ("[words", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"a":' * 100_000, "it is no JSON"),
    ],
)
def test_what_holds_no_record_is_refused(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnusableJsonError, match=why):
        read(tmp_path, text)


def test_a_file_beyond_the_largest_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "LARGEST_FILE", 3)
    with pytest.raises(UnusableJsonError, match="larger than"):
        read(tmp_path, "[   ]")


def test_the_first_of_several_names_counts() -> None:
    record: JsonObject = {"a": None, "b": 0, "c": "x"}
    assert (first_of(record, "a", "b"), first_of(record, "z")) == (0, None)


@pytest.mark.parametrize(
    ("value", "text"), [(" x ", "x"), (3, "3"), (1.5, "1.5"), (True, None), ([], None), ("  ", None), (None, None)]
)
def test_a_text_is_a_text_or_a_number(value: object, text: str | None) -> None:
    assert text_of({"a": value}, "a") == text


def _figures(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    """A record with "left" is left out on purpose, one with "at" is a metric, others cannot be used."""
    found: list[AnyEvidence] = []
    for place, record in records:
        if "left" in record:
            tally.add("left out", str(place), harmless=True)
        elif "at" in record:
            found.append(
                Metric(
                    id=f"metric-{place.number}",
                    at=Instant.parse(str(record["at"])),
                    source="own",
                    locator=str(place),
                    excerpt=ask.redactor.redact(json.dumps(record)),
                    metric="m",
                    version=None,
                    scope=None,
                    value=1,
                )
            )
        else:
            tally.add("unknown", str(place))
    return found


OWN = RecordSource("own", "figure", ("items",), _figures)
AT = '{"at": "2026-03-02T09:00:00Z"}'
LATER = '{"at": "2026-03-02T10:00:00Z"}'


def readings(root: Path, *globs: str) -> dict[str, Reading]:
    return {each.what: each for each in OWN.collect(ask(root, *globs)).readings}


def test_a_source_reads_files_and_the_files_of_folders(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": AT, "more/deep/b.jsonl": AT, "more/c.txt": AT, "more/d.ndjson": AT})
    (tmp_path / "more" / "linked.json").symlink_to(tmp_path / "a.json")
    assert list(readings(tmp_path, "*")) == sorted(
        ["a.json", "more/d.ndjson", "more/deep/b.jsonl"],
        key=lambda name: readings(tmp_path, "*")[name].id,
    )


def test_a_reading_spans_what_was_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": f"[{LATER}, {AT}, {{}}]"})
    reading = readings(tmp_path, "a.json")["a.json"]
    assert (reading.status, reading.items, reading.span) == (
        "complete",
        2,
        Span(start=Instant.parse("2026-03-02T09:00:00Z"), end=Instant.parse("2026-03-02T10:00:00Z")),
    )
    assert reading.problems == (Problem(what="unknown", count=1, first="a.json record 3"),)


def test_a_cut_file_is_a_truncated_reading(tmp_path: Path) -> None:
    reading = readings(write(tmp_path, {"a.json": f"[{AT}, {{"}), "a.json")["a.json"]
    assert (reading.status, reading.items, reading.why) == (
        "truncated",
        1,
        "the JSON is broken or ends early after 1 records, which were kept",
    )


def test_a_file_of_another_shape_is_a_failed_reading(tmp_path: Path) -> None:
    reading = readings(write(tmp_path, {"a.json": "[{}, {}]"}), "a.json")["a.json"]
    assert (reading.status, reading.why) == (
        "failed",
        "it holds no figure in a shape that can be read. Nothing of it was kept",
    )
    assert reading.problems == (Problem(what="unknown", count=2, first="a.json record 1"),)


def test_a_file_of_which_all_is_left_out_on_purpose_is_complete(tmp_path: Path) -> None:
    reading = readings(write(tmp_path, {"a.json": '{"left": 1}'}), "a.json")["a.json"]
    assert (reading.status, reading.items) == ("complete", 0)


def test_an_empty_list_is_a_complete_reading(tmp_path: Path) -> None:
    reading = readings(write(tmp_path, {"a.json": "[]"}), "a.json")["a.json"]
    assert (reading.status, reading.items, reading.problems) == ("complete", 0, ())


def test_a_file_that_is_no_json_is_a_failed_reading(tmp_path: Path) -> None:
    assert readings(write(tmp_path, {"a.json": "words"}), "a.json")["a.json"].why == "it is no JSON. It was not read"


def test_a_file_that_cannot_be_opened_is_a_failed_reading(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "gone")
    assert readings(tmp_path, "a.json")["a.json"].why == (
        "it could not be opened: No such file or directory. It was not read"
    )


def test_progress_is_told_for_each_file(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    question = ask(write(tmp_path, {"a.json": AT}), "a.json")
    question = type(question)(**{**vars(question), "progress": lambda what, items: told.append((what, items))})
    OWN.collect(question)
    assert told == [("a.json", 1)]
