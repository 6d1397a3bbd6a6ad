"""Open issues out of GitHub's lists."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.open_issues import OpenIssues
from incidents.model.evidence import OpenIssue
from incidents.model.instant import Instant
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, badges, write

ISSUE = {
    "number": 12,
    "title": "labels are not printed",
    "state": "open",
    "labels": [{"name": "P1"}, {"name": "labels"}],
    "html_url": "https://github.com/acme/parcel/issues/12",
    "url": "https://api.github.com/repos/acme/parcel/issues/12",
    "body": "Since Monday.\n\nBlocked by #7 and #8",
    "created_at": "2026-03-01T08:00:00Z",
    "closed_at": None,
}


def read(tmp_path: Path, *issues: Any) -> tuple[list[OpenIssue], Reading]:
    write(tmp_path, {"issues.json": json.dumps(list(issues))})
    found = OpenIssues().collect(ask(tmp_path, "issues.json", redactor=badges()))
    (reading,) = found.readings
    return [each for each in found.evidence if isinstance(each, OpenIssue)], reading


def one(tmp_path: Path, **changes: Any) -> OpenIssue:
    ((issue,), _) = read(tmp_path, {**ISSUE, **changes})
    return issue


def test_an_issue_is_read_whole(tmp_path: Path) -> None:
    assert one(tmp_path) == OpenIssue(
        id="issue-12",
        at=Instant.parse("2026-03-01T08:00:00Z"),
        source="issues",
        locator="issues.json#12",
        excerpt="#12 labels are not printed\nSince Monday.\n\nBlocked by #7 and #8",
        number=12,
        title="labels are not printed",
        state="open",
        labels=("P1", "labels"),
        url="https://github.com/acme/parcel/issues/12",
        body="Since Monday.\n\nBlocked by #7 and #8",
        closed_at=None,
        blocked_by=(7, 8),
    )


def test_the_list_of_the_command_line_client_is_read_too(tmp_path: Path) -> None:
    issue = {
        "number": 12,
        "title": "a\nb",
        "state": "CLOSED",
        "labels": {"nodes": [{"name": "P1"}, {"name": ""}, "plain", 3]},
        "url": "https://github.com/acme/parcel/issues/12",
        "createdAt": "2026-03-01T08:00:00Z",
        "closedAt": "2026-03-02T08:00:00Z",
    }
    ((found,), _) = read(tmp_path, issue)
    assert (found.title, found.state, found.labels, found.body) == ("a b", "closed", ("P1", "plain"), "")
    assert (str(found.at), str(found.closed_at)) == ("2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z")


@pytest.mark.parametrize(
    ("assignees", "count"), [([{"login": "ada"}], 1), ([], 0), ({"nodes": [{}, {}]}, 2), (None, None), ("ada", None)]
)
def test_people_are_counted_and_not_named(tmp_path: Path, assignees: Any, count: int | None) -> None:
    found = one(tmp_path, assignees=assignees, updated_at="2026-03-02T09:00:00Z")
    assert (found.assignees, str(found.updated_at)) == (count, "2026-03-02T09:00:00Z")
    assert "ada" not in found.model_dump_json()


def test_pull_requests_are_counted_and_left_out(tmp_path: Path) -> None:
    issues, reading = read(tmp_path, ISSUE, {**ISSUE, "number": 13, "pull_request": {"url": "x"}})
    assert [issue.number for issue in issues] == [12]
    assert reading.problems == (Problem(what="pull requests, left out", count=1, first="issues.json#13"),)


def test_a_list_of_pull_requests_alone_is_complete(tmp_path: Path) -> None:
    _, reading = read(tmp_path, {**ISSUE, "pull_request": {}})
    assert (reading.status, reading.items) == ("complete", 0)


@pytest.mark.parametrize(
    ("body", "blockers"),
    [
        ("Blocked by #7", (7,)),
        ("- **blocked-by:** #7, #8, #7", (7, 8)),
        ("> Blocked by https://github.com/acme/parcel/issues/9", (9,)),
        ("text\n\nBLOCKED BY #7\nmore #6", (7,)),
        ("Blocked by acme/other#5", ()),
        ("It was blocked by #7 yesterday", ()),
        ("Unblocked by #7", ()),
        ("Blocked by nobody", ()),
        ("Blocked by #12", ()),
        (None, ()),
    ],
)
def test_a_line_that_begins_with_blocked_by_names_the_blockers(
    tmp_path: Path, body: str | None, blockers: tuple[int, ...]
) -> None:
    assert one(tmp_path, body=body).blocked_by == blockers


@pytest.mark.parametrize(
    "fields",
    [
        {"blocked_by": [7, {"number": 8}, "9", True, -1]},
        {"blockedBy": {"nodes": [{"number": 7}, {"number": 8}]}},
        {"dependencies": {"blocked_by": [7, 8]}},
        {"issue_dependencies": {"blocked_by": [7]}, "blocked_by": 8},
    ],
)
def test_blockers_may_be_fields(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert one(tmp_path, body="", **fields).blocked_by == (7, 8)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "12"},
        {"number": True},
        {"number": 0},
        {"number": 10**12},
        {"title": ""},
        {"title": None},
        {"state": "draft"},
        {"state": None},
    ],
)
def test_what_is_no_issue_is_counted(tmp_path: Path, changes: dict[str, Any]) -> None:
    other = {**ISSUE, "number": 13, **changes}
    issues, reading = read(tmp_path, ISSUE, other)
    assert [issue.number for issue in issues] == [12]
    what = "issues without a number, a title or a known state"
    first = "issues.json#?" if other["number"] == "12" else f"issues.json#{other['number']}"
    assert reading.problems == (Problem(what=what, count=1, first=first),)


def test_a_closed_issue_without_a_state_is_known_by_its_end(tmp_path: Path) -> None:
    assert one(tmp_path, state=None, closed_at="2026-03-02T08:00:00Z").state == "closed"


@pytest.mark.parametrize("order", [1, -1])
def test_of_an_issue_listed_twice_the_last_changed_is_kept(tmp_path: Path, order: int) -> None:
    listed = [
        {**ISSUE, "title": "new", "updated_at": "2026-03-02T09:00:00Z"},
        {**ISSUE, "title": "old", "updated_at": "2026-03-01T09:00:00Z"},
    ]
    issues, reading = read(tmp_path, *listed[::order])
    assert [issue.title for issue in issues] == ["new"]
    assert [problem.what for problem in reading.problems] == ["issues listed twice, of which the last changed was kept"]


def test_the_order_of_the_list_does_not_show(tmp_path: Path) -> None:
    listed = [ISSUE, {**ISSUE, "number": 3, "pull_request": {}}, {**ISSUE, "number": 4, "pull_request": {}}, {"x": 1}]
    assert read(tmp_path, *listed) == read(tmp_path, *reversed(listed))


def test_a_long_body_is_cut_and_says_so(tmp_path: Path) -> None:
    issue = one(tmp_path, body="x" * 5000)
    assert issue.body.endswith("\n[... 1000 characters left out ...]")
    assert issue.excerpt.endswith("\n[... 4000 characters left out ...]")


def test_nothing_secret_is_kept(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    issue = one(tmp_path, title=mark, body=mark, labels=[mark], html_url=f"https://example.org/{mark}")
    assert mark not in issue.model_dump_json()


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"issues.json": "[]"})
    assert OpenIssues().survey(ask(tmp_path, "*.json")) == ("*.json: issues.json",)
    assert OpenIssues().name == "issues"
