"""What a later run does to issues that are there already: people's edits, news, endings and returns."""

from dataclasses import replace
from pathlib import Path

import pytest

from incidents.store.filed import Filed
from reports.issues.decision import Rules
from reports.issues.region import found
from reports.issues.tracker import TrackerError, Trouble
from tests.builders import at, finding
from tests.reports.issues.graphs import carried_out, edges, file, graph, material, plan_of, problem
from tests.reports.issues.memory_tracker import Fault, MemoryTracker

_COUNT = 12


def test_text_outside_of_our_part_survives(tmp_path: Path) -> None:
    tracker, one = MemoryTracker(), graph(1)
    file(tracker, material(one), tmp_path)
    issue = next(iter(tracker.held.values()))
    tracker.change(issue.ref, body=f"Seen by me too.\r\n\r\n{issue.body}\r\nI look at it.")
    later = graph(1, findings=(problem(0, last=at(3), state="worse"),))

    file(tracker, material(later), tmp_path)

    body = tracker.held[issue.ref.native].body
    assert body.startswith("Seen by me too.\r\n\r\n<!-- incident:issue ")
    assert body.endswith("\r\nI look at it.")
    assert "Worse than before" in body


def test_a_text_that_somebody_edited_is_kept_and_the_news_become_a_comment(tmp_path: Path) -> None:
    tracker, one = MemoryTracker(), graph(1)
    file(tracker, material(one), tmp_path)
    issue = next(iter(tracker.held.values()))
    mine = tracker.change(issue.ref, body=issue.body.replace("## Expected", "## What I expect")).body
    later = graph(1, findings=(problem(0, state="worse"),))

    file(tracker, material(later), tmp_path)

    assert tracker.held[issue.ref.native].body == mine
    assert len(tracker.said[issue.ref.native]) == 1
    assert file(tracker, material(later), tmp_path).writes == 0


def test_a_comment_is_written_only_when_facts_have_changed(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    reworded = graph(1, findings=(problem(0, title="printer: the tray is empty"),))
    file(tracker, material(reworded), tmp_path)
    assert tracker.said == {}

    file(tracker, material(graph(1, findings=(problem(0, state="worse"),))), tmp_path)
    assert [len(each) for each in tracker.said.values()] == [1]


def test_a_deleted_issue_is_not_filed_again_and_the_others_go_on(tmp_path: Path) -> None:
    tracker, two = MemoryTracker(), graph(2)
    file(tracker, material(two), tmp_path)
    del tracker.held["id-1"]
    plan = plan_of(tracker, material(two), Filed(tmp_path / "filed.jsonl"))

    assert plan.actions[0].verb == "skip"
    assert plan.actions[0].reason == "it was filed as 1, which was deleted or moved since"
    applied = file(tracker, material(two), tmp_path)
    assert applied.troubles == []
    assert len(tracker.held) == 2


def test_an_issue_that_is_deleted_while_it_is_updated_stops_nothing(tmp_path: Path) -> None:
    tracker, journal = MemoryTracker(), tmp_path / "filed.jsonl"
    file(tracker, material(graph(2)), tmp_path)
    worse = graph(2, findings=(problem(0, state="worse"), problem(1, state="worse")))
    plan = plan_of(tracker, material(worse), Filed(journal))
    del tracker.held["id-1"]
    applied = carried_out(plan, tracker, Filed(journal))

    assert applied.troubles[0].startswith("issues/finding-printer.md: ")
    assert "Worse than before" in tracker.held["id-2"].body


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.UNCERTAIN])
def test_every_trouble_leaves_a_state_from_which_the_next_run_goes_on(tmp_path: Path, trouble: Trouble) -> None:
    what = material(graph(4))
    tracker = MemoryTracker(fault=Fault(6, lambda: TrackerError(trouble, "the tracker said no"), after=False))

    first = file(tracker, what, tmp_path)
    second = file(tracker, what, tmp_path)

    assert first.stopped is not None or first.troubles
    assert (second.stopped, second.troubles) == (None, [])
    assert len(tracker.held) == 5
    assert sum(map(len, tracker.links.values())) == edges(4)


