"""Whether any test run that was read ever asked the routes that fail, by the service's own log."""

from incidents.amounts import counted
from incidents.analysis.compared.routes import by_route
from incidents.analysis.facts import Facts
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding


def unasked(facts: Facts, finding: Finding) -> tuple[str, tuple[str, ...]] | None:
    """The claim that none did, and the records of the routes; None where one did, or where nobody can tell."""
    held = [facts.records[key] for key in (*finding.primary, *finding.related)]
    failed = {(each.service, each.method, each.route) for each in held if isinstance(each, RequestStatistics)}
    if not failed:
        return None
    # Runs at the same time may each have sent the same request, which is one.
    sent = {pair for run in facts.runs for pair in facts.asked.of(run).requests}
    asked = {record for record, _ in sent}
    rows = [row for key, of in by_route(facts).items() if key in failed for row in of]
    if not sent or not all(_tells_who_asked(row) for row in rows) or any(row.id in asked for row in rows):
        return None
    routes = sorted(f"`{method} {route}`" for _, method, route in failed)
    named = routes[0] if len(routes) == 1 else f"{len(routes)} routes that fail"
    requests = counted(sum(each.count for _, each in sent), "requests")
    return f"of {requests} that the test runs sent, none was to {named}", tuple(sorted({row.id for row in rows}))


def _tells_who_asked(row: RequestStatistics) -> bool:
    """Programs are not told where they asked in more minutes than tests do, unless nobody else asked at all."""
    return bool(row.programs) or sum(each.count for each in row.deliveries) >= row.count
