"""What failed for whom and what did not, a sentence for each service."""

from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.evidence import RequestStatistics
from incidents.model.incident import Affected, Impact


def impact(facts: Facts) -> tuple[Impact, list[Claim]]:
    """One line for each service in scope, in the order of the configuration."""
    affected, claims = [], []
    for service in facts.sealed.scope.service_names:
        line, claim = _service(facts, service)
        affected.append(line)
        claims.append(claim)
    return Impact(environment=facts.sealed.scope.environment, affected=tuple(affected)), claims


def _service(facts: Facts, service: str) -> tuple[Affected, Claim]:
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
    cites = _cites([each for each, _ in counted])
    claim = Claim(
        id=claim_id,
        kind="observed",
        template="{service} answered {failed} of {total} requests with a server error in the window.",
        values=(
            name,
            Value(name="failed", form="number", value=failed),
            Value(name="total", form="number", value=total),
        ),
        cites=cites,
    )
    state = "unaffected" if not failed else ("failing" if 2 * failed >= total else "degraded")
    return Affected.model_validate({"component": service, "state": state, "claim": claim_id}), claim


def _cites(rows: list[RequestStatistics]) -> tuple[str, ...]:
    return tuple(sorted({each.id for each in rows}))
