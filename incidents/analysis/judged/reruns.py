"""What became of a suite from one of its runs to the next, for teams that fix and run again."""

import re
from collections.abc import Iterator
from itertools import pairwise

from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_history import FAILED, PASSED
from incidents.model.claim import Claim, Value
from incidents.model.evidence import TestRun


def reruns(facts: Facts) -> Iterator[Claim]:
    """A sentence for each pair of successive runs of one suite in the window; their names differ only in digits."""
    suites: dict[str, list[TestRun]] = {}
    for run in facts.candidate_runs():
        suites.setdefault(re.sub(r"\d+", "", run.name), []).append(run)
    for _, runs in sorted(suites.items()):
        yield from (_progress(facts, earlier, later) for earlier, later in pairwise(runs))


def _progress(facts: Facts, earlier: TestRun, later: TestRun) -> Claim:
    before, now = facts.cases[earlier.id], facts.cases[later.id]
    both = [(before[test].outcome, now[test].outcome) for test in sorted(set(before) & set(now))]
    figures = {
        "passed": later.counts.passed,
        "executed": later.counts.executed,
        "passed_before": earlier.counts.passed,
        "executed_before": earlier.counts.executed,
        "mended": sum(old in FAILED and new in PASSED for old, new in both),
        "still": sum(old in FAILED and new in FAILED for old, new in both),
        "broken": sum(old in PASSED and new in FAILED for old, new in both),
        "gone": len(set(before) - set(now)),
    }
    return Claim(
        id=f"claim-rerun-{later.id}",
        kind="derived",
        template="{run}: {passed} of {executed} executed cases passed, after {passed_before} of {executed_before} in "
        "{before}. Of the cases in both, {mended} failed and pass now, {still} fail in both and {broken} passed and "
        "fail now; {gone} of the earlier run are not in the later one.",
        values=(
            Value(name="run", form="name", value=later.name),
            Value(name="before", form="name", value=earlier.name),
            *(Value(name=name, form="number", value=count) for name, count in figures.items()),
        ),
        cites=(earlier.id, later.id),
    )
