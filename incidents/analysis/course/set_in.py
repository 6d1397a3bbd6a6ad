"""A failure that set in at one moment on a revision that had served without it, before the next one was deployed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.amounts import counted
from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_CHANCE = 1 / 20
_SERVED_WELL = 20
_LEAST = 3
_SAME = 0.5


@dataclass(frozen=True)
class SetIn:
    """It was first seen at `at` on `revision`, behind so many requests without it (`spared`).

    From then on `failed` entries or answers came with `asked` requests, until the service was deployed anew.
    """

    at: Instant
    revision: str
    spared: int
    failed: int
    asked: int

    @property
    def said(self) -> str:
        until = f"until {self.at}, on {self.revision}, it was in none of {counted(self.spared, 'requests')}"
        return (
            f"{until}, and from then on, before the window, {self.asked} brought {counted(self.failed, 'signs')} of it"
        )


def set_in(facts: Facts, finding: Finding) -> SetIn | None:
    """None where it was there from the first, may have been missed by chance, or came only with a new revision.

    What is seen as often before a deployment as after it is no work of that deployment.
    """
    seen = sorted(_seen(facts, finding))
    if not seen or finding.before is None or not finding.before.n or _deployed(facts, finding) <= seen[0][0]:
        return None
    at, revision = seen[0]
    requests = list(_asked(facts, finding))
    failed, failed_later = _sides(facts, finding, _failed(facts, finding))
    asked, asked_later = _sides(facts, finding, (each for each in requests if each[0] >= at.minute))
    spared = sum(count for minute, _, count in requests if minute < at.minute)
    if failed < _LEAST or not asked or spared < _SERVED_WELL:
        return None
    rate, later = min(1.0, failed / asked), min(1.0, failed_later / asked_later) if asked_later else 0.0
    if rate < _SAME * later or (1 - rate) ** spared >= _CHANCE:
        return None
    return SetIn(at, revision, spared, failed, asked)


def in_window(facts: Facts, findings: Iterable[Finding]) -> dict[str, Instant]:
    """For each service the first such moment of the window: its sides are divided there."""
    found: dict[str, Instant] = {}
    for each in findings:
        began = set_in(facts, each)
        if began is not None and each.service and began.at >= facts.start.minute:
            found[each.service] = min(began.at, found.get(each.service, began.at))
    return found


def dated(facts: Facts, finding: Finding) -> Finding:
    """With its first moment, where that lies before the window."""
    began = set_in(facts, finding)
    return finding if began is None else finding.model_copy(update={"first": began.at})


def before_window(facts: Facts, finding: Finding) -> bool:
    """Whether it is dated by such a moment before the window."""
    return finding.first is not None and finding.first < facts.start.minute and set_in(facts, finding) is not None


def _deployed(facts: Facts, finding: Finding) -> Instant:
    """When its service was deployed first in the window; the window's start where it was not."""
    new = [facts.revisions[each.revision] for each in facts.window.candidate.of(finding.service or "")]
    return min((each.at for each in new if each.at), default=facts.start)


def _sides(facts: Facts, finding: Finding, counts: Iterable[tuple[Instant, str, int]]) -> tuple[int, int]:
    """What was counted on the revision of then, and on the new ones or, where there are none, in the window."""
    sums = [0, 0]
    for minute, revision, count in counts:
        sums[facts.is_after(finding.service or "", revision, minute)] += count
    return sums[0], sums[1]


def _rows(facts: Facts, finding: Finding) -> list[RequestStatistics]:
    return [
        row for key in (*finding.primary, *finding.related) if isinstance(row := facts.records[key], RequestStatistics)
    ]


def _patterns(facts: Facts, finding: Finding) -> list[LogPattern]:
    return [each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)]


def _seen(facts: Facts, finding: Finding) -> Iterator[tuple[Instant, str]]:
    """When each revision showed it first."""
    if finding.kind == "log":
        yield from ((of.first, of.revision) for each in _patterns(facts, finding) for of in each.by_revision)
    elif finding.kind == "request":
        failed = ((row, of) for row in _rows(facts, finding) for of in row.statuses if 500 <= of.status <= 599)
        yield from ((of.first, row.revision) for row, of in failed)


def _failed(facts: Facts, finding: Finding) -> Iterator[tuple[Instant, str, int]]:
    if finding.kind == "log":
        yield from ((of.minute, of.revision, of.count) for each in _patterns(facts, finding) for of in each.by_minute)
    else:
        rows = _rows(facts, finding)
        yield from ((of.minute, row.revision, of.server_errors) for row in rows for of in row.by_minute)


def _asked(facts: Facts, finding: Finding) -> Iterator[tuple[Instant, str, int]]:
    """The requests to the routes that fail with it, where any is known; else all to its service."""
    routes = {(each.method, each.route) for each in _rows(facts, finding)}
    rows = (each for each in facts.requests if each.service == finding.service)
    asked = (each for each in rows if not routes or (each.method, each.route) in routes)
    yield from ((of.minute, row.revision, of.count) for row in asked for of in row.by_minute)
