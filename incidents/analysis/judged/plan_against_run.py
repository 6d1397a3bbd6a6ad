"""What became of each planned test: it ran where it was meant to, elsewhere, or not at all."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.tested.planned_paths import EXECUTED, holds, paths_of
from incidents.analysis.titles import fitted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import PlannedTest, TestRun
from incidents.model.run_account import PlanLine


class Ran(NamedTuple):
    """What ran of one planned test; without a case there is no run."""

    planned: PlannedTest
    cases: int
    passed: int
    runs: tuple[TestRun, ...]

    @property
    def elsewhere(self) -> bool:
        """Whether every run of it states another environment than the plan."""
        wanted = self.planned.environment
        stated = [run.environment for run in self.runs]
        return bool(stated) and wanted is not None and all(each is not None and each != wanted for each in stated)


def plan_against_run(facts: Facts) -> Iterator[Claim]:
    """The totals, then a sentence for each planned test that ran elsewhere or not at all; nothing without a plan."""
    planned = facts.of(PlannedTest)
    compared = [ran for each in planned if (ran := ran_of(facts, each)) is not None]
    if not planned:
        return
    missing = [each for each in compared if not each.runs]
    elsewhere = [each for each in compared if each.elsewhere]
    figures = {
        "planned": len(planned),
        "ran": len(compared) - len(missing) - len(elsewhere),
        "elsewhere": len(elsewhere),
        "missing": len(missing),
        "words": len(planned) - len(compared),
    }
    yield Claim(
        id="claim-plan",
        kind="derived",
        template="Of {planned} planned tests {ran} ran as planned, {elsewhere} ran in another environment "
        "and {missing} did not run; {words} name no path and were not compared.",
        values=tuple(Value(name=name, form="number", value=count) for name, count in figures.items()),
        cites=tuple(sorted(each.id for each in planned)),
    )
    yield from (_elsewhere(each) for each in elsewhere)
    yield from (_missing(each) for each in missing)


def ran_of(facts: Facts, planned: PlannedTest) -> Ran | None:
    """None where the plan names no path."""
    paths = paths_of(planned)
    if not paths:
        return None
    runs, outcomes = {}, []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            if case.outcome in EXECUTED and any(holds(path, case.test) for path in paths):
                runs[run.id] = run
                outcomes.append(case.outcome)
    passed = sum(each in ("passed", "xpassed") for each in outcomes)
    return Ran(planned, len(outcomes), passed, tuple(runs[key] for key in sorted(runs)))


def plan_lines(facts: Facts) -> tuple[PlanLine, ...]:
    """A line for each planned test, in the order of ids."""
    return tuple(_line(facts, each, ran_of(facts, each)) for each in facts.of(PlannedTest))


def _line(facts: Facts, planned: PlannedTest, ran: Ran | None) -> PlanLine:
    if ran is None or not facts.candidate_runs():
        state = "not-comparable" if ran is None else "no-run"
        return PlanLine.model_validate({"planned": planned.id, "state": state, "executed": 0, "passed": 0})
    state = "elsewhere" if ran.elsewhere else "ran" if ran.cases else "not-run"
    runs = tuple(run.id for run in ran.runs)
    given = {"planned": planned.id, "state": state, "executed": ran.cases, "passed": ran.passed, "runs": runs}
    return PlanLine.model_validate(given)


def _elsewhere(ran: Ran) -> Claim:
    where = ", ".join(sorted({run.environment or "" for run in ran.runs}))
    return Claim(
        id=f"claim-elsewhere-{ran.planned.id}",
        kind="derived",
        template="{target} was planned for {wanted} and ran in {where}: {passed} of {cases} passed, "
        "which shows nothing of {wanted}.",
        values=(
            Value(name="target", form="quote", value=fitted(ran.planned.target)),
            Value(name="wanted", form="name", value=ran.planned.environment or ""),
            Value(name="where", form="name", value=where),
            Value(name="passed", form="number", value=ran.passed),
            Value(name="cases", form="number", value=ran.cases),
        ),
        cites=(ran.planned.id, *(run.id for run in ran.runs)),
    )


def _missing(ran: Ran) -> Claim:
    return Claim(
        id=f"claim-missing-{ran.planned.id}",
        kind="derived",
        template="{target} was planned, and no run that was read executed it.",
        values=(Value(name="target", form="quote", value=fitted(ran.planned.target)),),
        cites=(ran.planned.id,),
    )
