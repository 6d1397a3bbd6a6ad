import json
from pathlib import Path
from typing import Any


def listed(workspace: Path) -> dict[int, dict[str, Any]]:
    return {each["number"]: each for each in json.loads((workspace / "issues.json").read_text())}


def test_five_issues_and_a_pull_request_are_open(workspace: Path) -> None:
    found = listed(workspace)
    assert {each["state"] for each in found.values()} == {"open"}
    assert [number for number in found if "pull_request" in found[number]] == [58]
    assert list(found) == [58, 55, 52, 47, 41, 38]


def test_one_issue_is_blocked_by_the_one_that_tracks_the_old_failure(workspace: Path) -> None:
    found = listed(workspace)
    assert found[47]["body"].endswith("Blocked by #41")
    assert found[47]["issue_dependencies_summary"]["blocked_by"] == 1
    assert found[41]["issue_dependencies_summary"]["blocking"] == 1
    report = min((workspace / "artifacts").iterdir()) / "junit.xml"
    assert "assert '2026-02-15' == '2026-02-17'" in found[41]["body"]
    assert "assert '2026-02-15' == '2026-02-17'" in report.read_text()


def test_in_the_healthy_demo_the_old_failure_is_no_issue(healthy_workspace: Path) -> None:
    assert list(listed(healthy_workspace)) == [58, 55, 52, 38]
