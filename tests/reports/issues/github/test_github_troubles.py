"""What goes wrong in life: each with one sentence, a trouble, and what was done of it."""

import pytest

from incidents.github.place import GitHubPlace
from reports.issues.github.github_tracker import github_tracker
from reports.issues.tracker import Edit, IssueRef, NewIssue, TrackerError, Trouble
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub, Fault, failure
from tests.loopback_github.http_loopback import Reply, served
from tests.loopback_github.shapes import issue
from tests.reports.issues.github.conftest import Tracking

NEW = NewIssue(title="labels fail", body="It fails.", labels=("incident",))
ONE = IssueRef(key="1", native="1001", mention="#1")
JSON = {"Content-Type": "application/json; charset=utf-8"}
LIMITED = "You have exceeded a secondary rate limit."


def host(text: str, place: GitHubPlace) -> str:
    return text.replace("HERE", place.shown).replace("HOST", place.host)


@pytest.mark.parametrize(
    ("reply", "trouble", "seen"),
    [
        (
            failure(401, "Bad credentials"),
            Trouble.NOT_ACCEPTED,
            "the token in GITHUB_TOKEN was not accepted (401 Bad credentials)",
        ),
        # A token that may read issues and not write them.
        (
            failure(403, "Resource not accessible by personal access token"),
            Trouble.FORBIDDEN,
            (
                'GitHub refused to create the issue "labels fail" with the token in GITHUB_TOKEN (403 Resource not'
                " accessible by personal access token)"
            ),
        ),
        (
            failure(403, "Resource protected by organization SAML enforcement.", X_GitHub_SSO="required; url=x"),
            Trouble.FORBIDDEN,
            (
                "the token in GITHUB_TOKEN is not authorised for the organisation's single sign-on (403 Resource"
                " protected by organization SAML enforcement.)"
            ),
        ),
        (
            failure(410, "Issues has been disabled in this repository."),
            Trouble.SWITCHED_OFF,
            "the issues of HERE are switched off (410 Issues has been disabled in this repository.)",
        ),
        (
            failure(422, "Validation Failed", {"resource": "Issue", "code": "missing_field", "field": "title"}),
            Trouble.INVALID,
            'GitHub refused to create the issue "labels fail" (422 Validation Failed: title missing_field)',
        ),
        # Renamed since its name was asked for; a write is not led on.
        (
            failure(307, "Moved Permanently", Location="http://127.0.0.1/repositories/42/issues"),
            Trouble.MOVED,
            "HERE has moved (307 Moved Permanently)",
        ),
        (
            failure(301, "Moved Permanently", Location="http://elsewhere.example/repositories/42/issues"),
            Trouble.UNREACHABLE,
            "HOST sends its reader elsewhere",
        ),
        (
            failure(403, LIMITED, Retry_After="900"),
            Trouble.BUSY,
            (
                'could not create the issue "labels fail": GitHub asked to wait 900 seconds (403 You have exceeded a'
                " secondary rate limit.), which was not waited for"
            ),
        ),
        # The primary limit ends at 12:40.
        (
            failure(403, "API rate limit exceeded.", X_RateLimit_Remaining="0", X_RateLimit_Reset="1772455200"),
            Trouble.BUSY,
            (
                'could not create the issue "labels fail": the token\'s rate limit is used up until'
                " 2026-03-02T12:40:00Z, which was not waited for"
            ),
        ),
        (
            failure(502, "Bad Gateway"),
            Trouble.UNCERTAIN,
            'it is not known whether GitHub did create the issue "labels fail" (502 Bad Gateway)',
        ),
        (
            Reply(drop=True),
            Trouble.UNCERTAIN,
            (
                'it is not known whether GitHub did create the issue "labels fail" (HOST could not be reached or'
                " broke off (ConnectionError))"
            ),
        ),
        (
            Reply(reset=True),
            Trouble.UNCERTAIN,
            (
                'it is not known whether GitHub did create the issue "labels fail" (HOST could not be reached or'
                " broke off (ConnectionError))"
            ),
        ),
        (
            Reply(silent=True),
            Trouble.UNCERTAIN,
            (
                'it is not known whether GitHub did create the issue "labels fail" (HOST could not be reached or'
                " broke off (ReadTimeout))"
            ),
        ),
        (
            Reply(201, b"<html>welcome</html>", JSON),
            Trouble.UNCERTAIN,
            'it is not known whether GitHub did create the issue "labels fail" (201 without an issue)',
        ),
    ],
)
def test_a_create_that_fails_is_sent_once_and_told_in_one_sentence(
    tracking: Tracking, passing: FakeTime, reply: Reply, trouble: Trouble, seen: str
) -> None:
    github = FakeGitHub().failing("POST", reply)
    tracker = tracking(github)
    with pytest.raises(TrackerError) as raised:
        tracker.create(NEW)
    place = tracker._asking.place
    assert (raised.value.trouble, raised.value.seen) == (trouble, host(seen, place))
    assert str(raised.value) == f"{raised.value.seen}; {trouble.value}"
    assert (len(github.writes()), passing.slept) == (1, [])


