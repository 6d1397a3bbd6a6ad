"""What the team itself declared to be needed: its first category of tests, required tests of the plan, and limits."""

from collections.abc import Iterator, Mapping

from incidents.amounts import noun
from incidents.analysis.components import category_of
from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.authenticity import EXECUTED, Judgement
from incidents.analysis.judged.plan_against_run import Ran, ran_of
from incidents.analysis.rates.metric_history import latest
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.evidence import Metric, PlannedTest
from incidents.model.policy import Threshold
from incidents.model.window import Serving

_NEEDED = "P1"


def declared(facts: Facts, judged: Mapping[str, tuple[Judgement, ...]]) -> Iterator[Weighed]:
    """In that order; what is declared and was not seen is unknown, which is no pass."""
    yield from _category(facts, judged)
    for planned in facts.of(PlannedTest):
        if planned.required:
            yield _required(facts, planned, ran_of(facts, planned))
    for threshold in facts.sealed.policy.thresholds:
        yield _threshold(facts, threshold, [each for each in latest(facts) if each.metric == threshold.name])


def _category(facts: Facts, judged: Mapping[str, tuple[Judgement, ...]]) -> Iterator[Weighed]:
    """Every listed case has to have executed and passed; a category of which nothing ran is unknown."""
    policy = facts.sealed.policy
    if all(each.name != _NEEDED for each in policy.categories):
        return
    newest = {result.case.id for result in case_history.newest(facts)}
    listed = [each for run in judged.values() for each in run if each.case.id in newest]
    own = [each for each in listed if category_of(policy, each.case.test) == _NEEDED]
    failed = [each for each in own if each.case.outcome in case_history.FAILED]
    real = any(each.standing == "executed-real" for each in own)
    answered = all(each.standing in EXECUTED for each in own)
    result: Result = "fail" if failed else "pass" if real and answered else "unknown"
    text = f"every test of category {_NEEDED} passes, by real executions"
    refused = _not_met(facts) if result == "pass" else None
    if refused is not None:
        yield _weighed(facts, text, "unknown", _met_another(facts, refused, own))
        return
    if own:
        yield _weighed(facts, text, result, f"claim-category-{_NEEDED}")
        return
    template = "No run that was read lists a test of category {category}."
    values = (Value(name="category", form="name", value=_NEEDED),)
    yield _weighed(
        facts, text, result, Claim(id="claim-category-none", kind="unknown", template=template, values=values)
    )


def _not_met(facts: Facts) -> Serving | None:
    """A deployed revision that never became ready, with none after it that did: no test can have met it."""
    last = {each.service: each for each in facts.window.candidate.revisions}
    return next((each for _, each in sorted(last.items()) if each.ready is False), None)


def _met_another(facts: Facts, refused: Serving, own: list[Judgement]) -> Claim:
    passed = sum(each.case.outcome in case_history.PASSED for each in own)
    return Claim(
        id=f"claim-category-{_NEEDED}-met-another",
        kind="derived",
        template="Category {category}: {passed} of {listed} listed cases passed, and none can have met {revision}, "
        "which never became ready.",
        values=(
            Value(name="category", form="name", value=_NEEDED),
            Value(name="passed", form="number", value=passed),
            Value(name="listed", form="number", value=len(own)),
            Value(name="revision", form="name", value=refused.revision),
        ),
        cites=(facts.revisions[refused.revision].id, *sorted({each.case.run for each in own})),
    )


def _required(facts: Facts, planned: PlannedTest, ran: Ran | None) -> Weighed:
    target = Value(name="target", form="quote", value=planned.target)
    values: tuple[Value, ...] = ()
    runs: tuple[str, ...] = ()
    result: Result = "unknown"
    template = "{target} is required, and names no path to compare with a run."
    if ran is not None:
        known = bool(ran.cases) and not ran.elsewhere
        result = "unknown" if not known else "pass" if ran.passed == ran.cases else "fail"
        where = ", all of them in another environment" if ran.elsewhere else ""
        template = f"{{target}} is required: {{passed}} of {{cases}} {noun(ran.cases, 'cases')} passed{where}."
        values = (
            Value(name="passed", form="number", value=ran.passed),
            Value(name="cases", form="number", value=ran.cases),
        )
        runs = tuple(run.id for run in ran.runs)
    claim = Claim(
        id=f"claim-required-{planned.id}",
        kind="derived",
        template=template,
        values=(target, *values),
        cites=(planned.id, *runs),
    )
    return _weighed(facts, f"required by the plan: {planned.target}", result, claim)


def _threshold(facts: Facts, threshold: Threshold, measured: list[Metric]) -> Weighed:
    values: tuple[Value, ...] = (
        Value(name="metric", form="name", value=threshold.name),
        Value(name="limit", form="number", value=threshold.limit),
    )
    if measured:
        template = "{metric} was measured as {measured}, with a declared limit of {limit:g}."
        said = ", ".join(f"{each.value:g}" for each in measured)
        values = (*values, Value(name="measured", form="text", value=said))
        result: Result = "fail" if any(each.value > threshold.limit for each in measured) else "pass"
    else:
        template = "No usable value of {metric} was read in the window; its declared limit is {limit:g}."
        result = "unknown"
    claim = Claim(
        id=f"claim-limit-{threshold.declared}",
        kind="derived",
        template=template,
        values=values,
        cites=(threshold.declared, *sorted(each.id for each in measured)),
    )
    return _weighed(facts, f"{threshold.name} is at most {threshold.limit:g}", result, claim)


def _weighed(facts: Facts, text: str, result: Result, said: Claim | str) -> Weighed:
    """`said` is the sentence, or the id of one that is stated anyway."""
    criterion = Criterion(
        area="declared",
        text=text,
        service=None,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=said.id if isinstance(said, Claim) else said,
    )
    return Weighed(criterion, (said,) if isinstance(said, Claim) else ())
