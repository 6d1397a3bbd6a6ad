"""Whether a live read from GitHub could be made."""

from collections.abc import Callable

import pytest

from collectors.github.checkup import github_checkup
from collectors.tried import Tried
from incidents.github.place import GitHubPlace
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import FakeGitHub, failure

Serve = Callable[[FakeGitHub], GitHubPlace]


def tried(place: GitHubPlace) -> tuple[Tried, ...]:
    return github_checkup(place, ("issues", "tests"), FakeTime().timer)


def test_a_repository_that_answers_is_named_with_the_variable_of_the_token(serve: Serve) -> None:
    github = FakeGitHub()
    place = serve(github)
    text = f"{place.shown}, which answers to the token in GITHUB_TOKEN"
    assert tried(place) == (Tried("github", ok=True, text=text),)
    assert [each.query.get("per_page") for each in github.seen] == [None, "1", "1"]


def test_the_present_name_is_told(serve: Serve) -> None:
    place = serve(FakeGitHub(now_called="acme/parcel-api"))
    assert "which is called acme/parcel-api now" in tried(place)[0].text


def test_a_list_that_may_not_be_read_is_told_with_the_permission(serve: Serve) -> None:
    refused = failure(403, "Resource not accessible by integration")
    place = serve(FakeGitHub().failing("/actions/runs", refused))
    (_, runs) = tried(place)
    assert (runs.ok, runs.text) == (
        False,
        (
            "its workflow runs may not be read with the token in GITHUB_TOKEN (403 Resource not accessible by"
            " integration); it needs read access to actions"
        ),
    )


def test_nothing_is_waited_for(serve: Serve) -> None:
    github = FakeGitHub().failing("/repos", failure(502, "Bad Gateway"))
    assert tried(serve(github)) == (Tried("github", ok=False, text="GitHub could not answer (502 Bad Gateway)"),)
    assert len(github.seen) == 1


def test_without_a_token_nobody_is_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    github = FakeGitHub()
    (only,) = tried(serve(github))
    assert (only.ok, github.seen) == (False, [])
    assert "set GITHUB_TOKEN" in only.text