@pytest.mark.parametrize(
    ("reply", "slept"),
    [
        (failure(403, LIMITED, Retry_After="7"), [7]),
        (failure(429, "Too many requests"), [60]),
        (failure(403, "You have triggered an abuse detection mechanism. Please wait a few minutes."), [60]),
        # Until 12:00:30 by the clock of the server, whatever ours says.
        (failure(403, "API rate limit exceeded.", X_RateLimit_Remaining="0", X_RateLimit_Reset="1772452830"), [31]),
    ],
)
def test_a_write_that_was_put_off_is_sent_again_after_the_wait(
    tracking: Tracking, passing: FakeTime, reply: Reply, slept: list[float]
) -> None:
    github = FakeGitHub().failing("POST", reply, times=1)
    assert tracking(github).create(NEW).ref.key == "1"
    assert ([each["title"] for each in github.issues], passing.slept) == (["labels fail"], slept)


def test_a_person_is_told_of_a_long_wait(passing: FakeTime) -> None:
    told: list[str] = []
    github = FakeGitHub().failing("POST", failure(403, LIMITED, Retry_After="60"), times=1)
    with served(github.answer) as address:
        place, held = GitHubPlace("acme/parcel", address), {"GITHUB_TOKEN": TOKEN}
        with github_tracker(place, held, passing.timer, tell=told.append) as tracker:
            tracker.create(NEW)
    assert told == [f"GitHub asked to wait 60 seconds (403 {LIMITED}); waiting 60 seconds"]


@pytest.mark.parametrize("reply", [Reply(drop=True), Reply(reset=True), Reply(silent=True), failure(500, "Oops")])
def test_a_read_is_repeated(tracking: Tracking, passing: FakeTime, reply: Reply) -> None:
    github = FakeGitHub([issue(1)]).failing("GET /repos/acme/parcel/issues", reply, times=1)
    assert next(each.ref for each in tracking(github).issues(None, None)).key == "1"
    assert passing.slept == [1]


def test_an_answer_that_got_lost_leaves_the_issue_and_is_uncertain(tracking: Tracking) -> None:
    github = FakeGitHub().failing("POST", Reply(reset=True), done=True)
    tracker = tracking(github)
    with pytest.raises(TrackerError) as raised:
        tracker.create(NEW)
    assert raised.value.trouble is Trouble.UNCERTAIN
    assert [each.title for each in tracker.issues("incident", None)] == ["labels fail"]


@pytest.mark.parametrize(
    ("reply", "trouble", "seen"),
    [
        # A private repository looks like none.
        (
            failure(404, "Not Found"),
            Trouble.NOT_FOUND,
            "GitHub shows no HERE to the token in GITHUB_TOKEN (404 Not Found)",
        ),
        (Reply(200, b'{"full_name": "../../etc"}', JSON), Trouble.UNREACHABLE, "HOST does not answer as GitHub does"),
        (Reply(200, b"[" * 100_000, JSON), Trouble.UNREACHABLE, "HOST does not answer as GitHub does"),
    ],
)
def test_a_repository_that_cannot_be_seen_is_written_to_by_nobody(
    tracking: Tracking, reply: Reply, trouble: Trouble, seen: str
) -> None:
    github = FakeGitHub().failing("GET /repos/acme/parcel", reply)
    tracker = tracking(github)
    with pytest.raises(TrackerError) as raised:
        tracker.create(NEW)
    assert (raised.value.trouble, raised.value.seen) == (trouble, host(seen, tracker._asking.place))
    assert github.writes() == []


