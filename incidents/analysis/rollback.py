"""Whether going back helps, where to, and the exact documented command."""

import shlex

from incidents.analysis.facts import Facts
from incidents.model.finding import Finding
from incidents.model.incident import Rollback
from incidents.model.window import Serving


def advise(facts: Facts, findings: list[Finding]) -> Rollback:
    """The baseline revision of the first service that got worse on a revision of the window.

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
    refused = []
    for serving in reversed(facts.window.baseline.of(service)):
        if serving.ready is True and _served(facts, serving):
            return _to(facts, serving)
        refused.append(serving.revision)
    names = ", ".join(refused) or "none known"
    return Rollback(
        service=service,
        target=None,
        command=None,
        reason=f"no earlier revision of {service} is known to have been Ready and to have served ({names})",
    )


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
        reason=f"{serving.revision} was Ready and served requests before the window's first deployment",
        cites=tuple(sorted((serving.evidence, *cites[:3]))),
    )
