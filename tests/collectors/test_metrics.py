"""Metrics."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors import metrics as subject
from collectors.metrics import Metrics
from incidents.model.evidence import Metric
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, badges, write


def read(tmp_path: Path, content: Any, name: str = "metrics/rules.json") -> tuple[list[Metric], Reading]:
    write(tmp_path, {name: content if isinstance(content, str) else json.dumps(content)})
    found = Metrics().collect(ask(tmp_path, name, redactor=badges()))
    (reading,) = found.readings
    metrics = [each for each in found.evidence if isinstance(each, Metric)]
    return sorted(metrics, key=lambda metric: metric.metric), reading


def test_a_declared_figure_keeps_its_name_version_and_scope(tmp_path: Path) -> None:
    (metric,), _ = read(
        tmp_path,
        {
            "metric": "rules.followed",
            "version": 2,
            "scope": ["parcel_api/", "tests/"],
            "value": 98.5,
            "unit": "%",
            "at": "2026-03-02T09:00:00Z",
        },
    )
    assert metric.id.startswith("metric-")
    assert metric.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "metric",
        "at": "2026-03-02T09:00:00Z",
        "source": "metrics",
        "locator": "metrics/rules.json record 1, rules.followed",
        "metric": "rules.followed",
        "version": "2",
        "scope": '["parcel_api/","tests/"]',
        "value": 98.5,
        "unit": "%",
    }


def test_a_value_without_a_name_is_named_by_its_file(tmp_path: Path) -> None:
    (metric,), _ = read(tmp_path, {"value": 3})
    assert (metric.metric, metric.value, metric.version, metric.scope) == ("rules", 3.0, None, None)


def test_plain_numbers_are_named_by_file_and_key(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path,
        {
            "overall_percent": 98.5,
            "files": 12,
            "by_rule": {"names": 3, "deep": {"er": 1}},
            "passed": True,
            "list": [1, 2],
            "version": 3,
            "at": "2026-03-02T09:00:00Z",
            "scope": "parcel_api/",
        },
    )
    assert [(metric.metric, metric.value) for metric in found] == [
        ("rules.by_rule.deep.er", 1.0),
        ("rules.by_rule.names", 3.0),
        ("rules.files", 12.0),
        ("rules.overall_percent", 98.5),
    ]
    assert {(metric.version, metric.scope, str(metric.at)) for metric in found} == {
        ("3", "parcel_api/", "2026-03-02T09:00:00Z")
    }


def test_a_list_of_figures_is_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, {"metrics": [{"id": "a", "value": 1}, {"id": "b", "value": 2}]})
    assert [(metric.metric, metric.value) for metric in found] == [("a", 1.0), ("b", 2.0)]


@pytest.mark.parametrize("value", ["NaN", "Infinity", '"high"', "true", "null", "[1]", "1" + "0" * 400])
def test_what_is_no_finite_number_is_counted(tmp_path: Path, value: str) -> None:
    found, reading = read(tmp_path, f'[{{"id": "a", "value": {value}}}, {{"id": "b", "value": 2}}]')
    assert [metric.metric for metric in found] == ["b"]
    assert reading.problems == (
        Problem(what="records without a figure", count=1, first="metrics/rules.json record 1"),
        Problem(what="values that are no finite number", count=1, first="metrics/rules.json record 1"),
    )


def test_a_plain_number_that_is_not_finite_is_counted(tmp_path: Path) -> None:
    found, reading = read(tmp_path, '{"a": 1, "b": Infinity}')
    assert [metric.metric for metric in found] == ["rules.a"]
    assert [problem.what for problem in reading.problems] == ["values that are no finite number"]


def test_a_file_without_a_figure_is_a_failed_reading(tmp_path: Path) -> None:
    _, reading = read(tmp_path, {"name": "rules"})
    assert (reading.status, reading.why) == (
        "failed",
        "it holds no figure in a shape that can be read. Nothing of it was kept",
    )


def test_the_description_of_a_test_run_holds_no_metric(tmp_path: Path) -> None:
    found, reading = read(tmp_path, {"duration_s": 4}, name="artifacts/a/run.json")
    assert (found, reading.status) == ([], "complete")
    assert [problem.what for problem in reading.problems] == ["descriptions of test runs, left out"]


def test_only_so_many_figures_of_a_record_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_FIGURES", 2)
    found, reading = read(tmp_path, {"a": 1, "b": 2, "c": 3, "d": 4})
    assert [metric.metric for metric in found] == ["rules.a", "rules.b"]
    assert reading.problems == (
        Problem(what="figures beyond the first 2 of a record", count=2, first="metrics/rules.json record 1"),
    )


def test_figures_nested_beyond_reason_are_left_alone(tmp_path: Path) -> None:
    nested: Any = {"figure": 1}
    for _ in range(8):
        nested = {"in": nested}
    _, reading = read(tmp_path, nested)
    assert reading.status == "failed"


def test_figures_of_two_files_are_two(tmp_path: Path) -> None:
    write(tmp_path, {"a/rules.json": '{"files": 1}', "b/rules.json": '{"files": 1}'})
    assert len(Metrics().collect(ask(tmp_path, "*")).evidence) == 2


def test_nothing_secret_is_kept(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    (metric,), _ = read(tmp_path, {"id": mark, "value": 1, "scope": mark, "version": mark, "unit": mark})
    assert mark not in metric.model_dump_json()


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"rules.json": "{}"})
    assert Metrics().survey(ask(tmp_path, "*.json")) == ("*.json: rules.json",)
    assert Metrics().name == "metrics"
