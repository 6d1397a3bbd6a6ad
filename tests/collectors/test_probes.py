"""Probes."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.probes import Probes
from incidents.model.evidence import Probe
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, badges, write

PROBE = {
    "at": "2026-03-02T09:00:00Z",
    "target": "https://parcel.example.org/health",
    "kind": "http",
    "n": 3,
    "ok": 1,
    "status": 503,
    "latency_s": 0.25,
    "error": "HTTP 503",
}


def read(tmp_path: Path, *probes: Any) -> tuple[list[Probe], Reading]:
    write(tmp_path, {"probes.json": json.dumps(list(probes))})
    found = Probes().collect(ask(tmp_path, "probes.json", redactor=badges()))
    (reading,) = found.readings
    return [each for each in found.evidence if isinstance(each, Probe)], reading


def one(tmp_path: Path, **changes: Any) -> Probe:
    probe = {key: value for key, value in {**PROBE, **changes}.items() if value is not ...}
    ((found,), _) = read(tmp_path, probe)
    return found


def test_a_probe_is_read_whole(tmp_path: Path) -> None:
    found = one(tmp_path)
    assert found.id.startswith("probe-")
    assert found.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "probe",
        "at": "2026-03-02T09:00:00Z",
        "source": "probes",
        "locator": "probes.json record 1",
        "target": "https://parcel.example.org/health",
        "attempts": 3,
        "succeeded": 1,
        "status": 503,
        "latency_s": 0.25,
        "error": "HTTP 503",
        "control": None,
    }
    assert json.loads(found.excerpt) == PROBE


@pytest.mark.parametrize(
    ("changes", "attempts", "succeeded"),
    [
        ({"n": ..., "ok": True}, 1, 1),
        ({"n": ..., "ok": False}, 1, 0),
        ({"n": 3, "ok": True}, 3, 3),
        ({"n": ..., "ok": ..., "attempts": 2, "successes": 2}, 2, 2),
        # One attempt tells by its error or its status.
        ({"n": 1, "ok": ..., "error": "timeout"}, 1, 0),
        ({"n": 1, "ok": ..., "error": None, "status": 200}, 1, 1),
        ({"n": 1, "ok": ..., "error": None, "status": 101}, 1, 1),
        ({"n": 1, "ok": ..., "error": None, "status": 404}, 1, 0),
    ],
)
def test_whether_a_probe_succeeded(tmp_path: Path, changes: dict[str, Any], attempts: int, succeeded: int) -> None:
    found = one(tmp_path, **changes)
    assert (found.attempts, found.succeeded) == (attempts, succeeded)


@pytest.mark.parametrize(
    "changes",
    [
        {"target": None},
        {"n": 0},
        {"n": "many"},
        {"ok": 4},
        {"ok": -1},
        {"ok": None},
        {"n": 1, "ok": None, "error": None, "status": None},
    ],
)
def test_a_probe_without_a_target_or_a_result_is_counted(tmp_path: Path, changes: dict[str, Any]) -> None:
    found, reading = read(tmp_path, PROBE, {**PROBE, **changes})
    assert len(found) == 1
    assert reading.problems == (
        Problem(what="probes without a target or a result", count=1, first="probes.json record 2"),
    )


@pytest.mark.parametrize(
    ("changes", "latency_s"),
    [
        ({"latency_s": ..., "latency_ms": 250}, 0.25),
        ({"latency_s": -1}, None),
        ({"latency_s": "fast"}, None),
        ({"latency_s": True}, None),
    ],
)
def test_a_latency_is_in_seconds(tmp_path: Path, changes: dict[str, Any], latency_s: float | None) -> None:
    assert one(tmp_path, **changes).latency_s == latency_s


def test_a_time_without_a_zone_is_no_time(tmp_path: Path) -> None:
    assert one(tmp_path, at="2026-03-02T09:00:00").at is None


def test_the_same_probe_twice_is_kept_once(tmp_path: Path) -> None:
    found, reading = read(tmp_path, PROBE, PROBE)
    assert len(found) == 1
    assert [problem.what for problem in reading.problems] == ["probes listed twice"]


@pytest.mark.parametrize(
    "mark", [{"control": True}, {"is_control": True}, {"kind": "control"}, {"role": "Control"}, {"type": "control"}]
)
def test_a_probe_that_is_marked_as_control_is_the_others_control(tmp_path: Path, mark: dict[str, Any]) -> None:
    control = {**PROBE, "target": "https://example.org", **mark}
    found, _ = read(tmp_path, PROBE, control)
    by_target = {probe.target: probe for probe in found}
    assert by_target["https://example.org"].control is None
    assert by_target["https://parcel.example.org/health"].control == by_target["https://example.org"].id


def test_the_control_nearest_in_time_is_the_control(tmp_path: Path) -> None:
    early = {**PROBE, "target": "https://example.org", "control": True, "at": "2026-03-02T08:00:00Z"}
    near = {**early, "at": "2026-03-02T09:00:30Z"}
    undated = {**early, "at": None}
    found, _ = read(tmp_path, early, near, undated, PROBE)
    ids = {str(probe.at): probe.id for probe in found if probe.target == "https://example.org"}
    (probe,) = (probe for probe in found if probe.target != "https://example.org")
    assert probe.control == ids["2026-03-02T09:00:30Z"]


@pytest.mark.parametrize("name", ["outside", "https://example.org"])
def test_a_control_may_be_named(tmp_path: Path, name: str) -> None:
    control = {**PROBE, "id": "outside", "target": "https://example.org"}
    found, _ = read(tmp_path, {**PROBE, "control": name}, control)
    by_target = {probe.target: probe for probe in found}
    assert by_target["https://parcel.example.org/health"].control == by_target["https://example.org"].id


def test_a_control_that_is_not_there_keeps_its_name(tmp_path: Path) -> None:
    assert one(tmp_path, control="https://elsewhere.example").control == "https://elsewhere.example"


def test_nothing_secret_is_kept(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    found = one(tmp_path, target=f"https://example.org/{mark}", error=mark, control=mark)
    assert mark not in found.model_dump_json()


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"probes.json": "[]"})
    assert Probes().survey(ask(tmp_path, "*.json")) == ("*.json: probes.json",)
    assert Probes().name == "probes"
