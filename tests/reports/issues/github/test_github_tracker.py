"""The tracker's verbs, against a real HTTP server with GitHub's rules."""

import json

import pytest

from incidents.github.place import GitHubPlace
from incidents.model.instant import Instant
from reports.issues.github.github_tracker import github_tracker
from reports.issues.tracker import Edit, IssueRef, Label, NewIssue, TrackedIssue, TrackerError, Trouble
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import FakeGitHub, Fault, failure
from tests.loopback_github.http_loopback import Reply
from tests.loopback_github.shapes import Json, closed_issue, issue
from tests.reports.issues.github.conftest import Tracking

BODY = "It fails.\n\n<!-- incident:issue f-1 -->\n"
ONE = IssueRef(key="1", native="1001", mention="#1", url="https://github.com/acme/parcel/issues/1")
TWO = IssueRef(key="2", native="1002", mention="#2")


PLACE = GitHubPlace("acme/parcel")


def keys(found: tuple[TrackedIssue, ...]) -> list[str]:
    return [each.ref.key for each in found]


def _found(held: Json) -> Reply:
    return Reply(200, json.dumps(held).encode(), {"Content-Type": "application/json"})


def test_an_issue_is_created_as_it_was_given_and_read_back(tracking: Tracking) -> None:
    github = FakeGitHub()
    tracker = tracking(github)
    made = tracker.create(NewIssue(title="labels fail", body=BODY, labels=("incident", "P0")))
    assert made == TrackedIssue(
        ref=ONE,
        title="labels fail",
        body=BODY,
        state="open",
        labels=("incident", "P0"),
        updated_at=Instant.parse("2026-03-02T12:00:01Z"),
    )
    assert tracker.remark is None
    assert tracker.issue(made.ref) == made
    assert tracker.issues("Incident", None) == (made,)
    assert [(each.method, each.path.removeprefix("/repos/acme/parcel")) for each in github.seen] == [
        ("GET", ""),
        ("POST", "/issues"),
        ("GET", "/issues/1"),
        ("GET", "/issues"),
    ]


def test_labels_that_the_token_may_not_set_are_missing_in_the_answer(tracking: Tracking) -> None:
    made = tracking(FakeGitHub(may_label=False)).create(NewIssue(title="t", body="b", labels=("incident",)))
    assert made.labels == ()


def test_all_pages_are_listed_without_pull_requests_and_each_issue_once(tracking: Tracking) -> None:
    pull = dict.fromkeys(("url", "html_url", "diff_url", "patch_url"), "https://github.com/acme/parcel/pull/4")
    held = [issue(each) for each in range(1, 4)] + [issue(4, pull_request=pull), issue(5)]
    github = FakeGitHub(held, page_size=2)
    assert keys(tracking(github).issues(None, None)) == ["1", "2", "3", "5"]
    assert len(github.asked("/issues")) == 3


def test_days_are_counted_by_the_clock_of_the_server(tracking: Tracking) -> None:
    held = [
        issue(1),
        closed_issue(2, "2026-02-27T12:00:00Z", state_reason="not_planned"),
        closed_issue(3, "2026-02-24T12:00:00Z", state_reason="completed"),
        # Closed long ago and commented on today.
        closed_issue(4, "2025-01-01T12:00:00Z", updated_at="2026-03-02T11:00:00Z"),
        closed_issue(5, "2026-02-28T12:00:00Z"),
    ]
    found = tracking(FakeGitHub(held)).issues(None, 5)
    assert [(each.ref.key, each.closed_as) for each in found] == [("1", None), ("2", "not-planned"), ("5", None)]


def test_an_issue_that_is_closed_between_the_two_lists_is_not_missed(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1), issue(2)])
    tracker = tracking(github)

    def closing() -> None:
        github.edited(1, {"state": "closed"})

    # The question about the closed ones is broken off, and asked again.
    github.fault_at[2] = Fault(Reply(drop=True), deed=closing)
    assert [(each.ref.key, each.state) for each in tracker.issues(None, 5)] == [("1", "closed"), ("2", "open")]


def test_a_label_with_a_comma_is_looked_for_in_the_whole_list(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1, labels=[{"name": "a,b"}]), issue(2, labels=[{"name": "a"}, {"name": "b"}])])
    assert keys(tracking(github).issues("A,b", None)) == ["1"]


def test_a_list_that_breaks_off_is_no_short_list(tracking: Tracking, passing: FakeTime) -> None:
    github = FakeGitHub([issue(each) for each in range(1, 6)], page_size=2)
    tracker = tracking(github)
    github.fault_at = dict.fromkeys(range(2, 20), Fault(Reply(502)))
    with pytest.raises(TrackerError) as raised:
        tracker.issues(None, None)
    assert (raised.value.trouble, sum(passing.slept)) == (Trouble.BUSY, 31)


def test_a_list_without_an_end_is_a_trouble(tracking: Tracking) -> None:
    reply = Reply(200, b"[]", {"Content-Type": "application/json", "Link": '</issues?page=2>; rel="next"'})
    with pytest.raises(TrackerError, match="could not list the labels: there is no end after 2 pages"):
        tracking(FakeGitHub().failing("/labels", reply)).labels()


def test_an_edit_changes_what_it_names_and_nothing_else(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1, title="of a person", body="old")])
    github.labelled(1, {"labels": ["mine", "old one"]})
    edit = Edit(body="new", state="closed", closed_as="not-planned", add_labels=("P1",), remove_labels=("Old one",))
    done = tracking(github).edit(ONE, edit)
    assert (done.title, done.body, done.state, done.closed_as) == ("of a person", "new", "closed", "not-planned")
    assert done.labels == ("mine", "P1")
    assert tracking(github).edit(ONE, edit).labels == ("mine", "P1")
    opened = tracking(github).edit(ONE, Edit(state="open"))
    assert (opened.state, opened.closed_as, opened.closed_at) == ("open", None, None)
    assert github.issues[0]["state_reason"] == "reopened"
    assert tracking(github).edit(ONE, Edit(add_labels=("P2",))).labels == ("mine", "P1", "P2")


