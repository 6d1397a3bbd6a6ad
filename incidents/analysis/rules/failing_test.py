"""Tests that fail on the candidate side, grouped by what they say.

Claims: these cases of the newest run of this name failed with this message. The state compares each with the newest
run of the baseline that holds a result of the same test, and without one with an earlier pass in the window; without
any of these it is "not comparable". Refuted by a pass in a later run, or by results that differ although nothing
changed: then the test is flaky.
"""

import re
from collections.abc import Iterable

from incidents.analysis.components import component_of
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
_AUTHOR = re.compile(r"^ : (\S.*)$", re.MULTILINE)
_MATCHER = re.compile(r"\bexpect\w*\(")
_EXPECTED = re.compile(r"^ *Expected(?: [a-z ]{1,20})?: *(\S.*)$", re.MULTILINE)
_RECEIVED = re.compile(r"^ *Received(?: [a-z ]{1,20})?: *(\S.*)$", re.MULTILINE)
_LONGEST = 60
_SHOWN = 2


def find(facts: Facts) -> list[Finding]:
    """Failures and errors of the newest runs, one finding a message."""
    groups: dict[tuple[State, str], list[case_history.Result]] = {}
    for run, case in case_history.newest(facts):
        now = case_history.Result(run, case)
        executed = case.outcome in FAILED and not case_history.is_uncollected(now)
        if executed and not case_history.unsteady(facts, case.test):
            groups.setdefault((state_of(facts, now), signature(case)), []).append(now)
    found = [_finding(facts, state, signature, rows) for (state, signature), rows in sorted(groups.items())]
    return sorted(found, key=lambda each: each.id)


def state_of(facts: Facts, now: case_history.Result) -> State:
    """Compared with the newest result before it that tells of the same test."""
    earlier = case_history.earlier(facts, now)
    if earlier is not None:
        return "persisting" if earlier.case.outcome in FAILED else "new"
    return "new" if facts.baseline_runs() else "not-comparable"


def _finding(facts: Facts, state: State, signature: str, rows: list[case_history.Result]) -> Finding:
    tests = tuple(sorted({case.test for _, case in rows}))
    runs = {run.id: run for run, _ in rows}
    component = component_of(facts.sealed.policy, tests)
    executed = sum(_executed(run) for run in runs.values())
    said = said_by(rows[0][1])
    differ = _values(rows[0].case) and any(said_by(each.case) != said for each in rows[1:])
    verb = "test fails" if len(tests) == 1 else "tests fail"
    others = ", and others with other values" if differ else ""
    first = min((run.at for run in runs.values() if run.at is not None), default=None)
    return Finding(
        id=f"finding-{digest(NAME, state, signature, *tests[:1])}",
        rule=NAME,
        kind="test",
        title=f"{len(tests)} {verb}, {names(tests)}: {quoted(said)}{others}",
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
