"""Coverage reports, those of the real tools and what goes wrong with them."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.collector import Ran
from collectors.coverage import Coverage
from collectors.coverage.collector import LONGEST_NAME, MOST_STRETCHES
from incidents.model.evidence import ExecutedLines
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import COVERAGE, ask, badges, write

LABEL = "tests/test_labels.py::test_label"
SMALL, LARGE = (f"tests/test_labels.py::TestWidth::test_width[{size}]" for size in ("small", "large"))
Lines = tuple[tuple[int, int], ...]


def read(root: Path, *globs: str, runs: Iterable[Ran] = ()) -> tuple[list[ExecutedLines], tuple[Reading, ...]]:
    found = Coverage().collect(replace(ask(root, *globs, redactor=badges()), runs=tuple(runs)))
    return [each for each in found.evidence if isinstance(each, ExecutedLines)], found.readings


def recorded(root: Path, name: str, *failed: str) -> tuple[list[ExecutedLines], tuple[Reading, ...]]:
    """The recorded run of that name, in which these tests failed."""
    shutil.copytree(COVERAGE / name, root / name)
    return read(root, f"{name}/coverage.json", runs=[Ran("run-1", (f"{name}/junit.xml",), frozenset(failed))])


def by_test(records: Iterable[ExecutedLines]) -> dict[str | None, Lines]:
    return {each.test: each.lines for each in records if each.path == "parcel_api/labels.py"}


@pytest.mark.parametrize(
    ("name", "failed", "lines"),
    [
        # pytest-cov tells each case of a test apart
        ("by-test", [LABEL], {LABEL: ((8, 8),)}),
        ("by-test", [SMALL, LARGE], {SMALL: ((2, 3),), LARGE: ((2, 2), (4, 4))}),
        # coverage.py alone names the function, so all of its cases
        ("by-function", [LABEL], {LABEL: ((8, 8),)}),
        ("by-function", [SMALL, LARGE], {SMALL: ((2, 4),), LARGE: ((2, 4),)}),
        # a report without contexts tells what any test ran
        ("whole", [LABEL], {None: ((1, 4), (7, 8))}),
    ],
)
def test_the_lines_that_failed_tests_ran_are_kept(
    tmp_path: Path, name: str, failed: list[str], lines: dict[str | None, Lines]
) -> None:
    records, (reading,) = recorded(tmp_path, name, *failed)
    assert by_test(records) == lines
    assert {each.run for each in records} == {"run-1"}
    assert (reading.status, reading.items) == ("complete", len(records))


@pytest.mark.parametrize("name", ["coverage.xml", "lcov.info", "coverage.json"])
def test_every_format_of_one_run_tells_the_same_lines(tmp_path: Path, name: str) -> None:
    shutil.copytree(COVERAGE / "whole", tmp_path / "whole")
    records, _ = read(tmp_path, f"whole/{name}")
    assert [(each.path, each.test, each.lines, each.run) for each in records] == [
        ("parcel_api/labels.py", None, ((1, 4), (7, 8)), None)
    ]


def test_a_map_of_lines_is_coverage_too(tmp_path: Path) -> None:
    write(tmp_path, {"ran.json": json.dumps({"api/a.py": [5, 1, 2], "api/empty.py": []})})
    (record,), _ = read(tmp_path, "ran.json")
    assert record.model_dump(exclude={"id", "hash"}) == {
        "kind": "executed-lines",
        "at": None,
        "source": "coverage",
        "locator": "ran.json, api/a.py",
        "excerpt": "lines that ran: 1-2, 5",
        "run": None,
        "test": None,
        "path": "api/a.py",
        "lines": ((1, 2), (5, 5)),
    }


def test_what_only_passed_tests_ran_is_left_out_and_counted(tmp_path: Path) -> None:
    records, (reading,) = recorded(tmp_path, "by-test")
    assert records == []
    what = "files of which no failed test ran a line, left out"
    assert (reading.status, reading.problems) == (
        "complete",
        (Problem(what=what, count=2, first="by-test/coverage.json"),),
    )


def test_lcov_names_the_test_of_what_follows(tmp_path: Path) -> None:
    trace = f"TN:{LABEL}\nSF:a.py\nDA:1,1\nDA:2,0\nend_of_record\nTN:a.test_b\nSF:a.py\nDA:3,1\nend_of_record\n"
    write(tmp_path, {"r/lcov.info": trace, "r/junit.xml": ""})
    records, _ = read(tmp_path, "r/lcov.info", runs=[Ran("run-1", ("r/junit.xml",), frozenset({LABEL}))])
    assert [(each.test, each.lines) for each in records] == [(LABEL, ((1, 1),))]


def test_a_name_for_the_whole_run_is_no_test(tmp_path: Path) -> None:
    by_line = {"files": {"a.py": {"executed_lines": [1, 2], "contexts": {"1": ["unit"], "2": ["unit"]}}}}
    write(tmp_path, {"coverage.json": json.dumps(by_line), "lcov.info": "TN:unit\nSF:a.py\nDA:1,1\nend_of_record\n"})
    records, _ = read(tmp_path, "coverage.json", "lcov.info")
    assert sorted((each.test, each.lines) for each in records) == [(None, ((1, 1),)), (None, ((1, 2),))]


def test_two_runs_in_one_folder_own_no_report(tmp_path: Path) -> None:
    write(tmp_path, {"r/ran.json": '{"a.py": [1]}'})
    runs = [Ran(f"run-{name}", (f"r/{name}.xml",), frozenset()) for name in ("a", "b")]
    (record,), _ = read(tmp_path, "r/ran.json", runs=runs)
    assert record.run is None


def test_a_folder_gives_its_reports_of_coverage_and_not_those_of_tests(tmp_path: Path) -> None:
    shutil.copytree(COVERAGE / "whole", tmp_path / "whole")
    _, readings = read(tmp_path, "whole")
    assert {each.what for each in readings} == {"whole/coverage.json", "whole/coverage.xml", "whole/lcov.info"}
    assert {each.status for each in readings} == {"complete"}


def test_the_dtd_that_cobertura_names_is_not_fetched_and_entities_are_refused(tmp_path: Path) -> None:
    line = '<class filename="a.py"><lines><line number="2" hits="3"/><line number="x" hits="1"/></lines></class>'
    named = '<!DOCTYPE coverage SYSTEM "http://127.0.0.1:9/coverage-04.dtd">'
    entity = '<!DOCTYPE coverage [<!ENTITY a "b">]>'
    write(tmp_path, {"a.xml": f"{named}<coverage>{line}</coverage>", "b.xml": f"{entity}<coverage>{line}</coverage>"})
    (record,), readings = read(tmp_path, "a.xml", "b.xml")
    assert record.lines == ((2, 2),)
    told = {each.what: (each.status, [problem.what for problem in each.problems]) for each in readings}
    assert told == {"a.xml": ("complete", ["counts that cannot be read"]), "b.xml": ("failed", [])}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "it is empty"),
        ("{", "it is no whole JSON. It was not read"),
        ("[1, 2]", "it is neither JSON of coverage.py, XML of Cobertura nor lcov. It was not read"),
        ('{"total": 80}', "it tells no lines that ran. Nothing of it was kept"),
        ("<testsuite/>", "it is no coverage in the form of Cobertura. It was not read"),
        ("TN:\n", "it names no file. Nothing of it was kept"),
    ],
)
def test_what_is_no_coverage_is_a_reading_that_failed(tmp_path: Path, content: str, why: str) -> None:
    write(tmp_path, {"ran.txt": content})
    records, (reading,) = read(tmp_path, "ran.txt")
    assert records == []
    assert (reading.status, reading.why) == ("failed", why)


def test_a_report_that_ends_early_keeps_what_came_before(tmp_path: Path) -> None:
    write(tmp_path, {"lcov.info": "SF:a.py\nDA:1,1\nDA:2"})
    (record,), (reading,) = read(tmp_path, "lcov.info")
    assert record.lines == ((1, 1),)
    assert (reading.status, reading.why) == ("truncated", "it ends within the lines of a file")


def test_a_secret_in_a_path_is_taken_out(tmp_path: Path) -> None:
    write(tmp_path, {"ran.json": '{"api/BDG-123456.py": [1, "x"]}'})
    (record,), (reading,) = read(tmp_path, "ran.json")
    assert "BDG" not in record.model_dump_json()
    assert reading.problems
    assert "BDG" not in reading.model_dump_json()


def test_names_are_bounded_and_can_be_written_to_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"ran.json": json.dumps({"a\ud800.py": [1], "p" * 5000: [1, "x"], "": [1]})})
    records, (reading,) = read(tmp_path, "ran.json")
    assert sorted(each.path for each in records) == ["a\ufffd.py", "p" * LONGEST_NAME]
    assert {each.what: each.first for each in reading.problems} == {
        "files without a name": "ran.json",
        "lines that are no number of a line": "p" * LONGEST_NAME,
    }
    assert all(each.model_dump_json() for each in records)


def test_a_file_of_countless_stretches_is_cut_and_said_to_be(tmp_path: Path) -> None:
    write(tmp_path, {"ran.json": json.dumps({"a.py": list(range(1, 2 * MOST_STRETCHES + 3, 2))})})
    (record,), (reading,) = read(tmp_path, "ran.json")
    assert (len(record.lines), record.lines[-1][1]) == (MOST_STRETCHES, 2 * MOST_STRETCHES - 1)
    assert [each.first for each in reading.problems] == ["a.py"]
