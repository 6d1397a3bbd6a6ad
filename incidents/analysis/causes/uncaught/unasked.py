"""Whether any test run that was read ever asked the routes that fail, by the service's own log."""

from incidents.amounts import counted
from incidents.analysis.asked_by_runs import minutes_of
from incidents.analysis.compared.routes import by_route
from incidents.analysis.facts import Facts
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding


def unasked(facts: Facts, finding: Finding) -> tuple[str, tuple[str, ...]] | None:
    """The claim that none did, and the records of the routes; None where one did, or where nobody can tell."""
    held = [facts.records[key] for key in (*finding.primary, *finding.related)]
    failed = {(each.service, each.method, each.route) for each in held if isinstance(each, RequestStatistics)}
    sent = sum(facts.asked.of(run).count for run in facts.runs)
    if not failed or not sent:
        return None
    rows = [row for key, of in by_route(facts).items() if key in failed for row in of]
    if not all(_tells_who_asked(row) for row in rows) or any(_asked_by_a_run(facts, row) for row in rows):
        return None
    routes = sorted(f"`{method} {route}`" for _, method, route in failed)
    named = routes[0] if len(routes) == 1 else f"{len(routes)} routes that fail"
    claim = f"of {counted(sent, 'requests')} that the test runs sent, none was to {named}"
    return claim, tuple(sorted({row.id for row in rows}))


def _tells_who_asked(row: RequestStatistics) -> bool:
    """Programs are not told where they asked in more minutes than tests do, unless nobody else asked at all."""
    return bool(row.programs) or sum(each.count for each in row.deliveries) >= row.count


def _asked_by_a_run(facts: Facts, row: RequestStatistics) -> bool:
    for run in facts.runs:
        minutes, programs = minutes_of(run), facts.asked.of(run).programs
        if any(each.minute in minutes and each.program in programs for each in row.programs):
            return True
    return False
