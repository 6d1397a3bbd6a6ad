"""What failed for whom and what did not, a sentence for each service."""

from incidents.analysis.as_before import on_both_sides
from incidents.analysis.beyond_sight import beyond_sight
from incidents.analysis.coverage import logs_whole
from incidents.analysis.facts import Facts
from incidents.analysis.functions import functions
from incidents.analysis.log_holes import holes
from incidents.analysis.named_by_entries import named_by_entries
from incidents.analysis.rules import refused_route
from incidents.analysis.work import failed_jobs, is_worker
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern
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
        if is_worker(facts, service):
            line, claim = _worker(facts, service, worse)
        else:
            refused = [each for each in refusals if each.service == service]
            line, claim = _service(facts, service, worse, refused, [each for each in older if each.service == service])
        affected.append(line)
        claims.append(claim)
    for line, claim in functions(facts, findings):
        affected.append(line)
        claims.append(claim)
    beyond = beyond_sight(facts)
    told = Impact(
        environment=facts.sealed.scope.environment,
        affected=tuple(affected),
        beyond=tuple(each.id for each in beyond),
    )
    return told, [*claims, *named_by_entries(facts, findings), *beyond]


def _worker(facts: Facts, service: str, worse: list[Finding]) -> tuple[Affected, Claim]:
    """By its own log, which is all that there is of a service that nobody asks."""
    logged = [each for each in facts.patterns if each.service == service and facts.pattern_sides(each).after]
    claim_id = f"claim-impact-{service}"
    name = Value(name="service", form="name", value=service)
    if not logged:
        template = "No request to {service} and no entry of it was seen in the window, so its state is unknown."
        unseen = Claim(id=claim_id, kind="unknown", template=template, values=(name,))
        return Affected(component=service, state="not-observed", claim=claim_id), unseen
    errors = [each for each in worse if each.kind == "log"]
    jobs = [share for each in errors if (share := failed_jobs(facts, each))]
    down = any(share.total and 2 * share.n >= share.total for share in jobs)
    values = [name, Value(name="entries", form="number", value=sum(facts.pattern_sides(each).after for each in logged))]
    template = "{service} is asked nothing and logged {entries} entries in the window, "
    if errors:
        values.append(Value(name="errors", form="number", value=sum(each.after.n for each in errors if each.after)))
        template += "{errors} of them errors of kinds that are new or more frequent"
        template += ", while the messages of its work fell off" if down else ""
    else:
        template += "none of them an error of a kind that is new or more frequent"
    cites = tuple(sorted({each.id for each in logged}))
    claim = Claim(id=claim_id, kind="observed", template=f"{template}.", values=tuple(values), cites=cites)
    calm = "unaffected" if logs_whole(facts) else "not-observed"
    state = ("failing" if down else "degraded") if worse else calm
    return Affected.model_validate({"component": service, "state": state, "claim": claim_id}), claim


def _service(
    facts: Facts, service: str, worse: list[Finding], refusals: list[Finding], older: list[LogPattern]
) -> tuple[Affected, Claim]:
    rows = [each for each in facts.requests if each.service == service]
    counted = [
        (each, minute)
        for each in rows
        for minute in each.by_minute
        if facts.is_after(service, each.revision, minute.minute)
    ]
    name = Value(name="service", form="name", value=service)
    claim_id = f"claim-impact-{service}"
    total = sum(minute.count for _, minute in counted)
    if not total:
        unseen = Claim(
            id=claim_id,
            kind="unknown",
            template="No request to {service} was seen in the window, so its state is unknown.",
            values=(name,),
        )
        return Affected(component=service, state="not-observed", claim=claim_id), unseen
    failed = sum(minute.server_errors for _, minute in counted)
    values = [
        name,
        Value(name="failed", form="number", value=failed),
        Value(name="total", form="number", value=total),
    ]
    cites = {each.id for each, _ in counted}
    template = "{service} answered {failed} of {total} requests with a server error in the window"
    refused = sum(each.after.n for each in refusals if each.after)
    if refused:
        values.append(Value(name="refused", form="number", value=refused))
        values.append(Value(name="codes", form="text", value=refused_route.codes(refusals)))
        template += ", and refused {refused} with {codes}, more than before"
        cites.update(cite for each in refusals for cite in each.primary)
    quiet = [each for each in worse if each.kind == "log"] if not failed and not refused else []
    if quiet:
        # Messages over a socket, background work and the like fail behind requests that are answered well.
        values.append(Value(name="errors", form="number", value=sum(each.after.n for each in quiet if each.after)))
        template += ", and logged {errors} errors of kinds that are new or more frequent"
        cites.update(cite for each in quiet for cite in each.primary)
    if older:
        values.append(Value(name="older", form="number", value=sum(facts.pattern_sides(each).after for each in older)))
        template += (
            ", and {older} of kinds that were there before"
            if quiet
            else (", and logged {older} errors of kinds that were there before")
        )
        cites.update(each.id for each in older)
    unread = [each for each in holes(facts) if each.span.end and each.span.end >= facts.start]
    if unread:
        values.append(Value(name="unread", form="text", value=", ".join(each.what for each in unread)))
        template += "; nothing was read of the {unread}"
    claim = Claim(
        id=claim_id, kind="observed", template=f"{template}.", values=tuple(values), cites=tuple(sorted(cites))
    )
    calm = "unaffected" if logs_whole(facts) else "not-observed"
    state = calm if not (failed or refused or worse) else ("failing" if 2 * (failed + refused) >= total else "degraded")
    return Affected.model_validate({"component": service, "state": state, "claim": claim_id}), claim
