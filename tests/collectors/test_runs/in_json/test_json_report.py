"""JSON that cannot hurt."""

import re
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.in_json import json_report as subject


def test_nan_and_lone_surrogates_do_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": [NaN, Infinity, "\\ud800x"], "\\udfff": 1}', encoding="utf-8")
    assert subject.read_object(path) == {"a": [None, None, "\ufffdx"], "\ufffd": 1}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[1]", "it holds no JSON object"),
        (b'{"a": ', "it is no whole JSON document"),
        (b'{"a": ' + b"9" * 5000 + b"}", "it is no whole JSON document"),
        (b'{"a": ' + b"[" * 100_000, "nested deeper"),
        (b'{"a": ' + b"[" * 150 + b"]" * 150 + b"}", "nested deeper"),
    ],
)
def test_what_cannot_be_used_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(UnusableReportError, match=why):
        subject.read_object(tmp_path / "a.json")


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "LARGEST_FILE", 10)
    (tmp_path / "a.json").write_text('{"a": "0123456789"}', encoding="utf-8")
    with pytest.raises(UnusableReportError, match="larger than"):
        subject.read_object(tmp_path / "a.json")


def test_keys_are_found_across_the_pieces_that_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_CHUNK", 16)
    (tmp_path / "a.json").write_text('\ufeff {"first": 1, "second_key": 2}', encoding="utf-8")
    keys = re.compile(b'"first"'), re.compile(b'"second_key"')
    assert subject.has_keys(tmp_path / "a.json", *keys)
    assert not subject.has_keys(tmp_path / "a.json", *keys, re.compile(b'"third"'))


def test_values_of_another_type_are_not_there() -> None:
    assert subject.objects({"a": 1}) == []
    assert subject.objects([1, {"a": 1}]) == [{"a": 1}]
    assert subject.an_object([]) == {}
    assert (subject.words(None), subject.words(True), subject.words(3), subject.words("a")) == ("", "", "3", "a")
    assert (subject.texts("a"), subject.texts(["a", 1]), subject.texts(None)) == (["a"], ["a"], [])


def test_numbers_are_finite_and_not_negative() -> None:
    assert [subject.number(value) for value in (1, 1.5, True, "1", -1, float("inf"), 10**400)] == [
        1.0,
        1.5,
        *[None] * 5,
    ]
    assert [subject.count(value) for value in (2, 2.0, 2.5, 1e12)] == [2, 2, None, None]


def test_a_moment_may_be_in_seconds_or_milliseconds() -> None:
    assert subject.epoch_seconds(1_700_000_000) == subject.epoch_seconds(1_700_000_000_000) == 1_700_000_000
    assert subject.epoch_seconds(17) is None
    assert subject.written_moment(1_700_000_000.25) == "2023-11-14T22:13:20.250Z"
