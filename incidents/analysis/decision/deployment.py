"""What the platform and the build must say of the newest revision of each service that was deployed in the window."""

from collections.abc import Iterator

from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.rules import stale_deployment
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.finding import Finding
from incidents.model.window import Serving


def deployment(facts: Facts, findings: list[Finding]) -> Iterator[Weighed]:
    """Three criteria a service: it is Ready, it takes the traffic, it runs the code that it should."""
    for service in facts.sealed.scope.service_names:
        deployed = facts.window.candidate.of(service)
        if deployed:
            newest = deployed[-1]
            yield _ready(facts, newest)
            yield _traffic(facts, newest, [*facts.window.baseline.of(service), *deployed])
            yield _code(facts, newest, findings)


def _ready(facts: Facts, newest: Serving) -> Weighed:
    results: dict[bool | None, Result] = {True: "pass", False: "fail", None: "unknown"}
    return _of(facts, newest, "is Ready", results[newest.ready], f"claim-{newest.evidence}")


def _traffic(facts: Facts, newest: Serving, known: list[Serving]) -> Weighed:
    if newest.percent is None or not any(each.percent for each in known):
        name = Value(name="revision", form="name", value=newest.revision)
        template = "Which share of the traffic {revision} takes was not read."
        unread = Claim(id=f"claim-share-{newest.evidence}", kind="unknown", template=template, values=(name,), cites=())
        return _of(facts, newest, "takes the traffic", "unknown", unread)
    result: Result = "pass" if newest.percent else "fail"
    return _of(facts, newest, "takes the traffic", result, f"claim-traffic-{newest.service}")


def _code(facts: Facts, newest: Serving, findings: list[Finding]) -> Weighed:
    text = "runs the commit that it was deployed for"
    stale = [each for each in findings if each.rule == stale_deployment.NAME and newest.evidence in each.primary]
    if stale:
        return _of(facts, newest, text, "fail", f"claim-{stale[0].id}")
    result: Result = "pass" if newest.commit else "unknown"
    return _of(facts, newest, text, result, f"claim-{newest.evidence}")


def _of(facts: Facts, newest: Serving, text: str, result: Result, said: Claim | str) -> Weighed:
    """`said` is the sentence, or the id of one that is stated anyway."""
    criterion = Criterion(
        area="deployment",
        text=f"{newest.revision} {text}",
        service=newest.service,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=said.id if isinstance(said, Claim) else said,
    )
    return Weighed(criterion, (said,) if isinstance(said, Claim) else ())
