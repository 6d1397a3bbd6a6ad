"""Every report of a folder of real ones, and those recorded from runners, against the producers' own figures.

REPORTS_OF_OTHERS names a folder of reports that many producers wrote; without it only the recorded ones are read.
"""

import os
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from collectors.test_runs import TestRuns
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.sealed import Collected
from tests.collectors.asking import RECORDED, ask
from tests.collectors.test_runs.known_differences import CUT, DIFFERENT, RECORDED_DIFFERENT, REFUSED, Difference
from tests.collectors.test_runs.producers_figures import NOTHING, Figures, figures_of
from tests.data.test_runs.make_other_runners import RECORDINGS

FOLDER = Path(os.environ.get("REPORTS_OF_OTHERS", "")).absolute()
NO_FOLDER = "REPORTS_OF_OTHERS names no folder with reports of many producers"
AGAIN = ("flakyFailure", "flakyError", "rerunFailure", "rerunError")


def below(folder: Path) -> list[str]:
    if not os.environ.get("REPORTS_OF_OTHERS"):
        return []
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def collected(root: Path, *names: str) -> Collected:
    return TestRuns().collect(ask(root, *names))


def counted(found: Collected) -> Figures | None:
    runs = [each for each in found.evidence if isinstance(each, TestRun)]
    figures = (
        Figures(run.passed + run.xpassed, run.failed + run.errors, run.skipped + run.xfailed)
        for run in (each.counts for each in runs)
    )
    return sum(figures, NOTHING) if runs else None


def disputed(found: Collected) -> bool:
    """Whether a reading says that the producer's figures and its list do not agree."""
    said = [problem.what for reading in found.readings for problem in reading.problems]
    return any("states another number" in what or "do not agree" in what for what in said)


@pytest.mark.parametrize("name", below(FOLDER) or [pytest.param("", marks=pytest.mark.skip(reason=NO_FOLDER))])
def test_a_real_report_gives_its_producers_figures(name: str) -> None:
    found = collected(FOLDER, name)
    refusal = next((why for start, why in REFUSED.items() if name.startswith(start)), None)
    if refusal is not None:
        assert counted(found) is None
        assert any(reading.status == "failed" and refusal in (reading.why or "") for reading in found.readings)
        return
    difference = DIFFERENT.get(name)
    assert counted(found) == (difference.figures if difference else figures_of(FOLDER / name))
    assert disputed(found) == (difference is not None and difference.reported)
    assert {reading.status for reading in found.readings} == {"truncated" if name in CUT else "complete"}


@pytest.mark.skipif(not os.environ.get("REPORTS_OF_OTHERS"), reason=NO_FOLDER)
def test_every_known_difference_and_refusal_is_of_a_report_that_is_there() -> None:
    names = below(FOLDER)
    assert {name for name in (*DIFFERENT, *CUT) if name not in names} == set()
    assert {start for start in REFUSED if not any(name.startswith(start) for name in names)} == set()


@pytest.mark.parametrize(
    "name",
    [name for name in below(FOLDER) if name.startswith("junit/") and name.endswith(".xml")]
    or [pytest.param("", marks=pytest.mark.skip(reason=NO_FOLDER))],
)
def test_each_entry_of_a_real_junit_report_is_an_attempt_of_a_case(name: str) -> None:
    try:
        root = ET.fromstring((FOLDER / name).read_bytes())
    except ET.ParseError:
        pytest.skip("it is no whole XML")
    cases = [each for each in collected(FOLDER, name).evidence if isinstance(each, CaseResult)]
    if not root.tag.startswith("testsuite"):
        assert not cases or root.tag == "test-run"
        return
    own = [each for suite in root.iter("testsuite") for each in suite if each.tag == "error"]
    entries = [*root.iter("testcase"), *own, *(each for tag in AGAIN for each in root.iter(tag))]
    assert sum(len(case.attempts) for case in cases) == len(entries)


@pytest.mark.parametrize("folder", sorted({name.rpartition("/")[0] for name in below(FOLDER) if "/stdout_" in name}))
def test_the_reports_of_a_folder_of_real_runs_are_told_apart(folder: str) -> None:
    found = collected(FOLDER, folder)
    runs = [each for each in found.evidence if isinstance(each, TestRun)]
    broken = [run for run in runs if run.interrupted]
    whole = {(run.counts.passed, run.counts.failed, run.counts.errors) for run in runs if not run.interrupted}
    assert len(whole) == 1
    assert all("pytest met an internal error" in " ".join(run.notes) for run in broken)
    # Each run left one console text, and every report of it was told to belong to that.
    assert len(runs) == sum(name.startswith(f"{folder}/stdout_") for name in below(FOLDER))
    assert all(sum(file.endswith(".txt") for file in run.files) == 1 for run in runs)


RECORDED_FILES = [(each.name, file) for each in RECORDINGS for file in each.kept.values()]


@pytest.mark.parametrize(("name", "file"), RECORDED_FILES)
def test_a_recorded_report_gives_its_producers_figures(name: str, file: str) -> None:
    found, key = collected(RECORDED, f"{name}/{file}"), f"{name}/{file}"
    nothing = Difference(figures_of(RECORDED / key) or NOTHING, "")
    difference = RECORDED_DIFFERENT.get(key, nothing)
    assert counted(found) == difference.figures
    assert disputed(found) == difference.reported


@pytest.mark.parametrize(("name", "file"), RECORDED_FILES)
def test_a_recorded_report_names_no_machine(name: str, file: str) -> None:
    text = (RECORDED / name / file).read_text(encoding="utf-8", errors="replace")
    assert not [word for word in ("/tmp/", "/home/", "/root/", "/Users/", sys.prefix) if word in text]


@pytest.mark.parametrize(("name", "file"), RECORDED_FILES)
def test_the_failures_of_a_recorded_report_say_why_and_where(name: str, file: str) -> None:
    cases = [each for each in collected(RECORDED, f"{name}/{file}").evidence if isinstance(each, CaseResult)]
    failed = [case for case in cases if case.outcome in ("failed", "error")]
    assert failed
    if name not in ("catch2", "ctest"):
        assert any(case.message for case in failed)
        assert any(frame.line for case in failed for frame in case.frames)
