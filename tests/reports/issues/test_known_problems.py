"""A list of open issues and a run that shows them again: updates of these, no duplicates, no block without a path."""

from pathlib import Path

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.store.filed import Filed
from reports.issues.tracker import TrackedIssue
from tests.builders import finding, incident, log_pattern
from tests.reports.issues.graphs import file, material, plan_of
from tests.reports.issues.matching.test_similarity import _LISTED, _SEEN
from tests.reports.issues.memory_tracker import MemoryTracker

_KNOWN = {"structure": "73", "registry": "72", "names": "76"}


def _incident() -> Incident:
    findings = tuple(_finding(key) for key in sorted(_SEEN))
    return incident(findings=findings)


def _finding(key: str) -> Finding:
    problem = _SEEN[key]
    kind = "test" if problem.tests else "log"
    return finding(
        id=f"finding-{key}",
        kind=kind,
        rule="failing-test" if problem.tests else "new-error-pattern",
        title=problem.title,
        signature=problem.said,
        tests=problem.tests,
        primary=(log_pattern().id,),
    )


def _tracker() -> MemoryTracker:
    tracker = MemoryTracker()
    for each in _LISTED:
        tracker.last = int(each.key) - 1
        tracker.put(each.title, each.body, ("P1",))
    return tracker


def _untouched(issue: TrackedIssue) -> bool:
    return any(issue.title == each.title and issue.body == each.body for each in _LISTED)


def test_known_problems_become_updates_and_only_new_ones_are_filed(tmp_path: Path) -> None:
    tracker, what = _tracker(), material(_incident())

    plan = plan_of(tracker, what, Filed(tmp_path / "filed.jsonl"))

    verbs = {each.wanted.file.removeprefix("issues/finding-").removesuffix(".md"): each for each in plan.actions}
    assert {key: each.verb for key, each in verbs.items()} == {
        key: "update" if key in _KNOWN else "create" for key in _SEEN
    }
    assert {key: verbs[key].issue.ref.key for key in _KNOWN} == _KNOWN  # type: ignore[union-attr] # they are updates
    assert plan.edges == ()

    file(tracker, what, tmp_path)

    new = len(_SEEN) - len(_KNOWN)
    assert len(tracker.held) == len(_LISTED) + new + 1
    assert [tracker.held[f"id-{key}"].title for key in ("71", "80")] == [_LISTED[0].title, _LISTED[4].title]
    assert all(_untouched(tracker.held[f"id-{key}"]) for key in ("71", "80"))
    for key in _KNOWN.values():
        issue = tracker.held[f"id-{key}"]
        before = next(each for each in _LISTED if each.key == key)
        assert issue.title == before.title
        assert issue.body.startswith(f"{before.body}\n\n<!-- incident:issue ")
        assert issue.labels == ("P1",)
        assert len(tracker.said[issue.ref.native]) == 1
    assert "Blocked by" not in "".join(each.body for each in tracker.held.values())
    assert tracker.links == {}
    assert file(tracker, what, tmp_path).writes == 0


def test_the_next_incident_knows_them_by_their_marker(tmp_path: Path) -> None:
    """By then somebody has reworded the title, and the words alone would no longer tell."""
    tracker = _tracker()
    file(tracker, material(_incident()), tmp_path)
    tracker.change(tracker.held["id-73"].ref, title="Done by Ana")
    (tmp_path / "next").mkdir()

    plan = plan_of(tracker, material(_incident()), Filed(tmp_path / "next" / "filed.jsonl"))

    assert {each.reason for each in plan.actions if each.issue and each.issue.ref.key == "73"} == {
        "it was filed as #73 before, and nothing has changed"
    }