def test_labels_that_the_token_may_not_set_are_told_and_nothing_is_doubled(tmp_path: Path) -> None:
    tracker, one = MemoryTracker(drops_labels=True), material(graph(1))

    applied = file(tracker, one, tmp_path)

    assert "without the label 'incident'" in applied.troubles[0]
    assert file(tracker, one, tmp_path).writes == 0


def test_a_body_that_is_too_long_is_cut_and_says_where_the_rest_is(tmp_path: Path) -> None:
    tracker = MemoryTracker(longest=3000)

    file(tracker, material(graph(1)), tmp_path)

    body = next(iter(tracker.held.values())).body
    assert len(body) <= 3000
    assert "The rest is in `issues/finding-printer.md` of the incident folder." in body
    assert body.count("```") % 2 == 0
    assert file(tracker, material(graph(1)), tmp_path).writes == 0


def test_a_body_that_is_too_long_links_to_the_rest_where_that_can_be_opened(tmp_path: Path) -> None:
    tracker, given = MemoryTracker(longest=3000), material(graph(1))
    linked = replace(given, wanted=[replace(each, folder_url="https://files.example/x") for each in given.wanted])

    file(tracker, linked, tmp_path)

    body = next(iter(tracker.held.values())).body
    place = f"https://files.example/x/{given.incident.name}/issues/finding-printer.md"
    assert f"[`issues/finding-printer.md` of the incident folder]({place})" in body