@pytest.mark.parametrize("body", [b"{}", b'[{"number": "1"}]', b'[{"id": 1, "number": 1, "title": "t"}]', b"null"])
def test_a_list_that_is_none_of_github_is_not_taken_for_an_empty_one(tracking: Tracking, body: bytes) -> None:
    github = FakeGitHub().failing("GET /repos/acme/parcel/issues", Reply(200, body, JSON))
    with pytest.raises(TrackerError, match="does not answer as GitHub does"):
        tracking(github).issues("incident", None)


def test_an_issue_that_somebody_deleted_is_gone(tracking: Tracking) -> None:
    tracker = tracking(FakeGitHub([issue(1)], deleted={1}))
    for verb in (
        lambda: tracker.issue(ONE),
        lambda: tracker.edit(ONE, Edit(body="x")),
        lambda: tracker.edit(ONE, Edit(add_labels=("P1",))),
        lambda: tracker.edit(ONE, Edit(remove_labels=("P1",))),
        lambda: tracker.comment(ONE, "x"),
        lambda: tracker.comments(ONE),
        lambda: tracker.blockers(ONE),
        lambda: tracker.children(ONE),
    ):
        with pytest.raises(TrackerError, match=r"^#1 of \S+/acme/parcel is not there \(410 ") as raised:
            verb()
        assert raised.value.trouble is Trouble.GONE


def test_a_repository_that_was_archived_says_so(tracking: Tracking) -> None:
    with pytest.raises(TrackerError, match="Repository was archived so is read-only") as raised:
        tracking(FakeGitHub([issue(1)], archived=True)).comment(ONE, "x")
    assert raised.value.trouble is Trouble.FORBIDDEN


def test_a_write_that_never_left_this_machine_is_not_uncertain(passing: FakeTime) -> None:
    with served(FakeGitHub().answer) as address:
        pass
    place = GitHubPlace("acme/parcel", address)
    with github_tracker(place, {"GH_TOKEN": TOKEN}, passing.timer, seconds=1) as tracker:
        tracker._asking._name = "acme/parcel"
        with pytest.raises(TrackerError, match="6 times in a row") as raised:
            tracker.create(NEW)
    assert (raised.value.trouble, passing.slept) == (Trouble.UNREACHABLE, [1, 2, 4, 8, 16])


def test_all_waits_together_have_an_end(tracking: Tracking, passing: FakeTime) -> None:
    github = FakeGitHub([issue(1)])
    tracker = tracking(github)
    github.fault_at = {each: Fault(failure(403, LIMITED, Retry_After="100")) for each in range(1, 100, 2)}

    def many() -> None:
        for _ in range(50):
            tracker.comment(ONE, "x")

    with pytest.raises(TrackerError) as raised:
        many()
    assert raised.value.trouble is Trouble.BUSY
    assert sum(passing.slept) <= 20 * 60


def test_the_token_is_in_no_sentence_even_when_the_server_says_it_and_goes_to_no_other_host(
    passing: FakeTime,
) -> None:
    # A token of a form that no pattern knows.
    odd = "a1b2c3d4" * 5
    other = FakeGitHub()
    with served(other.answer) as elsewhere:
        there = elsewhere.replace("127.0.0.1", "localhost")
        for reply in (
            failure(422, f"no {odd}"),
            failure(500, f"no {odd}"),
            failure(403, f"{LIMITED} {odd}", Retry_After="999"),
            *(failure(status, odd, Location=f"{there}/repos/acme/parcel/issues") for status in (301, 302, 307, 308)),
        ):
            github = FakeGitHub().failing("POST", reply)
            with served(github.answer) as address:
                place = GitHubPlace("acme/parcel", address)
                with github_tracker(place, {"GITHUB_TOKEN": odd}, passing.timer, seconds=1) as tracker:
                    tracker._asking._name = "acme/parcel"
                    with pytest.raises(TrackerError) as raised:
                        tracker.create(NEW)
            assert odd not in f"{raised.value} {raised.value!r}"
    assert other.seen == []
