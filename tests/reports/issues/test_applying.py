"""A plan is carried out once, whatever happens on the way: each write of a graph of issues, each way to fail there."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from incidents.model.incident import Incident
from incidents.store.filed import Filed
from reports.issues.tracker import TrackerError, Trouble
from tests.builders import at
from tests.reports.issues.graphs import carried_out, edges, file, graph, material, plan_of, problem
from tests.reports.issues.memory_tracker import Fault, Killed, MemoryTracker

_COUNT = 12


def _uncertain() -> BaseException:
    return TrackerError(Trouble.UNCERTAIN, "the connection was reset")


def _busy() -> BaseException:
    return TrackerError(Trouble.BUSY, "a secondary rate limit")


_WAYS: tuple[tuple[str, Callable[[], BaseException], bool], ...] = (
    ("killed before", Killed, False),
    ("killed after", Killed, True),
    ("reset before", _uncertain, False),
    ("reset after", _uncertain, True),
    ("limited", _busy, False),
)


def _shape(tracker: MemoryTracker) -> tuple[object, ...]:
    """Titles with labels, links and children by title, and the comments: what people see."""
    titles = {native: issue.title for native, issue in tracker.held.items()}
    return (
        sorted((issue.title, issue.labels, issue.state) for issue in tracker.held.values()),
        sorted((titles[one], sorted(titles[each] for each in others)) for one, others in tracker.links.items()),
        sorted((titles[one], sorted(titles[each] for each in others)) for one, others in tracker.below.items()),
        sorted((titles[one], len(said)) for one, said in tracker.said.items()),
    )


@pytest.fixture(scope="module")
def given() -> Incident:
    return graph(_COUNT)


def test_a_graph_is_filed_whole_with_its_links_and_its_parent(given: Incident, tmp_path: Path) -> None:
    tracker = MemoryTracker()

    applied = file(tracker, material(given), tmp_path)

    assert applied.troubles == []
    assert applied.stopped is None
    assert len(tracker.held) == _COUNT + 1
    assert sum(map(len, tracker.links.values())) == edges(_COUNT)
    assert [len(each) for each in tracker.below.values()] == [_COUNT]
    assert applied.writes == tracker.writes


def test_a_second_run_writes_nothing(given: Incident, tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(given), tmp_path)
    before = tracker.writes

    again = plan_of(tracker, material(given), Filed(tmp_path / "filed.jsonl"))
    applied = file(tracker, material(given), tmp_path)

    assert not again.writes
    assert applied.writes == 0
    assert tracker.writes == before


def test_a_second_run_without_the_journal_writes_nothing_either(given: Incident, tmp_path: Path) -> None:
    """A build server starts from a fresh checkout each time."""
    tracker = MemoryTracker()
    file(tracker, material(given), tmp_path)
    before = tracker.writes
    (tmp_path / "filed.jsonl").unlink()

    assert file(tracker, material(given), tmp_path).writes == 0
    assert tracker.writes == before


@pytest.mark.parametrize("way", _WAYS, ids=[each[0] for each in _WAYS])
@pytest.mark.parametrize(("count", "keeps_journal"), [(_COUNT, True), (4, False)], ids=["journal", "no journal"])
def test_a_fault_at_any_write_leaves_nothing_double_and_nothing_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: tuple[str, Callable[[], BaseException], bool],
    count: int,
    keeps_journal: bool,
) -> None:
    _, raised, after = way
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power fails here, and thousands of them take minutes
    what = material(graph(count))
    clean = MemoryTracker()
    (tmp_path / "clean").mkdir()
    file(clean, what, tmp_path / "clean")
    for number in range(1, clean.writes + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        tracker = MemoryTracker(fault=Fault(number, raised, after))
        with suppress(Killed):
            file(tracker, what, folder)
        if not keeps_journal:
            (folder / "filed.jsonl").unlink(missing_ok=True)
        assert file(tracker, what, folder).stopped is None
        assert _shape(tracker) == _shape(clean), f"write {number}"
        assert file(tracker, what, folder).writes == 0, f"write {number}"
    print(f"{clean.writes} runs with a fault")  # noqa: T201  a figure that the issue asks for


def _later() -> Incident:
    """What the next build finds: one is worse, one is over, one no longer waits for another, and one is new."""
    findings = (problem(0, state="worse", last=at(3)), problem(1, state="resolved"), problem(2), problem(3))
    return graph(4, findings=findings, blocks=())


@pytest.mark.parametrize("way", _WAYS, ids=[each[0] for each in _WAYS])
def test_a_fault_at_any_write_of_an_update_loses_no_comment_and_says_none_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: tuple[str, Callable[[], BaseException], bool]
) -> None:
    _, raised, after = way
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no power fails here
    first, second = material(graph(3)), material(_later())
    clean = MemoryTracker()
    (tmp_path / "clean").mkdir()
    start = file(clean, first, tmp_path / "clean").writes
    file(clean, second, tmp_path / "clean")
    assert sum(map(len, clean.said.values())) == 3
    for number in range(start + 1, clean.writes + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        tracker = MemoryTracker(fault=Fault(number, raised, after))
        file(tracker, first, folder)
        with suppress(Killed):
            file(tracker, second, folder)
        file(tracker, second, folder)
        assert _shape(tracker) == _shape(clean), f"write {number}"
        assert file(tracker, second, folder).writes == 0, f"write {number}"


def test_what_somebody_edits_between_plan_and_write_is_kept(tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(graph(1)), tmp_path)
    worse = material(graph(1, findings=(problem(0, state="worse"),)))
    plan = plan_of(tracker, worse, Filed(tmp_path / "filed.jsonl"))
    (issue,) = tracker.held.values()
    mine = tracker.change(issue.ref, body=issue.body.replace("## Expected", "## What I expect")).body

    carried_out(plan, tracker, Filed(tmp_path / "filed.jsonl"))

    assert tracker.held[issue.ref.native].body == mine
    assert len(tracker.said[issue.ref.native]) == 1


def test_a_lost_answer_of_a_create_is_looked_for_and_not_sent_again(given: Incident, tmp_path: Path) -> None:
    labels = 3
    tracker = MemoryTracker(fault=Fault(labels + 1, _uncertain, after=True))

    applied = file(tracker, material(given), tmp_path)

    assert applied.stopped is None
    assert len(tracker.held) == _COUNT + 1


def test_two_runs_on_two_machines_leave_one_open_issue_for_each_problem(given: Incident, tmp_path: Path) -> None:
    """Both have planned before either has written."""
    tracker, what = MemoryTracker(), material(given)
    journals = [Filed(tmp_path / name) for name in ("one", "other")]
    plans = [plan_of(tracker, what, journal) for journal in journals]
    for plan, journal in zip(plans, journals, strict=True):
        carried_out(plan, tracker, journal)

    still_open = [each for each in tracker.held.values() if each.state == "open"]
    assert len({each.title for each in still_open}) == len(still_open) == _COUNT + 1
    assert all(each.closed_as == "duplicate" for each in tracker.held.values() if each.state == "closed")


def test_a_server_without_links_has_them_in_the_text(tmp_path: Path) -> None:
    tracker = MemoryTracker(native_links=False)
    what = material(graph(2))

    file(tracker, what, tmp_path)

    assert tracker.links == {}
    blocked = next(each for each in tracker.held.values() if each.title.startswith("customs"))
    assert "- #1, because customs calls printer before anything else." in blocked.body
    assert file(tracker, what, tmp_path).writes == 0


def test_what_blocks_is_filed_before_what_it_blocks(given: Incident, tmp_path: Path) -> None:
    tracker = MemoryTracker()
    file(tracker, material(given), tmp_path)

    assert all("is not filed" not in each.body for each in tracker.held.values())
