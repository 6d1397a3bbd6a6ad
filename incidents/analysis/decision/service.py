"""What each service that was deployed must show by itself: answers and logs without errors that are new."""

from collections.abc import Iterator

from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.log_holes import holes
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.finding import Finding
from incidents.model.incident import Affected, Impact


def service(facts: Facts, findings: list[Finding], impact: Impact) -> Iterator[Weighed]:
    """In the order of the configuration, first what was logged and then what was answered."""
    worse = [each for each in findings if each.state in ("new", "worse") and each.kind in ("log", "request")]
    for affected in impact.affected:
        name = affected.component
        if facts.window.candidate.of(name):
            own = [each for each in worse if each.service == name]
            yield _logs(facts, name, [each for each in own if each.kind == "log"])
            yield _answers(facts, affected, own)


def _answers(facts: Facts, affected: Affected, worse: list[Finding]) -> Weighed:
    failing = affected.state in ("failing", "degraded") and bool(worse)
    result: Result = "unknown" if affected.state == "not-observed" else "fail" if failing else "pass"
    criterion = Criterion(
        area="check",
        text=f"{affected.component} answers requests without server errors that are new",
        service=affected.component,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=affected.claim,
    )
    return Weighed(criterion)


def _logs(facts: Facts, name: str, errors: list[Finding]) -> Weighed:
    said = None if errors else _calm(facts, name)
    result: Result = "fail" if said is None else "unknown" if said.kind == "unknown" else "pass"
    criterion = Criterion(
        area="logs",
        text=f"{name} logs no error that is new or more frequent",
        service=name,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=said.id if said else f"claim-{errors[0].id}",
    )
    return Weighed(criterion, (said,) if said else ())


def _calm(facts: Facts, name: str) -> Claim:
    """That no new error was logged is only said where the logs were read whole."""
    logged = [each.id for each in facts.patterns if each.service == name]
    answered = [each.id for each in facts.requests if each.service == name]
    whole = all(each.status == "complete" for each in facts.sealed.collected.readings if each.source == "logs")
    value = Value(name="service", form="name", value=name)
    if (logged or answered) and whole and not holes(facts):
        template = "Nothing that {service} logged in the window is an error that is new or more frequent."
        cites = tuple(sorted((*logged, *answered)))
        return Claim(id=f"claim-calm-{name}", kind="derived", template=template, values=(value,), cites=cites)
    template = "The logs of {service} were not read whole, so that no error was found in them shows nothing."
    return Claim(id=f"claim-calm-{name}", kind="unknown", template=template, values=(value,))
