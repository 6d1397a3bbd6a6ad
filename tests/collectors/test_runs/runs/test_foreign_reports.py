"""What runners write in formats that are not read."""

from pathlib import Path

import pytest

from collectors.test_runs import TestRuns
from collectors.test_runs.runs.foreign_reports import foreign_report
from tests.collectors.asking import ask, write

JUNIT = '<testsuite tests="1"><testcase classname="a" name="b"/></testsuite>'


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('<?xml version="1.0"?><robot generator="r"></robot>', "Robot Framework"),
        ("<Site BuildName='x'><Testing/></Site>", "CTest"),
        ("<testng-results></testng-results>", "TestNG"),
        ('{"kind": "ctestInfo"}', "CTest"),
        ('{"protocolVersion":"0.1.1","runnerVersion":"1.25.7"}\n{"type":"done"}', "Dart"),
        ('{"stats": {}, "meta": {"mochawesome": {}}}', "mochawesome"),
    ],
)
def test_a_known_format_is_named_with_what_to_do_about_it(content: str, named: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(content, encoding="utf-8")
    found = foreign_report(tmp_path / "file")
    assert found is not None
    assert named in found
    assert "which is not read; " in found


@pytest.mark.parametrize("content", ["", "words", "{}", "<project/>", '{"uuid": 1}'])
def test_what_is_not_known_is_not_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(content, encoding="utf-8")
    assert foreign_report(tmp_path / "file") is None


def test_alone_it_is_a_reading_that_failed_and_beside_a_report_it_is_passed_over(tmp_path: Path) -> None:
    root = write(tmp_path, {"run/output.xml": "<robot></robot>"})
    assert [reading.status for reading in TestRuns().collect(ask(root, "run")).readings] == ["failed"]
    found = TestRuns().collect(ask(write(root, {"run/junit.xml": JUNIT}), "run"))
    assert {reading.status for reading in found.readings} == {"complete"}
    told = [problem.what for reading in found.readings for problem in reading.problems]
    assert len(told) == 1
    assert told[0].startswith("reports of tests that were passed over: it is Robot Framework's output")
