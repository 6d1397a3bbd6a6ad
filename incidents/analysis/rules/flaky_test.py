"""Tests that pass and fail with nothing changed between.

Claims: within one run these cases failed and were repeated until they passed, or two runs of one commit, in one
environment and with no deployment between them, disagree on them. Where runs name no commit, a pass and a failure
before the window will do, if the newest failure has the same words and no deployment lies between the two. Refuted by a
change between the two results: another commit or revision, or a service that answered with server errors while the test
failed.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.case_history import FAILED, Result
from incidents.analysis.judged.case_signature import signature
from incidents.analysis.rules.failing_test import names, said_by
from incidents.analysis.titles import quoted
from incidents.model.evidence import CaseResult
from incidents.model.finding import UNRANKED, Finding, Ratio
from incidents.model.record import digest

NAME = "flaky-test"


def find(facts: Facts) -> list[Finding]:
    """One finding for each message with which such tests failed."""
    groups: dict[str, dict[str, tuple[Result, ...]]] = {}
    for test in sorted({case.test for _, case in case_history.newest(facts)}):
        results = case_history.unsteady(facts, test)
        if results:
            groups.setdefault(signature(_shown(results)), {})[test] = results
    return sorted((_finding(facts, *each) for each in sorted(groups.items())), key=lambda each: each.id)


def _finding(facts: Facts, signed: str, tests: dict[str, tuple[Result, ...]]) -> Finding:
    results = [each for held in tests.values() for each in held]
    runs = {each.run.id: each.run for each in results}
    component = component_of(facts.sealed.policy, tests)
    said = said_by(_shown(next(iter(tests.values()))))
    moments = sorted(run.at for run in runs.values() if run.at is not None)
    attempts = [attempt.outcome for _, case in results for attempt in case.attempts]
    verb = "test passes and fails" if len(tests) == 1 else "tests pass and fail"
    nothing = "nothing changed" if case_history.of_one_code(results) else "nothing deployed between"
    return Finding(
        id=f"finding-{digest(NAME, signed, *tests)}",
        rule=NAME,
        kind="test",
        title=f"{len(tests)} {verb} with {nothing}, {names(tests)}: {quoted(said)}",
        service=None,
        component=component.name if component else None,
        state="flaky",
        priority=UNRANKED,
        signature=said,
        tests=tuple(tests),
        before=None,
        after=Ratio(n=sum(each in FAILED for each in attempts), total=len(attempts), unit="attempts"),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
        primary=tuple(sorted({case.id for _, case in results})),
        related=tuple(sorted(runs)),
    )


def _shown(results: tuple[Result, ...]) -> CaseResult:
    """The case with the words of a failure: of the failed one, or of the attempt that failed within a passed one."""
    for _, case in results:
        failed = next((each for each in case.attempts if each.outcome in FAILED), None)
        if failed is not None:
            return case.model_copy(update={"message": failed.message or case.message, "hash": ""})
    return results[0].case
