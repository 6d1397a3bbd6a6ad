"""Tests that fail on the candidate side, grouped by what they say, or by the one answer that they could not read.

Claims: these cases of the newest run of this name failed with this message, or at the answer to the same request. The
state compares each with the newest run of the baseline that holds a result of the same test, and without one with an
earlier pass in the window; without any of these it is "not comparable". Refuted by a pass in a later run, or by results
that differ although nothing changed: then the test is flaky.
"""

import re
from collections.abc import Hashable, Iterable, Mapping

from incidents.analysis.components import component_of
from incidents.analysis.course.another_order import in_another_order
from incidents.analysis.course.misread import misread, raised_by_test
from incidents.analysis.course.test_requests import one_answer
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_history import FAILED
from incidents.analysis.judged.case_signature import signature
from incidents.analysis.titles import quoted
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import UNRANKED, Finding, Ratio, State
from incidents.model.instant import Instant
from incidents.model.record import digest

NAME = "failing-test"
_Rows = list[case_history.Result]
_AUTHOR = re.compile(r"^ : (\S.*)$", re.MULTILINE)
_MATCHER = re.compile(r"\bexpect\w*\(")
_EXPECTED = re.compile(r"^ *Expected(?: [a-z ]{1,20})?: *(\S.*)$", re.MULTILINE)
_RECEIVED = re.compile(r"^ *Received(?: [a-z ]{1,20})?: *(\S.*)$", re.MULTILINE)
_LONGEST = 60
_SHOWN = 2


def find(facts: Facts) -> list[Finding]:
    """Failures and errors of the newest runs, one finding a message; messages at one answer are one finding."""
    groups: dict[tuple[State, str], list[case_history.Result]] = {}
    for run, case in case_history.newest(facts):
        now = case_history.Result(run, case)
        executed = case.outcome in FAILED and not case_history.is_uncollected(now)
        if executed and not case_history.unsteady(facts, case.test):
            groups.setdefault((state_of(facts, now), signature(case)), []).append(now)
    found = [_finding(facts, state, told) for state, told in _by_answer(groups)]
    return sorted(found, key=lambda each: each.id)


def state_of(facts: Facts, now: case_history.Result) -> State:
    """Compared with the newest result before it that tells of the same test."""
    earlier = case_history.earlier(facts, now)
    if earlier is not None:
        return "persisting" if earlier.case.outcome in FAILED else "new"
    return "new" if facts.baseline_runs() else "not-comparable"


def _by_answer(groups: Mapping[tuple[State, str], _Rows]) -> list[tuple[State, list[tuple[str, _Rows]]]]:
    """The messages of each finding with their cases, what the code of a test stopped at first.

    Of one run each answer to one request is the same; where it was read well before, all that fails at it is one.
    """
    found: dict[Hashable, tuple[State, list[tuple[str, _Rows]]]] = {}
    for (state, message), rows in sorted(groups.items()):
        answers = {(row.run.id, one_answer(row.case)) for row in rows}
        run, answer = next(iter(answers))
        shared = state == "new" and len(answers) == 1 and answer is not None
        key = (run, answer) if shared else (state, message)
        found.setdefault(key, (state, []))[1].append((message, rows))
    for _, told in found.values():
        told.sort(key=lambda each: (not any(raised_by_test(row.case) for row in each[1]), each[0]))
    return list(found.values())


def _finding(facts: Facts, state: State, told: list[tuple[str, _Rows]]) -> Finding:
    signature, first_rows = told[0]
    rows = [row for _, each in told for row in each]
    tests = tuple(sorted({case.test for _, case in rows}))
    runs = {run.id: run for run, _ in rows}
    component = component_of(facts.sealed.policy, tests)
    executed = sum(_executed(run) for run in runs.values())
    said = said_by(rows[0][1])
    differ = _values(rows[0].case) and any(said_by(each.case) != said for each in first_rows[1:])
    verb = "test fails" if len(tests) == 1 else "tests fail"
    others = ", and others at the same answer" if told[1:] else ", and others with other values" if differ else ""
    first = min((run.at for run in runs.values() if run.at is not None), default=None)
    return Finding(
        id=f"finding-{digest(NAME, state, signature, *tests[:1])}",
        rule=NAME,
        kind="test",
        title=f"{len(tests)} {verb}, {names(tests)}{_at_the_answer(rows)}: {quoted(said)}{others}",
        service=None,
        component=component.name if component else None,
        state=state,
        priority=UNRANKED,
        signature=said,
        tests=tests,
        before=_before(facts, tests, first if state == "new" else None),
        after=Ratio(n=len(rows), total=executed, unit="cases not skipped"),
        first=first,
        last=max((run.at for run in runs.values() if run.at is not None), default=None),
        primary=tuple(sorted(case.id for _, case in rows)),
        related=tuple(sorted(runs)),
    )


def _at_the_answer(rows: _Rows) -> str:
    """That a good answer came, and is not made as a test reads it, or has the same in another order."""
    if any((read := misread(row.case)) and read.raised for row in rows):
        return ", for the answer is not made as it is read"
    return ", for the same comes in another order" if any(in_another_order(row.case) for row in rows) else ""


def names(tests: Iterable[str]) -> str:
    """The last parts of the first names; files and classes are in the finding itself."""
    last = list(dict.fromkeys(quoted(test.rpartition("::")[2], _LONGEST) for test in tests))
    shown = last if len(last) <= _SHOWN else [*last[:_SHOWN], f"{len(last) - _SHOWN} more"]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def said_by(case: CaseResult) -> str:
    """The first line, with what tells more of it and stands below.

    Matchers such as `expect(received).toBe(expected)` print both values there, unittest what the author says of it.
    The collector keeps both values behind the first line of the message; what was stored before has them in the text.
    """
    first = (case.message or case.error_type or "no message").splitlines()[0]
    if values := _values(case):
        wanted, got = values
        return f"{first.partition(' // ')[0]}: expected {wanted[:_LONGEST]}, received {got[:_LONGEST]}"
    own = _AUTHOR.search(case.excerpt)
    return f"{first} : {own[1]}" if own and own[1] not in first else first


def _values(case: CaseResult) -> tuple[str, str] | None:
    """What was expected and received, where the first line does not say it."""
    first, *more = (case.message or "").splitlines() or [""]
    said = "\n".join(more) or (case.excerpt if _MATCHER.search(first) else "")
    wanted, got = _EXPECTED.search(said), _RECEIVED.search(said)
    return (wanted[1].strip(), got[1].strip()) if wanted and got else None


def _before(facts: Facts, tests: tuple[str, ...], first: Instant | None) -> Ratio | None:
    """How many of these tests failed in the newest baseline run that executed one of them.

    Where none did, in the newest run of the window before `first`; None without such a run.
    """
    earlier = [each for each in facts.candidate_runs() if each.at and first and each.at < first]
    for run in (*reversed(facts.baseline_runs()), *reversed(earlier)):
        held = [facts.cases[run.id][test] for test in tests if test in facts.cases[run.id]]
        if any(case.outcome != "skipped" for case in held):
            failed = sum(case.outcome in FAILED for case in held)
            return Ratio(n=failed, total=_executed(run), unit="cases not skipped")
    return None


def _executed(run: TestRun) -> int:
    return run.counts.executed + run.counts.errors
