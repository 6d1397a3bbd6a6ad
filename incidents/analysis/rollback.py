"""Whether going back helps, where to, and the exact documented command."""

import shlex

from incidents.analysis.causes.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.finding import Finding
from incidents.model.incident import Rollback
from incidents.model.window import Serving


def advise(facts: Facts, findings: list[Finding]) -> Rollback:
    """The newest usable revision before the one on which a service got worse.

    A revision that never took traffic, and a failure of tests alone, leave nothing to go back from.
    """
    worse = [each for each in findings if each.state in ("new", "worse") and each.kind in ("log", "request")]
    severe = [each for each in worse if each.priority.level != "P2"] or worse
    services = [each.service for each in severe if each.service and facts.window.candidate.of(each.service)]
    if not services:
        return Rollback(
            service=None, target=None, command=None, reason="no finding shows a service failing on a new revision"
        )
    service = services[0]
    earlier = _before_the_first_bad(facts, service, severe)
    for serving in reversed(earlier):
        if serving.ready is True and _served(facts, serving):
            return _to(facts, serving)
    names = ", ".join(each.revision for each in earlier) or "none known"
    return Rollback(
        service=service,
        target=None,
        command=None,
        reason=f"no earlier revision of {service} is known to have been Ready and to have served ({names})",
    )


def _before_the_first_bad(facts: Facts, service: str, findings: list[Finding]) -> list[Serving]:
    """The service's revisions of both sides that were deployed before one of the findings was seen, oldest first."""
    bad = {first_revision(facts, each) for each in findings if each.service == service}
    known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
    first = next((index for index, each in enumerate(known) if each.revision in bad), len(known))
    return known[:first]


def _served(facts: Facts, serving: Serving) -> bool:
    return any(each.revision == serving.revision for each in facts.requests)


def _to(facts: Facts, serving: Serving) -> Rollback:
    scope = facts.sealed.scope
    words = ["gcloud", "run", "services", "update-traffic", serving.service, f"--to-revisions={serving.revision}=100"]
    words += ["--region", scope.region, "--project", scope.project]
    cites = [each.id for each in facts.requests if each.revision == serving.revision]
    return Rollback(
        service=serving.service,
        target=serving.revision,
        command=" ".join(shlex.quote(word) for word in words),
        reason=f"{serving.revision} was Ready and served requests, and was deployed before the failure was first seen",
        cites=tuple(sorted((serving.evidence, *cites[:3]))),
    )
