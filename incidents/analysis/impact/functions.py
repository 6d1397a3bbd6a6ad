"""How much of each declared part of the product failed, from the requests to its routes."""

from collections.abc import Iterator, Sequence

from incidents.amounts import noun
from incidents.analysis.components import component_of, declares
from incidents.analysis.deployments.deliveries import deliverer_of, named
from incidents.analysis.facts import Facts
from incidents.analysis.impact.answered import Answered, and_before, answered, is_as_before
from incidents.analysis.rates.answered_with import codes, refused_with
from incidents.analysis.tested.remote_tests import asked_and_failed
from incidents.analysis.unread.coverage import logs_whole
from incidents.model.claim import Claim, Value
from incidents.model.earlier import ComponentState
from incidents.model.evidence import CaseResult, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.incident import Affected
from incidents.model.record import digest


def functions(facts: Facts, findings: list[Finding], refusals: list[Finding]) -> Iterator[tuple[Affected, Claim]]:
    """One line for each component of which a route was asked on the candidate side, in the order of the declarations.

    Only a component of which no request failed, that no finding names and whose log was read whole is unaffected. Where
    tests that ask the service fail, it answers, but wrong by them; where others do, it is not observed. What is handed
    to a route that the component does not declare is told beside its own requests: whoever asks for it does not wait
    for that.
    """
    asked: dict[str, list[RequestStatistics]] = {}
    handed: dict[str, list[RequestStatistics]] = {}
    for row in facts.requests:
        component = component_of(facts.sealed.policy, [row.route])
        if component is not None:
            own = deliverer_of([row]) is None or declares(component, row.route)
            (asked if own else handed).setdefault(component.name, []).append(row)
    asked = handed | asked
    for component in facts.sealed.policy.components:
        if component.name in asked and component.name not in facts.sealed.scope.service_names:
            found = _function(facts, component.name, asked[component.name], findings, refusals)
            if found is not None:
                beside = handed.get(component.name, [])
                yield found[0], found[1] if beside is asked[component.name] else _and_handed(facts, found[1], beside)


def _function(
    facts: Facts, name: str, rows: list[RequestStatistics], findings: list[Finding], refusals: list[Finding]
) -> tuple[Affected, Claim] | None:
    now, before = answered(facts, rows, "window"), answered(facts, rows, "before")
    if not now.total:
        return None
    worse = [each for each in findings if each.component == name and each.state in ("new", "worse")]
    loud = [each for each in worse if each.kind != "warning"]
    shown = any(each.kind in ("log", "request", "latency") for each in worse)
    own = {row.id: row for row in now.rows}
    refusing = [each for each in refusals if set(each.primary) & set(own)]
    refused = sum(
        own[key].answered(status, status)
        for each in refusing
        if (status := refused_with(each))
        for key in each.primary
        if key in own
    )
    going_on = is_as_before(before, now) and not shown and not refused
    claim = _claim(name, now, before if going_on else None)
    if refused:
        claim = _and_refused(claim, refused, codes(refusing))
    state = _state(now.failed + refused, now.total, shown=shown, calm=logs_whole(facts) and not loud)
    if going_on and state == "degraded":
        state = "as-before"
    failing = asked_and_failed(facts, loud) if state == "not-observed" else ()
    if failing:
        state, claim = "wrong-by-tests", _and_wrong(claim, failing)
    elif state == "not-observed" and loud:
        claim = _and_unseen(claim, loud[0])
    return Affected(component=name, state=state, claim=claim.id), claim


def _and_refused(claim: Claim, refused: int, with_codes: str) -> Claim:
    template = f"{claim.template.removesuffix('.')}; {{refused}} were refused with {{codes}}, more than before."
    more = (Value(name="refused", form="number", value=refused), Value(name="codes", form="text", value=with_codes))
    return claim.model_copy(update={"template": template, "values": (*claim.values, *more)})


def _and_unseen(claim: Claim, finding: Finding) -> Claim:
    """Why requests that were answered do not make it unaffected."""
    template = f"{claim.template.removesuffix('.')}; none of them shows what was found in it: {{title}}."
    title = Value(name="title", form="text", value=finding.title)
    return claim.model_copy(update={"template": template, "values": (*claim.values, title)})


def _and_wrong(claim: Claim, failing: Sequence[CaseResult]) -> Claim:
    tests = len({each.test for each in failing})
    said = "a test that asks it fails" if tests == 1 else "{wrong} tests that ask it fail"
    more = (Value(name="wrong", form="number", value=tests),) if tests > 1 else ()
    template = f"{claim.template.removesuffix('.')}; {said} on what it answers."
    cites = tuple(sorted({*claim.cites, *(each.id for each in failing)}))
    return claim.model_copy(update={"template": template, "values": (*claim.values, *more), "cites": cites})


def _and_handed(facts: Facts, claim: Claim, rows: list[RequestStatistics]) -> Claim:
    now, by = answered(facts, rows, "window"), deliverer_of(rows)
    if not now.failed or by is None:
        return claim
    template = claim.template.removesuffix(".")
    template += "; {undelivered} of {deliveries} deliveries by {by} to {handed} were."
    more = (
        Value(name="undelivered", form="number", value=now.failed),
        Value(name="deliveries", form="number", value=now.total),
        Value(name="by", form="text", value=by),
        Value(name="handed", form="text", value=named(now.rows)),
    )
    cites = tuple(sorted({*claim.cites, *(each.id for each in now.rows)}))
    return claim.model_copy(update={"template": template, "values": (*claim.values, *more), "cites": cites})


def _state(failed: int, total: int, *, shown: bool, calm: bool) -> ComponentState:
    if not failed and not shown:
        return "unaffected" if calm else "not-observed"
    return "failing" if 2 * failed >= total else "degraded"


def _claim(name: str, now: Answered, before: Answered | None) -> Claim:
    values = [
        Value(name="component", form="name", value=name),
        Value(name="failed", form="number", value=now.failed),
        Value(name="total", form="number", value=now.total),
    ]
    were = f"{noun(now.total, 'requests')} to its routes {'was' if now.total == 1 else 'were'}"
    template = f"{{component}}: {{failed}} of {{total}} {were} answered with a server error in the window"
    if before is not None:
        template = and_before(template, values, before)
    elif now.minutes:
        template += ", from the minute of {first} to that of {last}"
        values.append(Value(name="first", form="time", value=str(now.minutes[0])))
        values.append(Value(name="last", form="time", value=str(now.minutes[-1])))
    cites = tuple(sorted(row.id for row in now.rows))
    return Claim(
        id=f"claim-function-{digest(name)}", kind="observed", template=f"{template}.", values=tuple(values), cites=cites
    )
