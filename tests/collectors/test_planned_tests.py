"""Planned tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors import planned_tests as subject
from collectors.planned_tests import PlannedTests
from incidents.model.evidence import PlannedTest
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, badges, write


def read(tmp_path: Path, plan: Any) -> tuple[list[PlannedTest], Reading]:
    write(tmp_path, {"plan.json": plan if isinstance(plan, str) else json.dumps(plan)})
    found = PlannedTests().collect(ask(tmp_path, "plan.json", redactor=badges()))
    (reading,) = found.readings
    return sorted((each for each in found.evidence if isinstance(each, PlannedTest)), key=_place), reading


def _place(each: PlannedTest) -> str:
    return each.locator


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    entry = {
        "id": "tests/e2e/test_labels.py::test_print",
        "command": "python -m pytest tests/e2e/test_labels.py -v",
        "category": "e2e",
        "priority": "P1",
        "required": True,
        "environment": "staging",
        "at": "2026-03-02T09:00:00Z",
    }
    (planned,), reading = read(tmp_path, [entry])
    assert planned.id.startswith("planned-")
    assert planned.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "planned-test",
        "at": "2026-03-02T09:00:00Z",
        "source": "plan",
        "locator": "plan.json record 1",
        "target": "tests/e2e/test_labels.py::test_print",
        "command": "python -m pytest tests/e2e/test_labels.py -v",
        "phase": None,
        "category": "e2e",
        "priority": "P1",
        "required": True,
        "environment": "staging",
    }
    assert json.loads(planned.excerpt) == entry
    assert (reading.status, reading.items, reading.problems) == ("complete", 1, ())


@pytest.mark.parametrize(
    "plan",
    [
        ["tests/a.py", {"name": "tests/b.py"}],
        {"tests": ["tests/a.py", {"path": "tests/b.py"}]},
        {"suites": [{"suite": "tests/a.py"}], "tests": ["tests/b.py"]},
        {"commands": ["tests/a.py", {"command": "tests/b.py"}]},
        '"tests/a.py"\n{"test": "tests/b.py"}\n',
    ],
)
def test_a_plan_is_a_list_or_holds_one(tmp_path: Path, plan: Any) -> None:
    found, _ = read(tmp_path, plan)
    assert {planned.target for planned in found} == {"tests/a.py", "tests/b.py"}


def test_groups_name_the_phase_and_lend_what_an_entry_does_not_say(tmp_path: Path) -> None:
    plan = {
        "environment": "staging",
        "planned_at": "2026-03-02T09:00:00Z",
        "phases": [
            {"name": "smoke", "priority": "P1", "tests": ["tests/a.py", {"id": "tests/b.py", "environment": "local"}]},
            {"name": "late", "suites": [{"name": "deep", "optional": True, "tests": ["tests/c.py"]}]},
        ],
    }
    found, reading = read(tmp_path, plan)
    assert [
        (each.locator, each.target, each.phase, each.priority, each.required, each.environment) for each in found
    ] == [
        ("plan.json record 1, phases 1, tests 1", "tests/a.py", "smoke", "P1", None, "staging"),
        ("plan.json record 1, phases 1, tests 2", "tests/b.py", "smoke", "P1", None, "local"),
        ("plan.json record 1, phases 2, suites 1, tests 1", "tests/c.py", "late / deep", None, False, "staging"),
    ]
    assert {str(each.at) for each in found} == {"2026-03-02T09:00:00Z"}
    assert found[0].excerpt == "tests/a.py"
    assert reading.problems == ()


def test_what_was_not_understood_is_counted(tmp_path: Path) -> None:
    plan = [
        {"id": "a", "budget": 3, "at": "2026-03-02T09:00:00"},
        {"priority": "P1"},
        {"name": "later", "tests": []},
        {"tests": [7, "b"]},
        "a-text",
        {"id": "b-twice"},
        {"id": "b-twice"},
    ]
    found, reading = read(tmp_path, plan)
    assert [each.target for each in found] == ["a", "b", "a-text", "b-twice"]
    assert reading.problems == (
        Problem(what="groups of a plan that are empty", count=1, first="plan.json record 3"),
        Problem(
            what="keys that were not understood and stand in the excerpt alone",
            count=1,
            first="plan.json record 1: budget",
        ),
        Problem(
            what="parts of a plan that are neither a text nor an object", count=1, first="plan.json record 4, tests 1"
        ),
        Problem(what="parts of a plan without a test, a path or a command", count=1, first="plan.json record 2"),
        Problem(what="tests planned twice", count=1, first="plan.json record 7"),
        Problem(what="times without a zone", count=1, first="plan.json record 1"),
    )


def test_the_same_test_in_two_environments_is_planned_twice(tmp_path: Path) -> None:
    found, _ = read(tmp_path, [{"id": "a", "env": "local"}, {"id": "a", "env": "staging"}])
    assert len({each.id for each in found}) == 2


def test_a_file_without_a_planned_test_is_a_failed_reading(tmp_path: Path) -> None:
    _, reading = read(tmp_path, {"goal": "all green"})
    assert (reading.status, reading.why) == (
        "failed",
        "it holds no planned test in a shape that can be read. Nothing of it was kept",
    )


def test_groups_nested_beyond_reason_are_left_out(tmp_path: Path) -> None:
    plan: Any = "deep"
    for _ in range(subject.DEEPEST + 1):
        plan = {"tests": [plan]}
    found, reading = read(tmp_path, [plan, "shallow"])
    assert [each.target for each in found] == ["shallow"]
    assert [problem.what for problem in reading.problems] == ["groups of a plan deeper than 5, left out"]


def test_only_so_many_tests_of_a_plan_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "MOST_PLANNED", 2)
    found, reading = read(tmp_path, ["a", "b", "c", "d"])
    assert [each.target for each in found] == ["a", "b"]
    assert reading.problems == (
        Problem(what="tests beyond the first 2 of a plan", count=2, first="plan.json record 3"),
    )


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"plan.json": "[]"})
    assert PlannedTests().survey(ask(tmp_path, "*.json")) == ("*.json: plan.json",)
