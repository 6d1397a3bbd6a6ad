"""How much of each declared part of the product failed, from the requests to its routes."""

from collections.abc import Iterator
from typing import Literal

from incidents.analysis.components import component_of
from incidents.analysis.coverage import logs_whole
from incidents.analysis.facts import Facts
from incidents.analysis.rules import refused_route
from incidents.analysis.rules.refused_route import codes, refused_with
from incidents.model.claim import Claim, Value
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding
from incidents.model.incident import Affected
from incidents.model.instant import Instant
from incidents.model.record import digest

_State = Literal["failing", "degraded", "unaffected", "not-observed"]


def functions(facts: Facts, findings: list[Finding]) -> Iterator[tuple[Affected, Claim]]:
    """One line for each component of which a route was asked on the candidate side, in the order of the declarations.

    Only a component of which no request failed, that no finding names and whose log was read whole is unaffected. One
    that only tests name is not observed: they fail, and its requests were answered.
    """
    refusals = refused_route.find(facts)
    asked: dict[str, list[RequestStatistics]] = {}
    for row in facts.requests:
        component = component_of(facts.sealed.policy, [row.route])
        if component is not None:
            asked.setdefault(component.name, []).append(row)
    for component in facts.sealed.policy.components:
        if component.name in asked and component.name not in facts.sealed.scope.service_names:
            found = _function(facts, component.name, asked[component.name], findings, refusals)
            if found is not None:
                yield found


def _function(
    facts: Facts, name: str, rows: list[RequestStatistics], findings: list[Finding], refusals: list[Finding]
) -> tuple[Affected, Claim] | None:
    counted = [
        (row, each) for row in rows for each in row.by_minute if facts.is_after(row.service, row.revision, each.minute)
    ]
    if not counted:
        return None
    total, failed = sum(each.count for _, each in counted), sum(each.server_errors for _, each in counted)
    bad = [each.minute for _, each in counted if each.server_errors]
    worse = [each for each in findings if each.component == name and each.state in ("new", "worse")]
    shown = any(each.kind in ("log", "request", "latency") for each in worse)
    own = {row.id: row for row, _ in counted}
    refusing = [each for each in refusals if set(each.primary) & set(own)]
    refused = sum(
        own[key].answered(status, status)
        for each in refusing
        if (status := refused_with(each))
        for key in each.primary
        if key in own
    )
    claim = _claim(name, failed, total, bad, tuple(sorted(own)))
    if refused:
        claim = _and_refused(claim, refused, codes(refusing))
    state = _state(failed + refused, total, shown=shown, calm=logs_whole(facts) and not worse)
    return Affected(component=name, state=state, claim=claim.id), claim


def _and_refused(claim: Claim, refused: int, with_codes: str) -> Claim:
    template = f"{claim.template.removesuffix('.')}; {{refused}} were refused with {{codes}}, more than before."
    more = (Value(name="refused", form="number", value=refused), Value(name="codes", form="text", value=with_codes))
    return claim.model_copy(update={"template": template, "values": (*claim.values, *more)})


def _state(failed: int, total: int, *, shown: bool, calm: bool) -> _State:
    if not failed and not shown:
        return "unaffected" if calm else "not-observed"
    return "failing" if 2 * failed >= total else "degraded"


def _claim(name: str, failed: int, total: int, bad: list[Instant], cites: tuple[str, ...]) -> Claim:
    values = [
        Value(name="component", form="name", value=name),
        Value(name="failed", form="number", value=failed),
        Value(name="total", form="number", value=total),
    ]
    template = "{component}: {failed} of {total} requests to its routes were answered with a server error in the window"
    if bad:
        template += ", from the minute of {first} to that of {last}"
        values.append(Value(name="first", form="time", value=str(min(bad))))
        values.append(Value(name="last", form="time", value=str(max(bad))))
    return Claim(
        id=f"claim-function-{digest(name)}", kind="observed", template=f"{template}.", values=tuple(values), cites=cites
    )
