"""Which test files asked the deployed service: in the minutes of their run its own log has the requests of a program.

That decides before any folder's name. A file asked where it took as long as exchanges over a network do, and where all
such files of the run have no more tests than there were requests; with fewer, none can be told from a slow test that
stays in its process. Nothing in a run asked of which no test failed while all of its requests did.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import median

from incidents.analysis.paths_of_tests import file_of, is_unit
from incidents.model.evidence import CaseResult, ProgramRequests, RequestStatistics, TestRun
from incidents.model.instant import Instant

NETWORK_S = 0.02
"""A request to a service in another machine takes longer, with its connection and TLS."""
_MINUTE_S = 60
_CLOCKS_DIFFER_S = 5
_LONGEST_S = 24 * 3600
_SERVER_ERROR = 500
_ANSWERED = ("passed", "failed")


@dataclass(frozen=True)
class Asked:
    """What programs asked in the minutes of a run, where that is more than what they ask at other times.

    Each request stands beside the id of its record.
    """

    requests: tuple[tuple[str, ProgramRequests], ...]
    programs: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(each.count for _, each in self.requests)

    @property
    def failed(self) -> int:
        """Those that were answered with a server error."""
        return sum(each.count for _, each in self.requests if each.status >= _SERVER_ERROR)

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(sorted({record for record, _ in self.requests}))


class AskedByRuns:
    """The runs beside the requests of programs; `cases` are those of each run's id, by test."""

    def __init__(
        self,
        runs: Iterable[TestRun],
        cases: Mapping[str, Mapping[str, CaseResult]],
        requests: Iterable[RequestStatistics],
    ) -> None:
        self._runs = {run.id: run for run in runs if minutes_of(run)}
        self._cases = cases
        self._requests = tuple(requests)
        self._asked: dict[str, Asked] = {}

    @cached_property
    def files(self) -> Mapping[str, frozenset[str]]:
        """For the id of each run the files of which tests asked."""
        return {key: found for key in self._runs if (found := self._files(key))}

    @cached_property
    def all_files(self) -> frozenset[str]:
        """The files of which tests asked in one run or another."""
        return frozenset(file for found in self.files.values() for file in found)

    def of(self, run: TestRun) -> Asked:
        """Nothing where the times of the run are not known."""
        if run.id not in self._asked:
            self._asked[run.id] = self._asked_by(run)
        return self._asked[run.id]

    def _asked_by(self, run: TestRun) -> Asked:
        minutes = minutes_of(run)
        inside = {by: self._within(by, minutes) for by in self._by_minute}
        kept = sorted(by for by, count in inside.items() if count > self._by_chance(by, len(minutes)))
        sent = ((row.id, each) for row in self._requests for each in row.programs if each.minute in minutes)
        return Asked(tuple((record, each) for record, each in sent if each.program in kept), tuple(kept))

    def _files(self, run: str) -> frozenset[str]:
        asked, counts = self.of(self._runs[run]), self._runs[run].counts
        if not asked.count or (asked.failed == asked.count and not counts.failed and not counts.errors):
            return frozenset()
        slow = dict(self._slow(run))
        return frozenset(slow) if sum(slow.values()) <= asked.count else frozenset()

    def _slow(self, run: str) -> Iterator[tuple[str, int]]:
        """Each file whose tests took as long as exchanges do, or of which no time is told, with how many they are."""
        took: defaultdict[str, list[float]] = defaultdict(list)
        for case in self._cases[run].values():
            if case.outcome in _ANSWERED and not is_unit(case):
                took[file_of(case)].append(NETWORK_S if case.duration_s is None else case.duration_s)
        for file, found in took.items():
            if median(found) >= NETWORK_S:
                yield file, sum(each >= NETWORK_S for each in found)

    @cached_property
    def _by_minute(self) -> Mapping[str, Counter[Instant]]:
        found: defaultdict[str, Counter[Instant]] = defaultdict(Counter)
        for row in self._requests:
            for each in row.programs:
                found[each.program][each.minute] += each.count
        return found

    def _within(self, program: str, minutes: frozenset[Instant]) -> int:
        counted = self._by_minute[program]
        return sum(counted[each] for each in minutes)

    def _by_chance(self, program: str, minutes: int) -> float:
        """The most to expect of the program in so many minutes, by those in which no run was under way."""
        usual = minutes * self._within(program, self._quiet) / len(self._quiet) if self._quiet else 0.0
        return 3 * usual + 4 * sqrt(usual)

    @cached_property
    def _quiet(self) -> frozenset[Instant]:
        heard = frozenset(each.minute for row in self._requests for each in row.by_minute)
        return heard - frozenset(each for run in self._runs.values() for each in minutes_of(run))


def minutes_of(run: TestRun, clocks_s: int = _CLOCKS_DIFFER_S) -> frozenset[Instant]:
    """The minutes in which the run was under way; none where its times are not known."""
    if run.at is None or run.zone != "stated" or run.duration_s is None or run.duration_s > _LONGEST_S:
        return frozenset()
    minute, last = run.at.plus(-clocks_s).minute, run.at.plus(run.duration_s + clocks_s)
    found = set()
    while minute <= last:
        found.add(minute)
        minute = minute.plus(_MINUTE_S)
    return frozenset(found)
