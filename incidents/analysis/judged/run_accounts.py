"""What became of the tests of each run, in one sentence a run; figures that do not add up are said to."""

from incidents.amounts import counted, noun
from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import Judgement, judgements, pass_rate, unreached
from incidents.model.claim import Claim, Value
from incidents.model.evidence import TestRun


def accounts(facts: Facts) -> list[Claim]:
    """For each run of the candidate side its figures, and then what of them contradicts what."""
    judged = judgements(facts)
    found = []
    for run in facts.candidate_runs():
        found.append(_account(facts, run, judged[run.id]))
        found += [_contradiction(run, number, said) for number, said in enumerate(contradictions(facts, run), 1)]
    return found


def contradictions(facts: Facts, run: TestRun) -> tuple[str, ...]:
    """What of the run's own figures cannot be true together; a figure that is not told contradicts nothing."""
    counts, listed = run.counts, len(facts.cases[run.id])
    results = counts.executed + counts.errors + counts.skipped
    found = []
    if listed and listed != results:
        found.append(f"{counted(results, 'results')} counted and {listed} listed")
    if counts.collected is not None:
        selected = counts.collected - (counts.deselected or 0)
        # An error of collection and a module that is skipped as a whole are results of tests that were not collected.
        if selected < counts.executed:
            found.append(f"{counted(selected, 'tests')} selected and {counts.executed} executed")
        elif results < selected and not run.interrupted:
            tests = counted(selected, "tests")
            found.append(f"{tests} selected, {results} with a result, and nothing says that it was stopped")
    return tuple(found)


def _account(facts: Facts, run: TestRun, judged: tuple[Judgement, ...]) -> Claim:
    counts, real = run.counts, pass_rate(judged)
    figures = {
        "collected": counts.collected,
        "executed": counts.executed,
        "passed": counts.passed,
        "failed": counts.failed,
        "error" if counts.errors == 1 else "errors": counts.errors or None,
        "skipped": counts.skipped or None,
        "expected to fail and failed": counts.xfailed or None,
        "expected to fail and passed": counts.xpassed or None,
        **dict(unreached(facts, run)),
    }
    known = [(word, count) for word, count in figures.items() if count is not None]
    figured = ", ".join(f"{{figure_{number}}} {word}" for number, (word, _) in enumerate(known, 1))
    values = [Value(name=f"figure_{number}", form="number", value=count) for number, (_, count) in enumerate(known, 1)]
    inside = any(each.standing == "executed-in-process" for each in judged)
    shown = "nothing in it was a real execution" if not inside else "nothing in it is shown to ask the deployed service"
    if real.total:
        shown = "{real_passed} of {real_total} real executions passed"
        values.append(Value(name="real_passed", form="number", value=real.n))
        values.append(Value(name="real_total", form="number", value=real.total))
    stopped = ", and was stopped" if run.interrupted else ""
    asked = facts.asked.of(run)
    if asked.count:
        requests = noun(asked.count, "requests")
        shown += f"; the log of the services has {{asked}} {requests} by {{programs}} in its minutes"
        values.append(Value(name="asked", form="number", value=asked.count))
        values.append(Value(name="programs", form="text", value=", ".join(asked.programs)))
    return Claim(
        id=f"claim-account-{run.id}",
        kind="derived",
        template=f"Run {{run}} reports {figured}{stopped}; {shown}.",
        values=(Value(name="run", form="name", value=run.name), *values),
        cites=(run.id, *asked.records),
    )


def _contradiction(run: TestRun, number: int, said: str) -> Claim:
    return Claim(
        id=f"claim-contradiction-{number}-{run.id}",
        kind="derived",
        template="The figures of run {run} do not add up: {said}.",
        values=(Value(name="run", form="name", value=run.name), Value(name="said", form="text", value=said)),
        cites=(run.id,),
    )
