"""Results of a run that look like an answer and are none.

Claims: these cases of the newest runs passed on a stand-in, too soon, or without a request on the server, or were
skipped for want of what they test or need; of what they test nothing is known. Refuted by a real execution of
the same tests in the same suite. A case without a doubt of its own is not among them, however its run ended.
"""

from collections import Counter

from incidents.analysis.components import category_of, component_of
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.authenticity import Judgement, Standing, judgements
from incidents.analysis.titles import quoted
from incidents.model.evidence import TestRun
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "results-without-evidence"
_SAID: dict[Standing, tuple[str, str]] = {
    "executed-on-mock": ("passes on a mock", "pass on a mock"),
    "fell-back-mid-run": ("falls back to a mock and passes", "fall back to a mock and pass"),
    "vacuous": ("passes in no time, without contacting anything", "pass in no time, without contacting anything"),
    "no-request-on-server": ("passes without a request on the server", "pass without a request on the server"),
    "asserts-nothing": ("passes without an assertion", "pass without an assertion"),
    "infrastructure-outage": ("skips for want of what it needs", "skip for want of what they need"),
}
_MOST_FILES = 3


def find(facts: Facts) -> list[Finding]:
    """One finding for each of the newest runs that has such results."""
    judged = judgements(facts)
    runs = {result.run.id: result.run for result in case_history.newest(facts)}
    found = []
    for run in runs.values():
        void = [each for each in judged[run.id] if each.standing in _SAID]
        if void:
            found.append(_finding(facts, run, void, len(judged[run.id])))
    return sorted(found, key=lambda each: each.id)


def _finding(facts: Facts, run: TestRun, void: list[Judgement], listed: int) -> Finding:
    tests = tuple(sorted({each.case.test for each in void}))
    component = component_of(facts.sealed.policy, tests)
    moments = [run.at] if run.at else []
    verb = "shows" if len(tests) == 1 else "show"
    return Finding(
        id=f"finding-{digest(NAME, run.id)}",
        rule=NAME,
        kind="authenticity",
        title=f"{len(tests)} of {listed} tests {verb} nothing: {_why(void)}, in {_files(tests)}",
        service=None,
        component=component.name if component else None,
        state="not-comparable",
        priority=_priority(facts, tests),
        signature=None,
        tests=tests,
        before=None,
        after=Ratio(n=len(void), total=listed, unit="listed cases"),
        first=moments[0] if moments else None,
        last=moments[0] if moments else None,
        primary=tuple(sorted({each.case.id for each in void})),
        related=tuple(sorted({cite for each in void for cite in each.cites} - {each.case.id for each in void})),
    )


def _why(void: list[Judgement]) -> str:
    counted = Counter(each.standing for each in void)
    return ", ".join(f"{counted[each]} {said[counted[each] > 1]}" for each, said in _SAID.items() if counted[each])


def _files(tests: tuple[str, ...]) -> str:
    files = sorted({test.partition("::")[0] for test in tests})
    more = f" and {len(files) - _MOST_FILES} more" if len(files) > _MOST_FILES else ""
    return f"{', '.join(quoted(each) for each in files[:_MOST_FILES])}{more}"


def _priority(facts: Facts, tests: tuple[str, ...]) -> Priority:
    if any(category_of(facts.sealed.policy, test) == "P1" for test in tests):
        return Priority(level="P1", row="D", reason="what tests of category P1 show of a core component is invalid")
    return Priority(level="P2", row="G", reason="none of these tests is of category P1")
