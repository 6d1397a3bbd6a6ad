"""A test waits for its file to be collected: until then no run has a result of it."""

from collections.abc import Iterable, Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.rules import uncollected_tests
from incidents.analysis.titles import quoted
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Block


def not_collected(facts: Facts, waiting: Finding, findings: Iterable[Finding]) -> Iterator[Block]:
    """One for each error of a collection in whose files tests of the finding stand, or are planned."""
    for each in findings:
        if each.rule == uncollected_tests.NAME and each.state != "resolved" and each.id != waiting.id:
            for case in (facts.records[key] for key in each.primary):
                if isinstance(case, CaseResult) and (block := _block(facts, waiting, each, case)) is not None:
                    yield block
                    break


def _block(facts: Facts, waiting: Finding, error: Finding, case: CaseResult) -> Block | None:
    inside = [test for test in waiting.tests if f"{case.test}/".startswith(f"{test.partition('::')[0].rstrip('/')}/")]
    run = facts.records.get(case.run)
    if not inside or not isinstance(run, TestRun):
        return None
    stand = quoted(inside[0].rpartition("::")[2]) if len(waiting.tests) == 1 else f"{len(inside)} of its tests"
    verb = "stands" if len(inside) == 1 else "stand"
    path = (
        f"{stand} {verb} in {quoted(case.test)}, which run {run.name} could not collect; no run has a result of what "
        "stands there until it is collected"
    )
    cites = tuple(sorted({run.id, case.id, waiting.primary[0]}))
    return Block(blocked=waiting.id, blocker=error.id, path=path, cites=cites)