def test_a_label_that_somebody_made_meanwhile_is_fine_in_any_capitals(tracking: Tracking) -> None:
    github = FakeGitHub()
    tracker = tracking(github)
    label = Label(name="incident", color="b60205", description="from a report")
    assert tracker.labels() == ()
    github.label_made({"name": "Incident"})
    tracker.make_label(label)
    tracker.make_label(label.model_copy(update={"name": "P0"}))
    assert tracker.labels() == ("Incident", "P0")
    with pytest.raises(TrackerError, match="description is too long") as raised:
        tracker.make_label(Label(name="P1", color="b60205", description="x" * 101))
    assert raised.value.trouble is Trouble.INVALID


def test_comments_are_written_and_read_oldest_first(tracking: Tracking) -> None:
    tracker = tracking(FakeGitHub([issue(1)], page_size=1))
    for body in ("first", "second", "third"):
        tracker.comment(ONE, body)
    assert tracker.comments(ONE) == ("first", "second", "third")


def test_links_take_the_database_id_and_one_that_is_there_is_fine(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1), issue(2), issue(3)])
    tracker = tracking(github)
    assert (tracker.blockers(ONE), tracker.children(ONE)) == ((), ())
    for _ in range(2):
        assert tracker.block(ONE, TWO)
        assert tracker.adopt(ONE, TWO)
    assert (tracker.blockers(ONE), tracker.children(ONE)) == (("1002",), ("1002",))
    assert [json.loads(each.body) for each in github.asked("blocked_by") if each.body] == [{"issue_id": 1002}] * 2


def test_a_child_of_another_parent_is_not_taken_away(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1), issue(2), issue(3)])
    github.adopted(3, {"sub_issue_id": 1002})
    with pytest.raises(TrackerError, match=r"^GitHub refused to link #2 to #1 \(422 ") as raised:
        tracking(github).adopt(ONE, TWO)
    assert raised.value.trouble is Trouble.INVALID
    assert github.sub_issues[3] == [2]


def test_an_older_enterprise_keeps_no_links_and_is_asked_once(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1), issue(2)], prefix="/api/v3", dependencies=False, hierarchy=False)
    tracker = tracking(github)
    assert [tracker.block(ONE, TWO), tracker.block(TWO, ONE), tracker.adopt(ONE, TWO)] == [False] * 3
    assert (tracker.blockers(ONE), tracker.children(ONE)) == (None, None)
    assert len(github.asked("/dependencies/")) == len(github.asked("/sub_issues")) == 2
    assert all(each.path.startswith("/api/v3/repos/acme/parcel") for each in github.seen)


@pytest.mark.parametrize("gone", [1, 2])
def test_a_link_with_an_issue_that_was_deleted_is_no_missing_feature(tracking: Tracking, gone: int) -> None:
    github = FakeGitHub([issue(1), issue(2)], deleted={gone})
    with pytest.raises(TrackerError) as raised:
        tracking(github).block(ONE, TWO)
    assert raised.value.trouble is Trouble.GONE


def test_an_issue_that_was_moved_to_another_repository_is_gone(tracking: Tracking) -> None:
    # GitHub leads on to the other repository, where another issue answers.
    there = "/repos/acme/other/issues/8"
    github = FakeGitHub([issue(1)])
    tracker = tracking(github)
    moved = failure(301, "Moved Permanently", Location=tracker._asking.place.api_url + there)
    github.failing("GET /repos/acme/parcel/issues/1", moved, times=1)
    github.failing(there, _found(issue(8)))
    with pytest.raises(TrackerError) as raised:
        tracker.issue(ONE)
    assert raised.value.trouble is Trouble.GONE


def test_a_renamed_repository_is_filed_to_under_its_present_name_and_says_so(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1)], now_called="acme/letters")
    tracker = tracking(github)
    made = tracker.create(NewIssue(title="t", body="b", labels=()))
    shown = tracker._asking.place.shown
    assert (made.ref.key, tracker.shown) == ("2", f"GitHub {shown}")
    assert tracker.remark == f"{shown} is called acme/letters now: write that into incident.toml"
    assert [each.path for each in github.writes()] == ["/repos/acme/letters/issues"]


def test_a_native_name_that_is_none_of_github_is_not_sent(tracking: Tracking) -> None:
    github = FakeGitHub([issue(1)])
    with pytest.raises(TrackerError, match='"OPS-12" is no id of an issue of GitHub'):
        tracking(github).block(ONE, IssueRef(key="12", native="OPS-12", mention="OPS-12"))
    assert github.seen == []


def test_many_writes_keep_a_pace_and_few_do_not_wait(tracking: Tracking, passing: FakeTime) -> None:
    tracker = tracking(FakeGitHub([issue(1)]))
    for _ in range(25):
        tracker.comment(ONE, "x")
    assert sum(passing.slept) == pytest.approx(0)
    for _ in range(10):
        tracker.comment(ONE, "x")
    assert sum(passing.slept) == pytest.approx(12)


def test_without_a_token_nothing_is_opened() -> None:
    with pytest.raises(TrackerError, match="set GITHUB_TOKEN, or GH_TOKEN") as raised, github_tracker(PLACE, {}):
        pytest.fail("it was opened")
    assert raised.value.trouble is Trouble.NOT_SIGNED_IN
