"""What every tracker does alike; the stand-in for the outside is held to it too."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest

from incidents.github.place import GitHubPlace
from incidents.model.instant import Instant
from reports.issues.folder_tracker import FolderTracker
from reports.issues.github.github_tracker import github_tracker
from reports.issues.tracker import Edit, IssueRef, Label, NewIssue, Tracker, TrackerError, Trouble
from tests.builders import at
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY
from tests.reports.issues.memory_tracker import MemoryTracker


class _Clock:
    def __init__(self) -> None:
        self.now = at(5)

    def __call__(self) -> Instant:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@contextmanager
def _on_github(_: Path, clock: _Clock) -> Iterator[Tracker]:
    github = FakeGitHub(clock=clock)
    with served(github.answer) as address:
        place = GitHubPlace(REPOSITORY, address)
        with github_tracker(place, {"GITHUB_TOKEN": TOKEN}, FakeTime().timer) as tracker:
            yield tracker
    assert github.misfits == []


_KINDS: dict[str, Callable[[Path, _Clock], AbstractContextManager[Tracker]]] = {
    "folder": lambda path, clock: nullcontext(FolderTracker(path / "filed", clock)),
    "github": _on_github,
    "memory": lambda _, clock: nullcontext(MemoryTracker(clock=clock)),
}


@pytest.fixture(params=sorted(_KINDS))
def tracker(request: pytest.FixtureRequest, tmp_path: Path, clock: _Clock) -> Iterator[Tracker]:
    with _KINDS[request.param](tmp_path, clock) as opened:
        yield opened


_NEW = NewIssue(
    title="Labels: no `printer`", body="<!-- hidden -->\n---\nOne.\r\n\nTwo: 2\n", labels=("incident", "P1")
)
_NOBODY = IssueRef(key="999", native="999", mention="#999")


def test_what_was_created_comes_back_as_it_was_given(tracker: Tracker) -> None:
    made = tracker.create(_NEW)

    assert (made.title, made.body, made.labels, made.state) == (_NEW.title, _NEW.body, _NEW.labels, "open")
    assert tracker.issue(made.ref) == made
    assert tracker.issues(None, 30) == (made,)


def test_an_empty_tracker_lists_nothing(tracker: Tracker) -> None:
    assert tracker.issues(None, None) == ()
    assert tracker.labels() == ()


def test_no_two_issues_have_one_name(tracker: Tracker) -> None:
    refs = {tracker.create(_NEW).ref.native for _ in range(3)}
    assert len(refs) == 3


def test_a_label_selects(tracker: Tracker) -> None:
    made = tracker.create(_NEW)
    tracker.create(NewIssue(title="Another", body="", labels=("bug",)))
    assert tracker.issues("incident", None) == (made,)


def test_closed_ones_are_listed_for_the_days_that_are_asked_for(tracker: Tracker, clock: _Clock) -> None:
    made = tracker.create(_NEW)
    tracker.edit(made.ref, Edit(state="closed", closed_as="not-planned"))
    clock.now = at(5 + 24 * 10)

    assert tracker.issues(None, 9) == ()
    (found,) = tracker.issues(None, 11)
    assert (found.state, found.closed_as, found.closed_at) == ("closed", "not-planned", at(5))
    assert tracker.issues(None, None) == (found,)


def test_an_edit_changes_what_it_names_and_nothing_else(tracker: Tracker) -> None:
    made = tracker.create(_NEW)

    changed = tracker.edit(made.ref, Edit(body="New.\n", add_labels=("P0", "incident"), remove_labels=("P1",)))

    assert (changed.title, changed.body, set(changed.labels)) == (_NEW.title, "New.\n", {"incident", "P0"})
    assert tracker.edit(made.ref, Edit(body="New.\n", add_labels=("P0",), remove_labels=("P1",))) == changed


def test_an_issue_is_opened_again(tracker: Tracker) -> None:
    made = tracker.create(_NEW)
    tracker.edit(made.ref, Edit(state="closed"))
    assert tracker.edit(made.ref, Edit(state="open")) == made


def test_comments_come_back_in_their_order(tracker: Tracker) -> None:
    made = tracker.create(_NEW)
    tracker.comment(made.ref, "One.\n\nStill one.")
    tracker.comment(made.ref, "Two.\n<!-- incident:comment 0123 -->")
    assert tracker.comments(made.ref) == ("One.\n\nStill one.", "Two.\n<!-- incident:comment 0123 -->")


def test_links_are_kept_once(tracker: Tracker) -> None:
    one, other = tracker.create(_NEW), tracker.create(_NEW)
    assert tracker.blockers(one.ref) == ()
    assert tracker.block(one.ref, other.ref)
    assert tracker.block(one.ref, other.ref)
    assert tracker.blockers(one.ref) == (other.ref.native,)


def test_a_child_has_one_parent(tracker: Tracker) -> None:
    parent, another, child = (tracker.create(_NEW) for _ in range(3))
    assert tracker.adopt(parent.ref, child.ref)
    assert tracker.adopt(parent.ref, child.ref)
    assert tracker.children(parent.ref) == (child.ref.native,)
    with pytest.raises(TrackerError) as refused:
        tracker.adopt(another.ref, child.ref)
    assert refused.value.trouble is Trouble.INVALID


def test_a_label_is_made_twice_without_a_complaint(tracker: Tracker) -> None:
    for _ in range(2):
        tracker.make_label(Label(name="P0", color="b60205", description="Now"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda tracker: tracker.issue(_NOBODY),
        lambda tracker: tracker.edit(_NOBODY, Edit(body="x")),
        lambda tracker: tracker.comment(_NOBODY, "x"),
        lambda tracker: tracker.comments(_NOBODY),
        lambda tracker: tracker.blockers(_NOBODY),
        lambda tracker: tracker.children(_NOBODY),
    ],
)
def test_an_issue_that_is_not_there_is_gone(tracker: Tracker, ask: Callable[[Tracker], object]) -> None:
    with pytest.raises(TrackerError) as error:
        ask(tracker)
    assert error.value.trouble is Trouble.GONE
