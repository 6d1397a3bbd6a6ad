import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from incidents.demo.artifacts import RUNS, calls_of
from incidents.demo.deployments import PARCEL_API, RATES_SERVICE
from tests.incidents.demo.record import call_lines
from tests.incidents.demo.staging_lab import Lab

Results = dict[str, tuple[str, str]]


def results(junit: Path) -> Results:
    """For each test the outcome and the first line of what it says."""
    found: Results = {}
    for case in ET.parse(junit).iter("testcase"):
        told = [each for each in case if each.tag in ("failure", "error", "skipped")]
        said = told[0].attrib["message"].splitlines()[0] if told else ""
        found[f"{case.attrib['classname']}.{case.attrib['name']}"] = (told[0].tag if told else "passed", said)
    return found


def reports(workspace: Path) -> list[Path]:
    return sorted((workspace / "artifacts").iterdir())


def test_the_reports_are_what_pytest_says_of_the_deployed_code(workspace: Path, tmp_path: Path) -> None:
    lab = Lab.set_up(tmp_path, healthy=False)
    for run, folder in zip(RUNS, reports(workspace), strict=True):
        api, rates = lab.revision(PARCEL_API, run.parcel_api), lab.revision(RATES_SERVICE, run.rates_service)
        checkout = lab.test_run(api, rates, printer=run.printer, python=sys.executable, least_ms=0)
        assert results(folder / "junit.xml") == results(checkout / "junit.xml")


def test_the_run_before_fails_once_and_the_run_after_fails_there_too(workspace: Path) -> None:
    before, after = (results(folder / "junit.xml") for folder in reports(workspace))
    said = "AssertionError: assert '2026-02-15' == '2026-02-17'"
    old = {"tests.e2e.test_tracking_staging.test_expected_day_is_a_working_day": ("failure", said)}
    blocked = "AssertionError: POST /shipments answered 500: {'error': 'internal error'}"
    assert _wrong(before) == old
    assert _wrong(after) == old | {
        "tests.e2e.test_pickup_staging.test_freight_pickup_is_ordered": ("error", f'failed on setup with "{blocked}'),
        "tests.e2e.test_rates_staging.test_three_carriers_are_compared": ("failure", "assert 503 == 200"),
        "tests.e2e.test_shipments_staging.test_freight_is_booked": ("failure", "assert 500 == 201"),
    }


def _wrong(found: Results) -> Results:
    return {test: result for test, result in found.items() if result[0] in ("failure", "error")}


def test_the_label_is_printed_before_and_on_a_mock_after(workspace: Path) -> None:
    said = [(folder / "junit.xml").read_text() for folder in reports(workspace)]
    assert [("label printer printed 1 label" in text, "falling back to mock printer" in text) for text in said] == [
        (True, False),
        (False, True),
    ]


def test_everything_passes_in_the_healthy_demo(healthy_workspace: Path) -> None:
    for folder in reports(healthy_workspace):
        assert {outcome for outcome, _ in results(folder / "junit.xml").values()} == {"passed", "skipped"}
        assert "mock printer" not in (folder / "junit.xml").read_text()


def test_console_and_report_count_alike_and_tell_the_start_that_the_folder_names(workspace: Path) -> None:
    for run, folder in zip(RUNS, reports(workspace), strict=True):
        suite = ET.parse(folder / "junit.xml").find("testsuite")
        assert suite is not None
        console = (folder / "console.txt").read_text()
        assert f"collected {suite.attrib['tests']} items" in console
        assert suite.attrib["timestamp"].startswith(run.at.removesuffix("Z"))
        assert folder.name == re.sub(r"[-:Z]", "", run.at).replace("T", "-") + "-staging"


@pytest.mark.parametrize("healthy", [False, True], ids=["incident", "healthy"])
def test_the_requests_of_the_runs_are_those_that_the_reports_print(
    workspace: Path, healthy_workspace: Path, *, healthy: bool
) -> None:
    for run, folder in zip(RUNS, reports(healthy_workspace if healthy else workspace), strict=True):
        stored = [each.model_dump_json() for each in calls_of(run, healthy=healthy)]
        assert stored == re.findall(r"\{.*?\}", re.sub(r"(?<=[:,]) ", "", call_lines(folder / "junit.xml")))


def test_nothing_of_the_machine_that_recorded_them_is_left(workspace: Path) -> None:
    paths = re.findall(
        r"(?:rootdir: |generated xml file: |-- )(/\S+)",
        "".join((folder / "console.txt").read_text() for folder in reports(workspace)),
    )
    assert {path.split("/")[1] for path in paths} == {"builds", "opt"}
    assert {path for path in paths if "/parcel/" not in path and "hostedtoolcache" not in path} == set()
