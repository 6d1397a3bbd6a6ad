"""The JSON of Mocha's own reporter."""

import json
from pathlib import Path

import pytest

from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.in_json.mocha_json import MochaJson
from tests.collectors.asking import RECORDED


def test_tests_have_their_outcome_and_tries_and_a_broken_hook_is_an_error() -> None:
    (report,) = MochaJson().read(RECORDED / "mocha" / "mocha.json")
    found = {case.address.name: [each.outcome for each in case.executions] for case in report.cases}
    assert found == {
        "fees adds the surcharge": ["passed"],
        "fees passes at the second try": ["failed", "passed"],
        "fees parses the answer": ["failed"],
        "fees refuses a negative weight": ["failed"],
        "fees prints the label": ["skipped"],
        'fees with a carrier "before all" hook for "asks the carrier"': ["error"],
    }
    assert {case.address.classname for case in report.cases} == {"test/fees.js"}
    assert (report.stated.passed, report.stated.failed, report.stated.skipped) == (2, 3, 1)
    assert report.problems == ()


def test_figures_that_its_lists_do_not_bear_out_are_told(tmp_path: Path) -> None:
    found = {"stats": {"passes": 2, "failures": 0}, "passes": [{"fullTitle": "a"}], "failures": [], "pending": []}
    (tmp_path / "mocha.json").write_text(json.dumps(found), encoding="utf-8")
    assert MochaJson().recognises(tmp_path / "mocha.json")
    (report,) = MochaJson().read(tmp_path / "mocha.json")
    assert [problem.first for problem in report.problems] == ["passes: 2 stated, 1 listed"]


def test_what_only_looks_like_it_is_refused(tmp_path: Path) -> None:
    found = {"stats": {"passes": 1}, "results": [{"passes": ["id"], "failures": []}]}
    (tmp_path / "mocha.json").write_text(json.dumps(found), encoding="utf-8")
    assert MochaJson().recognises(tmp_path / "mocha.json")
    with pytest.raises(UnusableReportError, match="lists no passes"):
        MochaJson().read(tmp_path / "mocha.json")
