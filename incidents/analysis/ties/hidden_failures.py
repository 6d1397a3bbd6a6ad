"""Failures that a pass hides: its own output quotes what failed, and it went on without what it tests."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.tested.stand_in_words import named_stand_in
from incidents.analysis.ties.route_in_text import METHOD, written
from incidents.analysis.ties.ties import bare
from incidents.model.evidence import CaseResult, Commit, FileChange, RequestStatistics, TestRun
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_TELLING = 16
"""Shorter messages, such as `timeout`, are said of many things."""
_OF_TESTS = ("test", "test-support")


class Hidden(NamedTuple):
    """`case` is one of the results without evidence in `passes`; `line` of its output quotes the failure."""

    passes: Finding
    failure: Finding
    run: TestRun
    case: CaseResult
    line: str


class Brought(NamedTuple):
    """The change that added the stand-in of this name."""

    name: str
    commit: Commit
    change: FileChange


def hidden_failures(facts: Facts, findings: Iterable[Finding]) -> list[Hidden]:
    """Each failure with each finding of results without evidence that hides it."""
    given = tuple(findings)
    return [hid for one in given for other in given if (hid := hidden(facts, one, other)) is not None]


def hidden(facts: Facts, passes: Finding, failure: Finding) -> Hidden | None:
    """The first of the passes whose output quotes the failure of a service; None where none does."""
    if passes.kind != "authenticity" or failure.kind not in ("log", "request") or failure.state not in ("new", "worse"):
        return None
    quotes = tuple(_quotes(facts, failure))
    for case in (facts.records[key] for key in passes.primary):
        if isinstance(case, CaseResult) and case.outcome == "passed":
            run = facts.records.get(case.run)
            line = next((each for each in case.captured.splitlines() if any(q.fits(each) for q in quotes)), None)
            if line is not None and isinstance(run, TestRun):
                return Hidden(passes, failure, run, case, line.strip())
    return None


def brought_by(facts: Facts, hid: Hidden) -> Brought | None:
    """The oldest change of tests or their support that adds the stand-in which the output names."""
    name = next((told for each in hid.case.captured.splitlines() if (told := named_stand_in(each))), None)
    if name is None:
        return None
    adds = re.compile(rf"^\+.*\b(?:class|def|function|func|struct|type)\b.*\b{re.escape(name)}\b", re.MULTILINE)
    changes = [each for each in facts.changes if each.path_class in _OF_TESTS and each.commit in facts.commits]
    found = [each for each in changes if any(adds.search(hunk.text) for hunk in each.hunks)]
    oldest = min(found, key=lambda each: (each.at or Instant(0), each.id), default=None)
    return Brought(name, facts.commits[oldest.commit], oldest) if oldest is not None else None


class _Quote(NamedTuple):
    """What a line says of a failure: its message, or its route with a status that it was answered with."""

    words: re.Pattern[str]
    method: str | None = None
    status: re.Pattern[str] | None = None

    def fits(self, line: str) -> bool:
        methods = METHOD.findall(line)
        asked = self.method is None or not methods or self.method in methods
        return asked and self.words.search(line) is not None and (self.status is None or bool(self.status.search(line)))


def _quotes(facts: Facts, failure: Finding) -> Iterator[_Quote]:
    message = bare(failure.signature or "").splitlines()[:1]
    if failure.kind == "log" and message and len(message[0]) >= _TELLING:
        yield _Quote(re.compile(re.escape(message[0])))
    for row in (facts.records[key] for key in (*failure.primary, *failure.related)):
        if isinstance(row, RequestStatistics):
            codes = sorted({each.status for each in row.statuses if each.status >= 500})
            if codes and re.search("[a-z]", row.route):
                status = re.compile(rf"\b(?:{'|'.join(str(each) for each in codes)})\b")
                yield _Quote(written(row.route), row.method, status)
