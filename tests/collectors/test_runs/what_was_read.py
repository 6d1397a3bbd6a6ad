"""What the collector of test runs read, asked for by what it is."""

from pathlib import Path

from collectors.test_runs import TestRuns
from incidents.model.evidence import CaseResult, RunCounts, TestRun
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from tests.collectors.asking import RECORDED, ask

ONE_TEST = '<testsuite name="pytest" tests="1"><testcase classname="tests.test_a" name="test_b"/></testsuite>'
TRACKING = RunCounts(collected=17, deselected=0, passed=7, failed=4, errors=2, skipped=2, xfailed=1, xpassed=1)


def collected(root: Path, *globs: str) -> Collected:
    return TestRuns().collect(ask(root, *globs))


def runs(found: Collected) -> list[TestRun]:
    return sorted((each for each in found.evidence if isinstance(each, TestRun)), key=lambda run: run.name)


def cases(found: Collected) -> dict[str, CaseResult]:
    return {each.test: each for each in found.evidence if isinstance(each, CaseResult)}


def recorded(name: str) -> tuple[TestRun, dict[str, CaseResult]]:
    found = collected(RECORDED, name)
    (run,) = runs(found)
    return run, cases(found)


def readings(found: Collected) -> dict[str, Reading]:
    return {each.what: each for each in found.readings}


def console_text(last: str, collected_line: str = "collected 1 item") -> str:
    return f"===== test session starts =====\nrootdir: /app\n{collected_line}\n\n===== {last} =====\n"


def suite_text(failures: int) -> str:
    return (
        f'<testsuite name="pytest" tests="1" failures="{failures}" errors="0" skipped="0">'
        '<testcase classname="tests.test_a" name="test_b"><failure message="assert 0"/></testcase></testsuite>'
    )
