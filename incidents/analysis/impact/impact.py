"""What failed for whom and what did not, a sentence for each service."""

from incidents.amounts import noun
from incidents.analysis.course import set_apart
from incidents.analysis.course.named_by_entries import named_by_entries
from incidents.analysis.deployments.deliveries import delivered
from incidents.analysis.facts import Facts
from incidents.analysis.impact.as_before import on_both_sides
from incidents.analysis.impact.beyond_sight import beyond_sight
from incidents.analysis.impact.functions import functions
from incidents.analysis.impact.service_impact import Noted, service_impact
from incidents.analysis.impact.work import failed_jobs, is_worker
from incidents.analysis.priority.lost_data import losses
from incidents.analysis.rules import refused_route, slower_route
from incidents.analysis.unread.coverage import logs_whole
from incidents.model.claim import Claim, Value
from incidents.model.earlier import ComponentState
from incidents.model.finding import Finding
from incidents.model.incident import Affected, Impact


def impact(facts: Facts, findings: list[Finding]) -> tuple[Impact, list[Claim]]:
    """One line for each service in scope, then for each component, in the order of the configuration."""
    affected, claims = [], []
    refusals = refused_route.find(facts)
    older = on_both_sides(facts, findings)
    for service in facts.sealed.scope.service_names:
        failing = (each for each in findings if each.kind in ("log", "request") and each.state in ("new", "worse"))
        worse = [each for each in failing if each.service == service]
        refused = [each for each in refusals if each.service == service]
        slower = (each for each in findings if each.rule == slower_route.NAME and each.service == service)
        noted = Noted(worse, refused, [each for each in older if each.service == service], tuple(slower))
        line, claim = (_worker if is_worker(facts, service) else service_impact)(facts, service, noted)
        affected.append(line)
        claims.append(claim)
    for line, claim in functions(facts, findings, refusals):
        affected.append(line)
        claims.append(claim)
    beyond, apart = beyond_sight(facts), set_apart.claims(facts, findings)
    told = Impact(
        environment=facts.sealed.scope.environment,
        affected=tuple(affected),
        beyond=tuple(each.id for each in beyond),
    )
    claims += [*losses(facts, findings), *named_by_entries(facts, findings), *delivered(facts, findings)]
    return told, [*claims, *apart, *beyond]


def _worker(facts: Facts, service: str, noted: Noted) -> tuple[Affected, Claim]:
    """By its own log, which is all that there is of a service that nobody asks."""
    logged = [each for each in facts.patterns if each.service == service and facts.pattern_sides(each).after]
    claim_id = f"claim-impact-{service}"
    name = Value(name="service", form="name", value=service)
    if not logged:
        template = "No request to {service} and no entry of it was seen in the window, so its state is unknown."
        unseen = Claim(id=claim_id, kind="unknown", template=template, values=(name,))
        return Affected(component=service, state="not-observed", claim=claim_id), unseen
    errors = [each for each in noted.worse if each.kind == "log"]
    jobs = [share for each in errors if (share := failed_jobs(facts, each))]
    down = any(share.total and 2 * share.n >= share.total for share in jobs)
    entries = sum(facts.pattern_sides(each).after for each in logged)
    values = [name, Value(name="entries", form="number", value=entries)]
    template = f"{{service}} is asked nothing and logged {{entries}} {noun(entries, 'entries')} in the window, "
    if errors:
        count = sum(each.after.n for each in errors if each.after)
        values.append(Value(name="errors", form="number", value=count))
        template += f"{{errors}} of them {'an error' if count == 1 else 'errors'} "
        template += "of kinds that are new or more frequent"
        template += ", while the messages of its work fell off" if down else ""
    else:
        template += "none of them an error of a kind that is new or more frequent"
    if noted.older:
        older = noted.older_entries(facts)
        values.append(Value(name="older", form="number", value=older))
        template += f", and {{older}} {noun(older, 'errors')} of kinds that were there before"
    cites = tuple(sorted({each.id for each in logged}))
    claim = Claim(id=claim_id, kind="observed", template=f"{template}.", values=tuple(values), cites=cites)
    state: ComponentState = "failing" if down else "degraded"
    if not noted.worse:
        state = "as-before" if noted.older else "unaffected" if logs_whole(facts) else "not-observed"
    return Affected(component=service, state=state, claim=claim_id), claim
