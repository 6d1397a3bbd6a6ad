"""What was asked of the deployed services on purpose: runs of tests and probes, each in its own environment."""

from collections.abc import Iterator, Mapping

from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.authenticity import Judgement, pass_rate
from incidents.analysis.tested.environment import environment_of
from incidents.analysis.tested.newest_runs import newest_of_each_name
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.evidence import Probe, TestRun
from incidents.model.record import digest


def checks(facts: Facts, judged: Mapping[str, tuple[Judgement, ...]]) -> Iterator[Weighed]:
    """The newest run of each suite, then the probes by target, then what ran elsewhere."""
    here = facts.sealed.scope.environment
    runs = newest_of_each_name(facts.candidate_runs())
    yield from (_run(facts, run, judged[run.id]) for run in runs if environment_of(facts, run) == here)
    yield from _probes(facts)
    span = facts.window.baseline.span
    earlier = [run for run in facts.baseline_runs() if run.at and span.holds(run.at)]
    for run in newest_of_each_name((*earlier, *facts.candidate_runs())):
        if environment_of(facts, run) != here:
            yield _elsewhere(facts, run)


def _run(facts: Facts, run: TestRun, judged: tuple[Judgement, ...]) -> Weighed:
    real = pass_rate(judged)
    # What could not be collected shows nothing, neither that it holds nor that it fails.
    uncollected = sum(case_history.is_uncollected(case_history.Result(run, each.case)) for each in judged)
    broken = run.counts.failed + max(0, run.counts.errors - uncollected)
    whole = real.total and real.n == real.total and not uncollected
    result: Result = "fail" if broken else "pass" if whole else "unknown"
    criterion = Criterion(
        area="check",
        text=f"run {run.name} passes, by real executions",
        service=None,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=f"claim-account-{run.id}",
    )
    return Weighed(criterion)


def _probes(facts: Facts) -> Iterator[Weighed]:
    targets: dict[str, list[Probe]] = {}
    for each in facts.of(Probe):
        if each.at is not None and facts.window.candidate.span.holds(each.at):
            targets.setdefault(each.target, []).append(each)
    yield from (_target(facts, target, targets) for target in sorted(targets))


def _target(facts: Facts, target: str, targets: Mapping[str, list[Probe]]) -> Weighed:
    probes = targets[target]
    attempts, succeeded = sum(each.attempts for each in probes), sum(each.succeeded for each in probes)
    controls = [each for probe in probes if probe.control for each in targets.get(probe.control, [])]
    blind = any(probe.control for probe in probes) and not any(each.succeeded for each in controls)
    result: Result = "pass" if succeeded == attempts else "unknown" if blind or succeeded else "fail"
    said = "{succeeded} of {attempts} probes of {target} succeeded"
    claim = Claim(
        id=f"claim-probes-{digest(target)}",
        kind="observed",
        template=f"{said}, and none of their control did." if blind else f"{said}.",
        values=(
            Value(name="succeeded", form="number", value=succeeded),
            Value(name="attempts", form="number", value=attempts),
            Value(name="target", form="name", value=target),
        ),
        cites=tuple(sorted(each.id for each in probes)),
    )
    criterion = Criterion(
        area="check",
        text=f"{target} answers",
        service=None,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=claim.id,
    )
    return Weighed(criterion, (claim,))


def _elsewhere(facts: Facts, run: TestRun) -> Weighed:
    """What ran elsewhere says nothing of the deployed service, however green it is."""
    counts = run.counts
    result: Result = "fail" if counts.failed + counts.errors else "pass" if counts.passed else "unknown"
    where = environment_of(facts, run) or "an environment that is not stated"
    claim = Claim(
        id=f"claim-elsewhere-{run.id}",
        kind="observed",
        template="In {environment}, {passed} of {executed} executed tests of run {run} passed.",
        values=(
            Value(name="environment", form="text", value=where),
            Value(name="passed", form="number", value=counts.passed),
            Value(name="executed", form="number", value=counts.executed),
            Value(name="run", form="name", value=run.name),
        ),
        cites=(run.id,),
    )
    criterion = Criterion(
        area="elsewhere",
        text=f"run {run.name} passes",
        service=None,
        environment=where,
        result=result,
        claim=claim.id,
    )
    return Weighed(criterion, (claim,))
