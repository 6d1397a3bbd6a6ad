"""Issues read from GitHub itself, against a real HTTP server on this machine."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Ask, Source
from collectors.open_issues import OpenIssues
from incidents.github.place import GitHubPlace
from incidents.model.evidence import OpenIssue
from incidents.model.instant import Instant
from incidents.model.scope import Problem, Reading, Span
from incidents.model.sealed import Collected
from tests.collectors.asking import ask, badges, write
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub, failure
from tests.loopback_github.http_loopback import Reply
from tests.loopback_github.shapes import closed_issue, issue, user

Serve = Callable[[FakeGitHub], GitHubPlace]
NOW = 1_772_452_800.5  # 2026-03-02T12:00:00Z
_BUSY = "GitHub could not answer (502 Bad Gateway)"
HELD = [
    issue(
        7,
        title="labels are\nnot printed",
        body="Blocked by #3\nmail to BDG-" + "123456",
        labels=[{"name": "P1"}, {"name": "labels"}],
        assignees=[user("ada"), user("bob")],
    ),
    issue(3),
    issue(9, pull_request=dict.fromkeys(("url", "html_url", "diff_url", "patch_url"), "https://github.com/acme/9")),
    closed_issue(5, "2026-02-20T08:00:00Z", created_at="2026-01-01T08:00:00Z"),
]


def question(tmp_path: Path, place: GitHubPlace, **source: Any) -> Ask:
    asked = ask(tmp_path, live=True, redactor=badges())
    return replace(asked, source=Source(live=True, **source), repository=place)


def collected(asked: Ask, passing: FakeTime) -> Collected:
    return OpenIssues(clock=lambda: NOW, timer=passing.timer).collect(asked)


def numbers(found: Collected) -> list[int]:
    return [each.number for each in found.evidence if isinstance(each, OpenIssue)]


def unplaced(found: Collected) -> list[dict[str, Any]]:
    """All of the records but where they were read, of which their hash is made too."""
    return [each.model_dump(exclude={"locator", "hash"}) for each in found.evidence]


def test_a_live_read_gives_what_the_saved_list_gives(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    write(tmp_path, {"issues.json": json.dumps(HELD)})
    live = collected(question(tmp_path, serve(FakeGitHub(HELD))), passing)
    saved = OpenIssues().collect(ask(tmp_path, "issues.json", redactor=badges()))
    assert numbers(live) == [3, 5, 7]
    assert unplaced(live) == unplaced(saved)
    seven = next(each for each in live.evidence if each.id == "issue-7")
    assert isinstance(seven, OpenIssue)
    assert (seven.assignees, str(seven.updated_at)) == (2, "2026-03-02T08:00:00Z")
    assert "[redacted:badge" in seven.body


def test_each_question_is_a_reading(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    place = serve(FakeGitHub(HELD))
    opened, closed = sorted(collected(question(tmp_path, place), passing).readings, key=lambda each: each.what[::-1])
    if "closed" in opened.what:
        opened, closed = closed, opened
    assert opened == Reading(
        id=opened.id,
        source="issues",
        what=f"GitHub {place.shown}: open issues",
        span=Span(),
        items=2,
        status="complete",
        problems=(Problem(what="pull requests, left out", count=1, first=f"{place.shown}#9"),),
    )
    assert (closed.what, closed.items, closed.status) == (
        f"GitHub {place.shown}: issues closed in the last 30 days",
        1,
        "complete",
    )
    assert closed.span == Span(start=Instant.parse("2026-01-31T12:00:00Z"), end=Instant.parse("2026-03-02T12:00:00Z"))


def test_all_pages_are_read_and_each_issue_once(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub([issue(number) for number in range(1, 24)], page_size=10)
    found = collected(question(tmp_path, serve(github), closed_days=0), passing)
    assert sorted(numbers(found)) == list(range(1, 24))
    (reading,) = found.readings
    assert (reading.pages, reading.items) == (3, 23)
    assert [each.query.get("page") for each in github.asked("/issues")] == [None, "2", "3"]
    assert {each.query["state"] for each in github.asked("/issues")} == {"open"}


def test_closed_is_what_was_closed_within_the_span_and_not_only_touched(
    tmp_path: Path, serve: Serve, passing: FakeTime
) -> None:
    held = [
        closed_issue(1, "2026-02-20T08:00:00Z"),
        closed_issue(2, "2026-01-20T08:00:00Z", updated_at="2026-02-28T08:00:00Z"),
        closed_issue(3, "2026-01-20T08:00:00Z"),
    ]
    found = collected(question(tmp_path, serve(FakeGitHub(held)), closed_days=14), passing)
    assert numbers(found) == [1]


def test_the_end_of_the_window_ends_the_span_too(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub()
    asked = question(tmp_path, serve(github), closed_days=1)
    end = Instant.parse("2026-02-01T00:00:00Z")
    asked = replace(asked, scope=asked.scope.model_copy(update={"span": Span(end=end)}))
    collected(asked, passing)
    assert github.asked("/issues")[-1].query["since"] == "2026-01-31T00:00:00Z"


def test_the_same_list_gives_the_same_bytes_in_any_order(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub(list(HELD))
    place = serve(github)
    first = collected(question(tmp_path, place), passing)
    github.issues.reverse()
    assert collected(question(tmp_path, place), passing).model_dump_json() == first.model_dump_json()


def test_a_renamed_repository_is_read_under_its_present_name_to_the_last_page(
    tmp_path: Path, serve: Serve, passing: FakeTime, capfd: pytest.CaptureFixture[str]
) -> None:
    held = [issue(number) for number in range(1, 24)] + [closed_issue(30, "2026-02-20T08:00:00Z")]
    github = FakeGitHub(held, page_size=10, now_called="acme/parcel-api")
    found = collected(question(tmp_path, serve(github)), passing)
    assert sorted(numbers(found)) == [*range(1, 24), 30]
    assert {each.locator.partition("#")[0].rpartition("/")[2] for each in found.evidence} == {"parcel-api"}
    problems = [problem for each in found.readings for problem in each.problems]
    assert len(problems) == 2
    assert problems[0].what.startswith("names of the repository that are no longer its own")
    assert problems[0].first.endswith("acme/parcel-api")
    assert capfd.readouterr().err == ""


def test_a_base_address_with_a_path_is_asked_below_it(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub(HELD, prefix="/api/v3", now_called="acme/parcel-api", page_size=1)
    found = collected(question(tmp_path, serve(github)), passing)
    assert numbers(found) == [3, 5, 7]
    assert all(each.path.startswith("/api/v3/") for each in github.seen)


@pytest.mark.parametrize("reply", [failure(502, "Bad Gateway"), failure(500, ""), Reply(drop=True)])
def test_what_passes_is_asked_again(tmp_path: Path, serve: Serve, passing: FakeTime, reply: Reply) -> None:
    github = FakeGitHub(HELD).failing("/issues", reply, times=3)
    found = collected(question(tmp_path, serve(github)), passing)
    assert numbers(found) == [3, 5, 7]
    assert {each.status for each in found.readings} == {"complete"}
    assert passing.slept == [1, 2, 4]


def test_what_does_not_pass_is_said(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub(HELD).failing("/repos", failure(502, "Bad Gateway"))
    (reading,) = collected(question(tmp_path, serve(github)), passing).readings
    assert (reading.status, reading.why) == ("failed", f"{_BUSY}, 6 times in a row. Nothing was read")


def test_a_failure_on_a_later_page_keeps_what_came(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub([issue(number) for number in range(1, 24)], page_size=10)
    answer, later = github.answer, failure(502, "Bad Gateway")
    github.answer = lambda seen: later if seen.query.get("page") == "3" else answer(seen)  # type: ignore[method-assign]
    place = serve(github)
    found = collected(question(tmp_path, place, closed_days=0), passing)
    (reading,) = found.readings
    assert (reading.status, reading.items, reading.pages) == ("truncated", 20, 2)
    assert reading.why == f"{_BUSY}, 6 times in a row; what came before was kept"


# The server's clock says 12:00:00.
@pytest.mark.parametrize(
    ("reply", "slept"),
    [
        (failure(403, "You have exceeded a secondary rate limit.", Retry_After="7"), [7]),
        (failure(429, "Too many requests", Retry_After="7"), [7]),
        (failure(403, "You have exceeded a secondary rate limit."), [60]),
        (
            failure(
                403, "API rate limit exceeded for user.", X_RateLimit_Remaining="0", X_RateLimit_Reset="1772452830"
            ),
            [31],
        ),
    ],
)
def test_a_limit_that_soon_ends_is_waited_for(
    tmp_path: Path, serve: Serve, passing: FakeTime, reply: Reply, slept: list[float]
) -> None:
    github = FakeGitHub(HELD).failing("/issues", reply, times=1)
    assert numbers(collected(question(tmp_path, serve(github)), passing)) == [3, 5, 7]
    assert passing.slept == slept


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        # The primary limit ends at 12:40.
        (
            failure(403, "API rate limit exceeded.", X_RateLimit_Remaining="0", X_RateLimit_Reset="1772455200"),
            "the token's rate limit is used up until 2026-03-02T12:40:00Z, which was not waited for",
        ),
        (
            failure(403, "You have exceeded a secondary rate limit.", Retry_After="900"),
            (
                "GitHub asked to wait 900 seconds (403 You have exceeded a secondary rate limit.),"
                " which was not waited for"
            ),
        ),
        (
            failure(401, "Bad credentials"),
            "the token in GITHUB_TOKEN was not accepted (401 Bad credentials); it may have expired",
        ),
        (
            failure(403, "Resource not accessible by personal access token"),
            (
                "the repository HERE may not be read with the token in GITHUB_TOKEN (403 Resource not accessible by"
                " personal access token); it needs read access to the repository's metadata"
            ),
        ),
        (
            failure(403, "Resource protected by organization SAML enforcement.", X_GitHub_SSO="required; url=x"),
            (
                "the token in GITHUB_TOKEN is not authorised for the organisation's single sign-on (403 Resource"
                " protected by organization SAML enforcement.); authorise it in GitHub's settings"
            ),
        ),
        (
            failure(404, "Not Found"),
            (
                "the repository HERE could not be found, or the token in GITHUB_TOKEN may not see it (404 Not Found);"
                " it needs read access to the repository's metadata"
            ),
        ),
        (
            failure(301, "Moved Permanently", Location="http://elsewhere.example/repositories/42"),
            "HOST sends its reader elsewhere; check `api_url` in incident.toml",
        ),
        (
            failure(307, "Temporary Redirect", Location="http://elsewhere.example/repositories/42"),
            "the repository HERE has moved (307 Temporary Redirect); write its present name into incident.toml",
        ),
        (
            Reply(200, b"<html>welcome</html>", {"Content-Type": "text/html; charset=utf-8"}),
            "HOST does not answer as GitHub does; check `api_url` in incident.toml",
        ),
        (
            Reply(200, b'{"full_name": "../../etc"}', {"Content-Type": "application/json; charset=utf-8"}),
            "HOST does not answer as GitHub does; check `api_url` in incident.toml",
        ),
        (
            Reply(200, b"[" * 100_000, {"Content-Type": "application/json; charset=utf-8"}),
            "HOST does not answer as GitHub does; check `api_url` in incident.toml",
        ),
    ],
)
def test_a_refusal_is_one_clear_sentence(
    tmp_path: Path, serve: Serve, passing: FakeTime, reply: Reply, why: str
) -> None:
    place = serve(FakeGitHub(HELD).failing("/repos", reply))
    (reading,) = collected(question(tmp_path, place), passing).readings
    expected = why.replace("HERE", place.shown).replace("HOST", place.host)
    assert (reading.what, reading.status) == (f"GitHub {place.shown}: issues", "failed")
    assert reading.why == f"{expected}. Nothing was read"
    assert passing.slept == []


def test_issues_that_are_switched_off_are_said(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    place = serve(FakeGitHub().failing("/issues", failure(410, "Issues has been disabled in this repository.")))
    opened, closed = collected(question(tmp_path, place), passing).readings
    assert opened.status == closed.status == "failed"
    assert opened.why == (
        f"the issues of {place.shown} is no longer kept, or is switched off (410 Issues has been disabled in this"
        " repository.). Nothing was read"
    )


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ({}, "there is no token for GitHub: set GITHUB_TOKEN, or GH_TOKEN, in the environment"),
        (
            {"GH_TOKEN": "two " + "words"},
            "what GH_TOKEN holds is no token: it has spaces or other characters inside",
        ),
    ],
)
def test_without_a_token_nobody_is_asked(
    tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, held: dict[str, str], why: str
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    for name, value in held.items():
        monkeypatch.setenv(name, value)
    github = FakeGitHub(HELD)
    (reading,) = collected(question(tmp_path, serve(github)), FakeTime()).readings
    assert (reading.status, reading.why) == ("failed", f"{why}. Nothing was read")
    assert github.seen == []


def test_the_token_is_in_nothing_that_is_kept_even_when_the_server_says_it(
    tmp_path: Path, serve: Serve, passing: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A token of a form that no pattern knows.
    odd = "a1b2c3d4" * 5
    monkeypatch.setenv("GITHUB_TOKEN", odd)
    place = serve(FakeGitHub(HELD).failing("/repos", failure(401, f"Bad credentials {odd}")))
    found = collected(question(tmp_path, place), passing)
    assert found.readings[0].why is not None
    assert "[redacted:github-token]" in found.readings[0].why
    assert odd not in found.model_dump_json()
    assert TOKEN not in found.model_dump_json()


def test_nobody_there_is_said(tmp_path: Path, passing: FakeTime) -> None:
    place = GitHubPlace("acme/parcel", "http://127.0.0.1:1")
    (reading,) = collected(question(tmp_path, place), passing).readings
    assert reading.why == (
        "127.0.0.1:1 could not be reached or broke off (ConnectionError), 6 times in a row. Nothing was read"
    )


def test_a_list_without_an_end_is_ended(tmp_path: Path, serve: Serve, passing: FakeTime) -> None:
    github = FakeGitHub([issue(1)])
    answer = github.answer

    def endless(seen: Any) -> Reply:
        reply = answer(seen)
        reply.headers["Link"] = '<http://elsewhere.example/issues?page=2>; rel="next"'
        return reply

    github.answer = endless  # type: ignore[method-assign]
    found = collected(question(tmp_path, serve(github), closed_days=0), passing)
    (reading,) = found.readings
    assert reading.why == "the list does not end after 2 pages; what came before was kept"
    assert numbers(found) == [1]


def test_the_survey_says_what_would_be_asked(tmp_path: Path) -> None:
    place = GitHubPlace("acme/parcel")
    assert OpenIssues(clock=lambda: NOW).survey(question(tmp_path, place, closed_days=7)) == (
        "GitHub acme/parcel: open issues",
        "GitHub acme/parcel: issues closed in the last 7 days",
    )
