"""What is filed already: the tracker's own lists, the journal, and issues that only the stored evidence knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.model.evidence import OpenIssue
from incidents.store.filed import Filed
from reports.issues.region import found
from reports.issues.tracker import IssueRef, TrackedIssue, Tracker, Trouble


@dataclass(frozen=True)
class Known:
    """`recent` are the open issues and those closed not long ago, `ours` all that carry our label.

    `filed` are the keys of issues by the fingerprint that the journal has for them; `linked` are the pairs of
    fingerprints that were linked once, `adopted` those of parents and children. `elsewhere` are open issues of another
    tracker.
    """

    recent: tuple[TrackedIssue, ...]
    ours: tuple[TrackedIssue, ...]
    filed: Mapping[str, str]
    linked: frozenset[tuple[str, str]] = frozenset()
    adopted: frozenset[tuple[str, str]] = frozenset()
    elsewhere: tuple[OpenIssue, ...] = ()

    def by_fingerprint(self, prints: tuple[str, ...]) -> TrackedIssue | None:
        return by_fingerprint(self.all(), prints)

    def by_key(self, key: str) -> TrackedIssue | None:
        return next((each for each in self.all() if each.ref.key == key), None)

    def all(self) -> tuple[TrackedIssue, ...]:
        return tuple({each.ref.native: each for each in (*self.ours, *self.recent)}.values())

    def is_recent(self, issue: TrackedIssue) -> bool:
        return any(each.ref.native == issue.ref.native for each in self.recent)


def by_fingerprint(issues: Iterable[TrackedIssue], prints: tuple[str, ...]) -> TrackedIssue | None:
    """The issue whose marker names one of them: an open one first, then the oldest."""
    rows = []
    for issue in issues:
        region = found(issue.body)
        if region and set(region.marker.fingerprints) & set(prints):
            rows.append((issue.state != "open", issue.closed_as == "duplicate", _order(issue.ref), issue))
    return min(rows, key=lambda row: row[:3])[3] if rows else None


def look(
    tracker: Tracker, journal: Filed, label: str, closed_days: int, elsewhere: tuple[OpenIssue, ...] = ()
) -> Known:
    """Two listings and the journal; nothing is searched, for a search knows new issues only after a while."""
    recent = tracker.issues(None, closed_days)
    ours = tracker.issues(label, None)
    filed = {step.subject: came.key for step, came in journal.done(tracker.shown, "create") if came.key}
    return Known(recent, ours, filed, _pairs(tracker, journal, "block"), _pairs(tracker, journal, "adopt"), elsewhere)


def _pairs(tracker: Tracker, journal: Filed, verb: str) -> frozenset[tuple[str, str]]:
    """Also those that the tracker refused for good: an issue may stand below another parent."""
    steps = journal.done(tracker.shown, verb, settled_by=Trouble.INVALID.name)
    return frozenset((step.subject, step.other or "") for step, _ in steps)


def _order(ref: IssueRef) -> tuple[int, str]:
    return (int(ref.key) if ref.key.isdigit() else 0, ref.key)
