"""The sealed evidence, arranged for questions: by kind, by side of the window, by service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from incidents.analysis.asked_by_runs import AskedByRuns
from incidents.model.evidence import (
    AnyEvidence,
    CaseResult,
    Commit,
    Evidence,
    FileChange,
    LogPattern,
    RequestStatistics,
    Revision,
    RevisionCount,
    TestRun,
)
from incidents.model.instant import Instant
from incidents.model.sealed import SealedEvidence
from incidents.model.window import Window

Kind = TypeVar("Kind", bound=Evidence)


@dataclass(frozen=True)
class Sides:
    """The same thing counted on both sides of the window; `first` and `last` are of the candidate side."""

    before: int
    after: int
    first: Instant | None
    last: Instant | None


_NOTHING = Sides(before=0, after=0, first=None, last=None)


class Facts:
    """Read-only views of one sealed collection; every list is in the order of ids."""

    def __init__(self, sealed: SealedEvidence, set_in: Mapping[str, Instant] | None = None) -> None:
        """`set_in` are services that began to fail on the revision of then, and when: that divides their sides."""
        self.sealed = sealed
        self._set_in = set_in or {}
        self.window: Window = sealed.window
        self.records: dict[str, AnyEvidence] = {each.id: each for each in sealed.collected.evidence}

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        return tuple(each for each in self.records.values() if isinstance(each, kind))

    @cached_property
    def patterns(self) -> tuple[LogPattern, ...]:
        return self.of(LogPattern)

    @cached_property
    def requests(self) -> tuple[RequestStatistics, ...]:
        return self.of(RequestStatistics)

    @cached_property
    def revisions(self) -> dict[str, Revision]:
        return {each.name: each for each in self.of(Revision)}

    @cached_property
    def commits(self) -> dict[str, Commit]:
        """Those of the window by their ids."""
        return {each.sha: each for each in self.of(Commit) if not each.last_changed}

    @cached_property
    def changes(self) -> tuple[FileChange, ...]:
        return self.of(FileChange)

    @cached_property
    def runs(self) -> tuple[TestRun, ...]:
        """Test runs, oldest first; a run whose start is unknown comes before all others."""
        return tuple(sorted(self.of(TestRun), key=lambda run: (run.at or Instant(0), run.id)))

    @cached_property
    def cases(self) -> dict[str, dict[str, CaseResult]]:
        """For each run's id its cases by test."""
        found: dict[str, dict[str, CaseResult]] = {run.id: {} for run in self.runs}
        for case in self.of(CaseResult):
            found.setdefault(case.run, {})[case.test] = case
        return found

    @cached_property
    def asked(self) -> AskedByRuns:
        """What of the tests the log of the services themselves shows."""
        return AskedByRuns(self.runs, self.cases, self.requests)

    @cached_property
    def new_revisions(self) -> frozenset[str]:
        return frozenset(each.revision for each in self.window.candidate.revisions)

    @property
    def start(self) -> Instant:
        """The first moment of the candidate side; every resolved window has one."""
        start = self.window.candidate.span.start
        assert start is not None
        return start

    def is_after(self, service: str, revision: str, minute: Instant) -> bool:
        """Whether a count belongs to the candidate side.

        Where the service got a new revision, the revision decides: an old one that still serves makes nothing new,
        unless the service began to fail on it. Elsewhere the time decides.
        """
        if self.window.candidate.of(service):
            return revision in self.new_revisions or self.has_set_in(service, minute)
        return minute >= self.start.minute

    def has_set_in(self, service: str | None, moment: Instant) -> bool:
        """Whether the service had begun to fail on the revision of then."""
        began = self._set_in.get(service or "")
        return began is not None and moment.minute >= began.minute

    def pattern_sides(self, *patterns: LogPattern) -> Sides:
        """Of all of them, which are of one service, together."""
        service = patterns[0].service
        counts = [(each.revision, each.minute, each.count) for pattern in patterns for each in pattern.by_minute]
        after = [each for each in counts if self.is_after(service, each[0], each[1])]
        new = {revision for revision, _, _ in after}
        seen = [each for pattern in patterns for each in pattern.by_revision if each.revision in new]
        by_revision = bool(self.window.candidate.of(service))
        first = min((each.first for each in seen), default=None) if by_revision else _exact(_earliest(after), seen)
        return Sides(
            before=sum(count for *_, count in counts) - sum(count for *_, count in after),
            after=sum(count for *_, count in after),
            first=first,
            last=max((each.last for each in seen), default=None),
        )

    def request_sides(self, service: str) -> Sides:
        """All requests that the service answered on each side."""
        return self._request_sides.get(service, _NOTHING)

    def entry_sides(self, service: str) -> Sides:
        """All log entries of the service's own messages on each side."""
        return self._entry_sides.get(service, _NOTHING)

    @cached_property
    def _request_sides(self) -> dict[str, Sides]:
        counted = ((each.service, each.revision, minute) for each in self.requests for minute in each.by_minute)
        return self._added((service, revision, each.minute, each.count) for service, revision, each in counted)

    @cached_property
    def _entry_sides(self) -> dict[str, Sides]:
        counted = ((each.service, minute) for each in self.patterns for minute in each.by_minute)
        return self._added((service, each.revision, each.minute, each.count) for service, each in counted)

    def _added(self, counts: Iterable[tuple[str, str, Instant, int]]) -> dict[str, Sides]:
        sums: dict[str, list[int]] = {}
        for service, revision, minute, count in counts:
            sums.setdefault(service, [0, 0])[self.is_after(service, revision, minute)] += count
        return {
            name: Sides(before=before, after=after, first=None, last=None) for name, (before, after) in sums.items()
        }

    def candidate_runs(self) -> tuple[TestRun, ...]:
        """Runs that started on the candidate side; a run of unknown start is on neither."""
        return tuple(run for run in self.runs if run.at is not None and run.at >= self.start)

    def baseline_runs(self) -> tuple[TestRun, ...]:
        return tuple(run for run in self.runs if run.at is not None and run.at < self.start)


def _exact(minute: Instant | None, seen: Iterable[RevisionCount]) -> Instant | None:
    """The moment of the first entry where it lies in that minute, as it does unless the revision logged it before."""
    return min((each.first for each in seen if each.first.minute == minute), default=minute)


def _earliest(counts: Iterable[tuple[str, Instant, int]]) -> Instant | None:
    return min((minute for _, minute, _ in counts), default=None)
