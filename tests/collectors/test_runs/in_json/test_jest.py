"""Jest's JSON, and Vitest's of the same shape."""

import json
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import RunReport, UnusableReportError
from collectors.test_runs.in_json.jest import JestJson
from tests.collectors.asking import RECORDED


def recorded(name: str) -> RunReport:
    (report,) = JestJson().read(RECORDED / name / f"{name}.json")
    return report


def read(folder: Path, *suites: object, **more: object) -> RunReport:
    found = {"numTotalTests": 0, "testResults": suites, **more}
    (folder / "report.json").write_text(json.dumps(found), encoding="utf-8")
    (report,) = JestJson().read(folder / "report.json")
    return report


@pytest.mark.parametrize(("name", "ending"), [("jest", "js"), ("vitest", "mjs")])
def test_tests_have_their_file_titles_and_tries(name: str, ending: str) -> None:
    file = f"{name}/fees.test.{ending}"
    found = {
        case.address.name: [each.outcome for each in case.executions]
        for case in recorded(name).cases
        if case.address.classname == file
    }
    # Vitest's test has no retry but the one that asks for it; Jest retries the whole file.
    twice = ["failed", "failed"] if name == "jest" else ["failed"]
    assert found == {
        "passes at the second try": ["failed", "passed"],
        "rounds the fee": ["skipped"],
        "fees > adds the surcharge": ["passed"],
        "fees > refuses a negative weight": twice,
        "fees > parses the answer": twice,
        "fees > prints the label": ["skipped"],
        "fees > nested > keeps [brackets] :: and spaces": ["passed"],
    }


@pytest.mark.parametrize(("name", "passed", "failed", "skipped"), [("jest", 4, 2, 2), ("vitest", 3, 2, 2)])
def test_the_figures_are_the_producers(name: str, passed: int, failed: int, skipped: int) -> None:
    report = recorded(name)
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (passed, failed, skipped)
    assert (report.problems, report.rootdir, report.cut) == ((), "/app", None)


def test_a_file_that_cannot_be_loaded_is_an_error_of_collection() -> None:
    broken = [case for case in recorded("jest").cases if "broken" in case.address.name]
    assert [(case.address.name, case.executions[0].mishaps[0].message) for case in broken] == [
        ("jest/broken.test.js", "Cannot find module './missing' from 'broken.test.js'")
    ]
    assert broken[0].executions[0].mishaps[0].phase == "collection"


def test_a_file_whose_last_hook_fails_is_an_error_after_its_tests() -> None:
    (case,) = [each for each in recorded("jest").cases if each.address.name == "jest/after.test.js"]
    assert (case.executions[0].outcome, case.executions[0].mishaps[0].phase) == ("error", "teardown")


def test_the_root_is_guessed_from_the_files_where_no_stack_shows_it(tmp_path: Path) -> None:
    suites = [{"name": f"/srv/shop/src/__tests__/{name}.test.js", "status": "passed"} for name in ("a", "b")]
    assert read(tmp_path, *suites).rootdir == "/srv/shop"
    assert read(tmp_path, {"name": "a.test.js"}).rootdir is None
    assert read(tmp_path).rootdir is None


def test_an_interrupted_run_and_figures_that_contradict_are_told(tmp_path: Path) -> None:
    suite = {
        "name": "/srv/a.test.js",
        "perfStats": {"start": 1_700_000_000_000, "end": 1_700_000_002_000},
        "assertionResults": [{"title": "a", "status": "exploded", "duration": float("nan")}],
    }
    report = read(tmp_path, suite, numFailedTests=1, startTime=1_700_000_000_500, wasInterrupted=True)
    assert (report.stops, report.duration_s) == (("the run was interrupted",), 1.5)
    assert report.starts == ("2023-11-14T22:13:20.500Z",)
    (execution,) = report.cases[0].executions
    assert (execution.outcome, execution.mishaps[0].message) == ("failed", "reported as exploded")
    assert [problem.count for problem in report.problems] == [2]


def test_what_is_only_like_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"numTotalTests": 0, "more": {"testResults": []}}', encoding="utf-8")
    assert JestJson().recognises(path)
    with pytest.raises(UnusableReportError, match="no list of results"):
        JestJson().read(path)
