"""What fails in a service waits for its newest revision to start: nothing that mends it is served before."""

from collections.abc import Iterable, Iterator

from incidents.analysis.course.onset import is_over
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.analysis.rules import revision_never_ready
from incidents.model.finding import Finding
from incidents.model.incident import Block


def not_started(facts: Facts, waiting: Finding, findings: Iterable[Finding]) -> Iterator[Block]:
    """Nothing where a later revision of the service became ready, or the failure is over in what serves."""
    name = _newest(facts, waiting.service)
    stuck = facts.revisions.get(name or "")
    seen = first_revision(facts, waiting)
    if stuck is None or stuck.ready is not False or seen in (None, stuck.name) or is_over(facts, waiting):
        return
    for each in findings:
        if each.rule == revision_never_ready.NAME and stuck.id in each.primary:
            path = (
                f"{waiting.service} goes on with {seen}, because {stuck.name}, which was deployed last, never became "
                "ready; no later change is served, or can be seen to mend this, until a revision starts"
            )
            cites = tuple(sorted({stuck.id, waiting.primary[0]}))
            yield Block(blocked=waiting.id, blocker=each.id, path=path, cites=cites)


def _newest(facts: Facts, service: str | None) -> str | None:
    deployed = [each for each in facts.revisions.values() if each.service == service and each.at is not None]
    return max(deployed, key=lambda each: (each.at, each.name)).name if deployed else None
