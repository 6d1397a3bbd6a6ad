"""Tests that were planned by path and of which no run of the window executed one.

Claims: the plan names these files, folders or tests, and no case of them was executed on the candidate side; nothing is
known of what they test. Refuted by one executed case below the path. A plan in words that name no path is not
compared, nor is a window without a single run, or one whose runs were not read whole.
"""

from incidents.analysis.facts import Facts
from incidents.analysis.judged.plan_against_run import ran_of
from incidents.analysis.tested.planned_paths import paths_of
from incidents.analysis.unread.coverage import tests_whole
from incidents.model.evidence import PlannedTest
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "planned-test-not-run"


def find(facts: Facts) -> list[Finding]:
    """One finding for all planned tests that did not run."""
    runs = facts.candidate_runs()
    compared = [ran for each in facts.of(PlannedTest) if (ran := ran_of(facts, each)) is not None]
    missing = [each.planned for each in compared if not each.cases]
    if not runs or not missing or not tests_whole(facts):
        return []
    first = any("P1" in (each.category, each.priority) for each in missing)
    level = Priority(level="P2", row="G", reason="planned tests did not run, none of them of category P1")
    if first:
        level = Priority(level="P1", row="D", reason="a planned test of category P1 did not run")
    count = f"{len(missing)} of {len(compared)} planned tests"
    return [
        Finding(
            id=f"finding-{digest(NAME, *(each.id for each in missing))}",
            rule=NAME,
            kind="authenticity",
            title=f"{count} did not run",
            service=None,
            component=None,
            state="not-comparable",
            priority=level,
            signature=None,
            tests=tuple(sorted({path for each in missing for path in paths_of(each)})),
            before=None,
            after=Ratio(n=len(missing), total=len(compared), unit="planned tests"),
            first=None,
            last=None,
            primary=tuple(sorted(each.id for each in missing)),
            related=tuple(sorted(run.id for run in runs)),
        )
    ]
