"""The stand-in answers as GitHub's own description of its interface says, wherever that description is at hand.

npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
GITHUB_OPENAPI=package/generated/api.github.com.json make test
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.collectors.github.fake_github import TOKEN, FakeGitHub, failure
from tests.collectors.github.http_loopback import Reply, Seen
from tests.collectors.github.shapes import artifact, closed_issue, issue, workflow_run

NAMED = os.environ.get("GITHUB_OPENAPI", "")
needs_description = pytest.mark.skipif(not NAMED, reason="GITHUB_OPENAPI names no copy of GitHub's description")
ISSUES = "/repos/{owner}/{repo}/issues"
RUNS = "/repos/{owner}/{repo}/actions/runs"
ARTIFACTS = "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"


@cache
def description() -> Any:
    """With `nullable` of OpenAPI 3.0 in the words of JSON Schema."""
    return _worded(json.loads(Path(NAMED).read_text(encoding="utf-8")))


def _worded(held: Any) -> Any:
    if isinstance(held, list):
        return [_worded(each) for each in held]
    if not isinstance(held, dict):
        return held
    worded = {key: _worded(value) for key, value in held.items()}
    if worded.pop("nullable", None) is True:
        return {"anyOf": [{"type": "null"}, worded]}
    return worded


def faults(path: str, reply: Reply) -> list[str]:
    """What the description says against an answer to a path, its status included."""
    known = description()["paths"][path]["get"]["responses"][str(reply.status)]
    if "$ref" in known:
        known = description()["components"]["responses"][known["$ref"].rpartition("/")[2]]
    schema = known["content"]["application/json"]["schema"]
    # Its references begin at the root of the description, of which the schema becomes a part here.
    anchored = {**schema, "components": description()["components"]}
    return [each.message for each in Draft202012Validator(anchored).iter_errors(json.loads(reply.body))]


def _issues(github: FakeGitHub) -> None:
    github.issues = [issue(1), closed_issue(2, "2026-03-01T08:00:00Z")]


def _runs(github: FakeGitHub) -> None:
    github.runs = [workflow_run(11)]


def _artifacts(github: FakeGitHub) -> None:
    github.artifacts = {11: [artifact(501, 11)]}


@needs_description
@pytest.mark.parametrize(
    ("path", "asked", "filled"),
    [
        ("/repos/{owner}/{repo}", "/repos/acme/parcel", None),
        (ISSUES, "/repos/acme/parcel/issues", _issues),
        (RUNS, "/repos/acme/parcel/actions/runs", _runs),
        (ARTIFACTS, "/repos/acme/parcel/actions/runs/11/artifacts", _artifacts),
    ],
)
def test_an_answer_has_the_shape_that_github_describes(
    path: str, asked: str, filled: Callable[[FakeGitHub], None] | None
) -> None:
    github = FakeGitHub()
    if filled:
        filled(github)
    reply = github.answer(Seen(asked, {"state": "all"}, {"authorization": f"token {TOKEN}", "host": "localhost"}))
    assert (reply.status, faults(path, reply)) == (200, [])


@needs_description
def test_a_refusal_has_the_shape_that_github_describes() -> None:
    assert faults(ISSUES, failure(404, "Not Found")) == []


@needs_description
def test_a_wrong_shape_is_found() -> None:
    assert faults(ISSUES, Reply(200, b'[{"number": "1"}]'))
