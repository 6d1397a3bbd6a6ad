"""Tests that failed because the service did: in the minutes of their run it failed, and they say so."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from incidents.analysis.course import failing_minutes
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.ties.refused import Groups
from incidents.analysis.ties.ties import bare
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Finding

_OWN_FAULT = ("ImportError", "ModuleNotFoundError", "NameError", "SyntaxError", "IndentationError")
"""What a test raises by itself, whatever the service answers."""
_ERROR = re.compile(r"['\"]error['\"]")
_STATUS = re.compile(r"\b5\d\d\b")
_ASKED, _MESSAGE, _ANSWER, _ROUTE, _PART = 16, 8, 4, 2, 1
"""What each kind of words weighs; one outweighs all that are less."""


def fold(facts: Facts, groups: Groups) -> Groups:
    """Each group of failing tests joins the one fault of a service that it shows; with two of them it joins neither."""
    faults = [group for group in groups if group[0][0].kind in ("log", "request")]
    kept = [group for group in groups if group[0][0].kind != "test"]
    for group in (each for each in groups if each[0][0].kind == "test"):
        test = group[0][0]
        tied = [(fault, tie) for fault in faults if (tie := _tie(facts, fault, test, len(faults)))]
        # What names one fault outweighs what any fault would give.
        closest = max((tie.weight for _, tie in tied), default=0)
        named = [each for each in tied if each[1].weight == closest]
        if len(named) == 1:
            fault, tie = named[0]
            fault += [(each, tie.reason) for each, _ in group]
        else:
            kept.append(group)
    return kept


class _Tie(NamedTuple):
    """Why a test joins a fault; the more its words name this fault and no other, the more it weighs."""

    reason: str
    weight: int


def _tie(facts: Facts, fault: list[tuple[Finding, str]], test: Finding, faults: int) -> _Tie | None:
    if is_own_fault(facts, test):
        return None
    times = sum(seen(facts, each, test) for each, _ in fault)
    words = _words(facts, fault, test)
    if not times:
        return _Tie(words[_ASKED], sum(words)) if _ASKED in words else None
    meanwhile = f"the fault was seen {times} times in the minutes of the run"
    if words:
        return _Tie(f"{meanwhile}, and {words[max(words)]}", sum(words))
    if _ERROR.search(_said(test)):
        return _Tie(f"{meanwhile}, and the test was answered with an error", 0)
    refused = faults == 1 and times >= len(test.tests) and _refusing(facts, fault)
    return _Tie(meanwhile, 0) if refused else None


def is_own_fault(facts: Facts, test: Finding) -> bool:
    """Whether a case raised by itself: a name or a module that is missing, or an attribute of the test's own class."""
    cases = [each for each in (facts.records[key] for key in test.primary) if isinstance(each, CaseResult)]
    return any(_raised_by_itself(each) for each in cases)


def _raised_by_itself(case: CaseResult) -> bool:
    said = f"{case.error_type or ''}: {case.message or ''}"
    if any(kind in said for kind in _OWN_FAULT):
        return True
    about = re.search(r"'(\w+)' object has no attribute", said)
    return about is not None and about[1] in re.split(r"::|\.", case.test)


def _words(facts: Facts, fault: list[tuple[Finding, str]], test: Finding) -> dict[int, str]:
    """What names the fault, by how much that says: the run's own requests; the test's words of message, answer or part.

    Of each kind the first counts, however many members of the fault have it.
    """
    found: dict[int, str] = {}
    for finding, _ in fault:
        for weight, words in _named_by(facts, finding, test):
            found.setdefault(weight, words)
    return found


def _named_by(facts: Facts, finding: Finding, test: Finding) -> Iterator[tuple[int, str]]:
    said, message = _said(test), bare(finding.signature or "")
    if finding.kind == "log" and message and message in said:
        yield _MESSAGE, f"the test carries the error's own words: {message}"
    if status := refused_with(finding):
        answered = {str(status)} if re.search(rf"\b{status}\b", said) else set()
        if answered:
            yield _ANSWER, f"the test was answered {status}, as the refused requests were"
        yield from _sent(facts, finding, test, answered)
    elif finding.kind == "request":
        method, route, codes = (*(finding.signature or "").split(" ", 2), "", "")[:3]
        answered = set(_STATUS.findall(said)) & set(_STATUS.findall(codes))
        if answered:
            yield _ANSWER, f"the test was answered {min(answered)}, as `{method} {route}` was"
        yield from _sent(facts, finding, test, answered)
        if _named(route) and all(_named(route) <= _letters(name) for name in test.tests):
            yield _ROUTE, f"the test's name holds the words of `{method} {route}`"
    if finding.component is not None and finding.component == test.component:
        yield _PART, f"both belong to {finding.component}"


def _sent(facts: Facts, finding: Finding, test: Finding, answered: set[str]) -> Iterator[tuple[int, str]]:
    """Whether the routes answered requests of the failed runs' own programs with a status that the test tells."""
    runs = [each for each in (facts.records[key] for key in test.related) if isinstance(each, TestRun)]
    # Runs at the same time may each have sent the same request, which is one.
    sent = {pair for run in runs for pair in facts.asked.of(run).requests}
    total = sum(each.count for record, each in sent if record in finding.primary and str(each.status) in answered)
    if total:
        times = "once" if total == 1 else f"{total} times"
        yield _ASKED, f"requests of the run itself were answered {min(answered)} {times}, as the test was"


def _said(test: Finding) -> str:
    return f"{test.title} {test.signature or ''}"


def _named(route: str) -> set[str]:
    return {each for each in _letters(route) if each not in ("api", "id")}


def _letters(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{3,}", text.lower().replace("_", " ")))


def _refusing(facts: Facts, fault: list[tuple[Finding, str]]) -> bool:
    routes = [each.after for each, _ in fault if each.kind == "request" and each.after is not None]
    return len(routes) > 1 and all(each.n == each.total for each in routes) and bool(facts.requests)


def seen(facts: Facts, fault: Finding, test: Finding) -> int:
    """How often the fault was seen in the minutes of the test's runs."""
    runs = [each for each in (facts.records[key] for key in test.related) if isinstance(each, TestRun)]
    total = 0
    for run in runs:
        if run.at is None:
            continue
        end = run.at.plus(run.duration_s or 0)
        minutes = failing_minutes.of(facts, fault)
        total += sum(count for (_, minute), count in minutes.items() if run.at.minute <= minute <= end)
    return total
