"""The stand-in is held to GitHub's own description of its interface.

The description is trimmed by hand from a release; `GITHUB_OPENAPI=api.github.com.json make test`, with the file of any
release of npm's `@octokit/openapi`, tells whether that one says the same.
"""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.data.github_openapi.trim import TRIMMED, trimmed, written
from tests.loopback_github.described import exchange_faults
from tests.loopback_github.fake_github import TOKEN, FakeGitHub, failure
from tests.loopback_github.http_loopback import Reply, Seen
from tests.loopback_github.shapes import artifact, closed_issue, issue, workflow_run

HERE = "/repos/acme/parcel"
WHOLE = os.environ.get("GITHUB_OPENAPI", "")


def asking(method: str, path: str, body: Any = None, **query: str) -> Seen:
    headers = {"authorization": f"token {TOKEN}", "host": "localhost", "content-type": "application/json"}
    return Seen(HERE + path, query, headers, method, b"" if body is None else json.dumps(body).encode())


def filled() -> FakeGitHub:
    held = [issue(1), issue(2, body="it fails"), closed_issue(3, "2026-03-01T08:00:00Z", state_reason="completed")]
    github = FakeGitHub(held, runs=[workflow_run(11)], artifacts={11: [artifact(501, 11)]})
    github.label_made({"name": "incident", "color": "b60205", "description": "from a report"})
    github.labelled(1, {"labels": ["incident"]})
    github.commented(1, {"body": "seen again"})
    github.blocked(1, {"issue_id": 1002})
    github.adopted(3, {"sub_issue_id": 1001})
    return github


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (asking("GET", ""), 200),
        (asking("GET", "/issues", state="all", per_page="2", labels="incident"), 200),
        (asking("POST", "/issues", {"title": "t", "body": "b", "labels": ["incident", "made by this"]}), 201),
        (asking("GET", "/issues/1"), 200),
        (asking("PATCH", "/issues/1", {"state": "closed", "state_reason": "completed", "body": "x"}), 200),
        (asking("GET", "/issues/1/comments"), 200),
        (asking("POST", "/issues/1/comments", {"body": "x"}), 201),
        (asking("POST", "/issues/2/labels", {"labels": ["incident"]}), 200),
        (asking("DELETE", "/issues/1/labels/incident"), 200),
        (asking("GET", "/issues/1/dependencies/blocked_by"), 200),
        (asking("POST", "/issues/3/dependencies/blocked_by", {"issue_id": 1001}), 201),
        (asking("GET", "/issues/3/sub_issues"), 200),
        (asking("POST", "/issues/3/sub_issues", {"sub_issue_id": 1002}), 201),
        (asking("GET", "/labels"), 200),
        (asking("POST", "/labels", {"name": "P0", "color": "b60205", "description": "now"}), 201),
        (asking("POST", "/labels", {"name": "INCIDENT"}), 422),
        (asking("POST", "/issues/1/dependencies/blocked_by", {"issue_id": 1002}), 422),
        (asking("POST", "/issues", {"title": "t", "body": "x" * 65_537}), 422),
        (asking("GET", "/issues/99"), 404),
        (asking("GET", "/actions/runs"), 200),
        (asking("GET", "/actions/runs/11/artifacts"), 200),
        (asking("GET", "/actions/artifacts/501/zip"), 302),
    ],
    ids=lambda value: f"{value.method} {value.path}" if isinstance(value, Seen) else str(value),
)
def test_an_exchange_has_the_shape_that_github_describes(seen: Seen, status: int) -> None:
    github = filled()
    assert github.answer(seen).status == status
    assert github.misfits == []


@pytest.mark.parametrize(
    ("github", "seen", "status"),
    [
        (FakeGitHub(now_called="acme/new"), asking("GET", "/issues"), 301),
        (FakeGitHub(now_called="acme/new"), asking("PATCH", "/issues/1", {"body": "x"}), 307),
        (FakeGitHub(switched_on=False), asking("POST", "/issues", {"title": "t"}), 410),
        (FakeGitHub(archived=True), asking("POST", "/issues", {"title": "t"}), 403),
        (FakeGitHub(), replace(asking("GET", "/issues"), headers={}), 401),
    ],
)
def test_a_refusal_has_the_shape_that_github_describes(github: FakeGitHub, seen: Seen, status: int) -> None:
    assert github.answer(seen).status == status
    assert github.misfits == []


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (asking("POST", "/issues", {"body": "no title"}), "'title' is a required property"),
        (asking("POST", "/issues", {"title": "t", "lables": []}), "there is no field lables"),
        (asking("POST", "/issues/1/dependencies/blocked_by", {"issue_id": "1002"}), "'1002' is not of type 'integer'"),
        (asking("PATCH", "/issues/1", {"state": "shut"}), "'shut' is not one of"),
        (asking("GET", "/issues", state="shut"), "'shut' is not one of"),
        (asking("GET", "/issues", label="incident"), "there is no parameter label"),
        (asking("GET", "/issues", since="yesterday"), "'yesterday' is not a 'date-time'"),
        (asking("POST", "/issues/1/comments"), "its body is missing"),
        (replace(asking("POST", "/labels", {"name": "x"}), headers={}), "its body is not said to be JSON"),
        (asking("PUT", "/issues/1/lock"), "is not described"),
    ],
)
def test_a_wrong_request_is_found(seen: Seen, said: str) -> None:
    assert said in " ".join(exchange_faults(seen, failure(422, "Validation Failed"), seen.path))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(200, b'[{"number": "1"}]', {"Content-Type": "application/json"}), "'1' is not of type 'integer'"),
        (Reply(200, b"[]", {"Content-Type": "text/html"}), "is not said to be JSON"),
        (Reply(201, b"[]", {"Content-Type": "application/json"}), "no answer 201 is described"),
    ],
)
def test_a_wrong_answer_is_found(reply: Reply, said: str) -> None:
    assert said in " ".join(exchange_faults(asking("GET", "/issues"), reply, f"{HERE}/issues"))


@pytest.mark.skipif(not WHOLE, reason="GITHUB_OPENAPI names no whole description to compare the trimmed one with")
def test_the_whole_description_still_says_the_same() -> None:
    whole = trimmed(json.loads(Path(WHOLE).read_text(encoding="utf-8")))
    ours = json.loads(TRIMMED.read_text(encoding="utf-8"))
    assert {**whole, "info": None} == {**ours, "info": None}


def test_the_trimmed_description_is_what_trimming_writes() -> None:
    ours = TRIMMED.read_text(encoding="utf-8")
    assert written(trimmed(json.loads(ours))) == ours