def test_an_issue_whose_problem_is_over_is_closed_once(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    issue = next(iter(tracker.held.values()))
    over = graph(1, findings=(problem(0, state="resolved"),))

    file(tracker, material(over), tmp_path)
    assert tracker.held[issue.ref.native].state == "closed"
    assert "No longer seen in incident" in tracker.said[issue.ref.native][-1]
    assert file(tracker, material(over), tmp_path).writes == 0

    tracker.change(issue.ref, state="open", closed_at=None)
    assert file(tracker, material(over), tmp_path).writes == 0


def test_an_issue_of_others_is_never_closed(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    tracker.put("printer has no paper in tray", "no paper in tray, every day")
    file(tracker, material(graph(1)), tmp_path)
    assert len(tracker.held) == 1
    assert "incident:issue" in tracker.held["id-1"].body

    file(tracker, material(graph(1, findings=(problem(0, state="resolved"),))), tmp_path)
    assert tracker.held["id-1"].state == "open"


@pytest.mark.parametrize("recurrence", ["reopen", "link"])
def test_a_problem_that_comes_back_reopens_its_issue_or_points_to_it(tmp_path: Path, recurrence: str) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    issue = tracker.change(next(iter(tracker.held.values())).ref, state="closed", closed_as="done", closed_at=at(3))
    back = material(graph(1, name="2026-03-03-again", findings=(problem(0, first=at(3, 30), last=at(4)),)))
    rules = Rules(recurrence=recurrence)  # type: ignore[arg-type]

    file(tracker, back, tmp_path, rules)

    if recurrence == "reopen":
        assert tracker.held[issue.ref.native].state == "open"
        assert tracker.said[issue.ref.native][0].startswith("Came back in incident")
    else:
        assert tracker.held[issue.ref.native].state == "closed"
        assert "It came back after #1 was closed." in tracker.held["id-2"].body
    assert file(tracker, back, tmp_path, rules).writes == 0


def test_words_alone_never_open_what_a_person_has_closed(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    theirs = tracker.put("printer has no paper in tray", "no paper in tray, every day")
    tracker.change(theirs.ref, state="closed", closed_as="done", closed_at=at(1))

    file(tracker, material(graph(1)), tmp_path)

    assert tracker.held[theirs.ref.native].state == "closed"
    assert "It came back after #1 was closed." in tracker.held["id-2"].body


def test_the_parent_of_an_earlier_incident_is_no_problem_of_a_later_one(tmp_path: Path) -> None:
    """It lists the titles of all its issues, and so is about everything."""
    tracker = MemoryTracker()
    file(tracker, material(graph(3)), tmp_path)
    for native in ("id-1", "id-2", "id-3"):
        tracker.change(tracker.held[native].ref, body="", title="Reworded", state="closed", closed_as="not-planned")
    parent = tracker.held["id-4"].body
    (tmp_path / "later").mkdir()

    file(tracker, material(graph(1, name="2026-03-09-later", findings=(problem(1),))), tmp_path / "later")

    assert tracker.held["id-4"].body == parent
    assert tracker.held["id-5"].title.startswith("customs")


def test_one_issue_never_holds_the_texts_of_two_drafts(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    theirs = tracker.put("Everything about printing")
    what = material(graph(2, blocks=()))
    both = [replace(each, draft=each.draft.model_copy(update={"issue": theirs.ref.key})) for each in what.wanted]

    plan = plan_of(tracker, replace(what, wanted=both), Filed(tmp_path / "filed.jsonl"))

    assert [each.verb for each in plan.actions] == ["update", "skip"]
    assert plan.actions[1].reason == "#1 stands for issues/finding-customs.md already: merge the two drafts"


def test_a_child_of_another_parent_is_told_once(tmp_path: Path) -> None:
    tracker, what = MemoryTracker(), material(graph(2))
    file(tracker, what, tmp_path, Rules(parent=False))
    somebodys = tracker.put("All printers")
    tracker.adopt(somebodys.ref, tracker.held["id-1"].ref)

    first = file(tracker, what, tmp_path)
    second = file(tracker, what, tmp_path)

    assert len(first.troubles) == 1
    assert "has another parent" in first.troubles[0]
    assert (second.troubles, second.writes) == ([], 0)


def test_an_older_incident_does_not_take_back_what_a_later_one_has_told(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    older = material(graph(1))
    later = material(graph(1, name="2026-03-09-later", findings=(problem(0, last=at(100), state="worse"),)))
    file(tracker, older, tmp_path)
    file(tracker, later, tmp_path)
    told = next(iter(tracker.held.values())).body

    assert file(tracker, older, tmp_path).writes == 0
    assert next(iter(tracker.held.values())).body == told


def test_labels_follow_the_draft_unless_somebody_chose_others(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    urgent = finding().priority.model_copy(update={"level": "P0"})
    file(tracker, material(graph(1, findings=(problem(0, priority=urgent),))), tmp_path)
    (issue,) = tracker.held.values()
    assert set(issue.labels) == {"incident", "P0"}

    tracker.change(issue.ref, labels=("incident", "P2"))
    file(tracker, material(graph(1, findings=(problem(0, state="worse"),))), tmp_path)
    assert set(tracker.held[issue.ref.native].labels) == {"incident", "P2"}


def test_the_parent_is_only_for_incidents_with_several_issues(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    assert len(tracker.held) == 1

    without = MemoryTracker()
    (tmp_path / "other").mkdir()
    file(without, material(graph(3)), tmp_path / "other", Rules(parent=False))
    assert len(without.held) == 3


def test_nothing_that_is_filed_pings_or_closes_anything(tmp_path: Path) -> None:
    said = "@ops-team please: Fixes #41, closes https://github.com/a/b/issues/2 <img src=x onerror=alert(1)>"
    tracker = MemoryTracker()
    file(tracker, material(graph(1, findings=(problem(0, title=said, signature=said),))), tmp_path)

    (issue,) = tracker.held.values()
    outside_of_code = "".join(part for place, part in enumerate(issue.body.split("`")) if place % 2 == 0)
    assert found(issue.body) is not None
    for live in ("@ops-team", "#41", "https://", "<img"):
        assert live not in outside_of_code
