"""Failures that were there before the window, and the commits before it that changed last what they name."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_history import FAILED
from incidents.analysis.origin.lacked import lacked
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.rates.pattern_change import is_error
from incidents.analysis.titles import quoted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import CaseResult, Commit, LastChange, LogPattern
from incidents.model.finding import Finding
from incidents.model.record import digest

MOST_FILES = 8
MOST_NAMES = 4


class Origin(NamedTuple):
    """A commit before the window with the file that it was the last to change."""

    commit: Commit
    changed: LastChange

    @property
    def said(self) -> str:
        """In words, as the end of a sentence."""
        holds = "" if self.changed.path.endswith(self.changed.name) else f", which holds `{self.changed.name}`,"
        told = f"the last commit before the window that changed `{self.changed.path}`{holds}"
        return f"{told} is {self.commit.sha[:12]} ({self.commit.subject}), a possible origin"


def named_files(facts: Facts) -> tuple[str, ...]:
    """The files of tests that fail as they did before the window."""
    return tuple(sorted({file_of(each) for each in _old_cases(facts)})[:MOST_FILES])


def named_names(facts: Facts) -> tuple[str, ...]:
    """What these tests, and errors that were logged before the window too, say that something lacks."""
    said = [*(each.message or "" for each in _old_cases(facts)), *(_message(each) for each in continuing(facts))]
    return tuple(sorted({found[1] for each in said if (found := lacked(each))})[:MOST_NAMES])


def continuing(facts: Facts) -> list[LogPattern]:
    """Errors that were logged on both sides and say that something lacks a name."""
    found = (each for each in facts.patterns if is_error(each) and lacked(_message(each)))
    return [each for each in found if (sides := facts.pattern_sides(each)).before and sides.after]


def origin_of(facts: Facts, finding: Finding) -> Origin | None:
    """Of a failure of tests that was there before; what its message names comes before the file of the test."""
    if finding.state != "persisting":
        return None
    cases = [each for key in finding.primary if isinstance(each := facts.records[key], CaseResult)]
    names = [found[1] for each in cases if (found := lacked(each.message or ""))]
    return _first(facts, [*names, *(file_of(each) for each in cases)])


def origin_of_error(facts: Facts, pattern: LogPattern) -> Origin | None:
    found = lacked(_message(pattern))
    return _first(facts, [found[1]]) if found else None


def origins(facts: Facts, findings: list[Finding]) -> Iterator[Claim]:
    """A sentence for each such failure whose origin may be known; it is never said to be the cause."""
    for finding in findings:
        if (origin := origin_of(facts, finding)) is not None:
            yield _claim(finding.id, finding.title, "was there before the window", origin, finding.primary)
    for pattern in continuing(facts):
        if (origin := origin_of_error(facts, pattern)) is not None:
            yield _claim(pattern.id, shown(pattern), "was logged before the window too", origin, (pattern.id,))


def shown(pattern: LogPattern) -> str:
    """What it says, without what differs from entry to entry."""
    return quoted(pattern.message or pattern.template)


def _claim(key: str, what: str, was: str, origin: Origin, cites: tuple[str, ...]) -> Claim:
    changed, commit = origin.changed, origin.commit
    values = [
        Value(name="what", form="text", value=what),
        Value(name="path", form="name", value=changed.path),
        Value(name="commit", form="name", value=commit.sha[:12]),
        Value(name="subject", form="text", value=commit.subject),
    ]
    holds = ""
    if not changed.path.endswith(changed.name):
        holds = ", which holds {name},"
        values.append(Value(name="name", form="name", value=changed.name))
    return Claim(
        id=f"claim-origin-{digest(key, commit.id)}",
        kind="hypothesis",
        template=f"{{what}} {was}; the last commit before the window that changed {{path}}{holds} is "
        "{commit} ({subject}), a possible origin.",
        values=tuple(values),
        cites=tuple(sorted({*cites, commit.id})),
    )


def _first(facts: Facts, names: list[str]) -> Origin | None:
    held = {change.name: Origin(each, change) for each in facts.of(Commit) for change in each.last_changed}
    return next((held[name] for name in names if name in held), None)


def _old_cases(facts: Facts) -> Iterator[CaseResult]:
    for now in case_history.newest(facts):
        if now.case.outcome in FAILED and not case_history.is_uncollected(now):
            earlier = case_history.earlier(facts, now)
            if earlier is not None and earlier.case.outcome in FAILED:
                yield now.case


def _message(pattern: LogPattern) -> str:
    return pattern.message or pattern.excerpt
