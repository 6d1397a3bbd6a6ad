"""How a service that is asked something fared in the window, in one sentence and one word."""

from dataclasses import dataclass

from incidents.amounts import noun
from incidents.analysis.facts import Facts
from incidents.analysis.impact.answered import Answered, and_before, answered, is_as_before
from incidents.analysis.rates.answered_with import codes
from incidents.analysis.unread.coverage import logs_whole
from incidents.analysis.unread.log_holes import holes
from incidents.model.claim import Claim, Value
from incidents.model.earlier import ComponentState
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.incident import Affected

_SHOWN = 3


@dataclass(frozen=True)
class Noted:
    """What was found of a service: failures that are new or worse, refusals, errors from before, slower routes."""

    worse: list[Finding]
    refusals: list[Finding]
    older: list[LogPattern]
    slower: tuple[Finding, ...] = ()

    @property
    def refused(self) -> int:
        return sum(each.after.n for each in self.refusals if each.after)

    def older_entries(self, facts: Facts) -> int:
        return sum(facts.pattern_sides(each).after for each in self.older)


def service_impact(facts: Facts, service: str, noted: Noted) -> tuple[Affected, Claim]:
    rows = [each for each in facts.requests if each.service == service]
    now, before = answered(facts, rows, "window"), answered(facts, rows, "before")
    if not now.total:
        return _by_earlier_revisions(facts, service, answered(facts, rows, "meanwhile"), before)
    values, cites = _counts(service, now), {each.id for each in now.rows}
    template = _answered(now)
    template = and_before(template, values, before) if is_as_before(before, now) else template
    template += _refusals(noted, values, cites)
    template += _messages(facts, noted, values, cites, failed=now.failed)
    template += _slower(noted, values, cites)
    unread = [each for each in holes(facts) if each.span.end and each.span.end >= facts.start]
    if unread:
        values.append(Value(name="unread", form="text", value=", ".join(each.what for each in unread)))
        template += "; nothing was read of the {unread}"
    return _line(service, _state(facts, noted, before, now), f"{template}.", values, cites)


def _counts(service: str, side: Answered) -> list[Value]:
    return [
        Value(name="service", form="name", value=service),
        Value(name="failed", form="number", value=side.failed),
        Value(name="total", form="number", value=side.total),
    ]


def _answered(side: Answered) -> str:
    requests = noun(side.total, "requests")
    return f"{{service}} answered {{failed}} of {{total}} {requests} with a server error in the window"


def _by_earlier_revisions(facts: Facts, service: str, meanwhile: Answered, before: Answered) -> tuple[Affected, Claim]:
    """Of a service whose new revision was asked nothing: those from before the window may have served on."""
    claim_id = f"claim-impact-{service}"
    if not meanwhile.total:
        unseen = Claim(
            id=claim_id,
            kind="unknown",
            template="No request to {service} was seen in the window, so its state is unknown.",
            values=(Value(name="service", form="name", value=service),),
        )
        return Affected(component=service, state="not-observed", claim=claim_id), unseen
    values = _counts(service, meanwhile)
    template = _answered(meanwhile)
    template = and_before(template, values, before) if is_as_before(before, meanwhile) else template
    names = ", ".join(sorted({each.revision for each in meanwhile.rows}))
    values.append(Value(name="revisions", form="name", value=names))
    template += ", all of them by {revisions}, from before."
    state = _state(facts, Noted([], [], []), before, meanwhile)
    return _line(service, state, template, values, {each.id for each in meanwhile.rows})


def _refusals(noted: Noted, values: list[Value], cites: set[str]) -> str:
    if not noted.refused:
        return ""
    values.append(Value(name="refused", form="number", value=noted.refused))
    values.append(Value(name="codes", form="text", value=codes(noted.refusals)))
    cites.update(cite for each in noted.refusals for cite in each.primary)
    return ", and refused {refused} with {codes}, more than before"


def _messages(facts: Facts, noted: Noted, values: list[Value], cites: set[str], *, failed: int) -> str:
    """Messages over a socket, background work and the like fail behind requests that are answered well."""
    template = ""
    quiet = [each for each in noted.worse if each.kind == "log"] if not failed and not noted.refused else []
    if quiet:
        errors = sum(each.after.n for each in quiet if each.after)
        values.append(Value(name="errors", form="number", value=errors))
        template += f", and logged {{errors}} {noun(errors, 'errors')} of kinds that are new or more frequent"
        cites.update(cite for each in quiet for cite in each.primary)
    if noted.older:
        older = noted.older_entries(facts)
        values.append(Value(name="older", form="number", value=older))
        template += ", and {older}" if quiet else f", and logged {{older}} {noun(older, 'errors')}"
        template += " of kinds that were there before"
        cites.update(each.id for each in noted.older)
    return template


def _slower(noted: Noted, values: list[Value], cites: set[str]) -> str:
    """Whoever waits for an answer is not unaffected because there is one."""
    if not noted.slower:
        return ""
    routes = [(each.signature or each.title).rpartition(" p50 ")[0] for each in noted.slower]
    more = f" and {len(routes) - _SHOWN} more" if len(routes) > _SHOWN else ""
    values.append(Value(name="slow", form="text", value=f"{', '.join(f'`{each}`' for each in routes[:_SHOWN])}{more}"))
    cites.update(cite for each in noted.slower for cite in each.primary)
    return ", and took at least twice as long for {slow} as before"


def _state(facts: Facts, noted: Noted, before: Answered, now: Answered) -> ComponentState:
    bad = now.failed + noted.refused
    if not bad and not noted.worse and noted.slower:
        return "degraded"
    if not bad and not noted.worse and noted.older:
        return "as-before"
    if not bad and not noted.worse:
        return "unaffected" if logs_whole(facts) else "not-observed"
    if 2 * bad >= now.total:
        return "failing"
    return "as-before" if not noted.worse and not noted.refused and is_as_before(before, now) else "degraded"


def _line(
    service: str, state: ComponentState, template: str, values: list[Value], cites: set[str]
) -> tuple[Affected, Claim]:
    claim = Claim(
        id=f"claim-impact-{service}",
        kind="observed",
        template=template,
        values=tuple(values),
        cites=tuple(sorted(cites)),
    )
    return Affected(component=service, state=state, claim=claim.id), claim
