"""What a service must show: answers and logs without errors that are new; where none was deployed, nothing grave."""

from collections.abc import Iterator

from incidents.analysis.causes.behind import Behind
from incidents.analysis.course.onset import never_deployed
from incidents.analysis.decision.successor import successor
from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.impact.work import is_worker
from incidents.analysis.rates.answered_with import REFUSED_ROUTE as REFUSED
from incidents.analysis.rates.level_alone import level_alone
from incidents.analysis.rules import secret_in_log
from incidents.analysis.unread.coverage import logs_whole, newest_accepted
from incidents.analysis.way_back.deployed_elsewhere import deployed_elsewhere
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.incident import Affected, Impact


def service(facts: Facts, behind: Behind, impact: Impact) -> Iterator[Weighed]:
    """In the order of the configuration, first what was logged and then what was answered."""
    new = [each for each in behind.findings if each.state in ("new", "worse")]
    worse = [each for each in new if each.kind in ("log", "request")]
    for affected in impact.affected:
        name = affected.component
        exposing = [each for each in new if each.rule == secret_in_log.NAME and each.service == name]
        yield from (Weighed(_by(facts, each, f"{name} logs no secret", "fail")) for each in exposing)
        if facts.window.candidate.of(name):
            own = [each for each in worse if each.service == name]
            replaced = successor(facts, name, own)
            yield from replaced or (_logs(facts, name, own), _answers(facts, affected, own))
            slow = [_slower(facts, each) for each in new if each.kind == "latency" and each.service == name]
            # Several routes are one question; the sentence is that of a route that fails it, where there is one.
            yield from sorted(slow, key=lambda each: each.criterion.result != "fail")[:1]
        else:
            grave = [each for each in worse if each.service == name and each.priority.level != "P2"]
            beside = [_beside(facts, each, behind) for each in grave]
            yield from sorted(beside, key=lambda each: each.criterion.result != "fail")[:1]


def _slower(facts: Facts, finding: Finding) -> Weighed:
    """What a revision took that was replaced since tells nothing of the one that serves."""
    slow = {each.revision for key in finding.primary if isinstance(each := facts.records[key], RequestStatistics)}
    result: Result = "fail" if newest_accepted(facts, finding.service or "") in slow else "unknown"
    return Weighed(_by(facts, finding, f"{finding.service} answers as fast as before", result))


def _beside(facts: Facts, finding: Finding, behind: Behind) -> Weighed:
    """What fails in a service that was not deployed may be due to one that was: nobody can call that well."""
    beside = "of which nothing was deployed" if never_deployed(facts, finding) else "of which no deployment is known"
    source = behind.source(finding)
    led = deployed_elsewhere(facts, source, behind.lead(source)) is not None
    return Weighed(_by(facts, finding, f"{finding.service}, {beside}, works as before", "fail" if led else "unknown"))


def _by(facts: Facts, finding: Finding, text: str, result: Result) -> Criterion:
    return Criterion(
        area="check" if finding.kind == "latency" else "logs",
        text=text,
        service=finding.service or "",
        environment=facts.sealed.scope.environment,
        result=result,
        claim=f"claim-{finding.id}",
    )


def _answers(facts: Facts, affected: Affected, worse: list[Finding]) -> Weighed:
    failing = affected.state in ("failing", "degraded") and bool(worse)
    name = affected.component
    # What an earlier revision answered meanwhile tells nothing of the one that was deployed.
    asked_nothing = not is_worker(facts, name) and not facts.request_sides(name).after
    unseen = affected.state == "not-observed" or asked_nothing
    result: Result = "unknown" if unseen else "fail" if failing else "pass"
    asked = f"{name} answers requests without errors or refusals that are new"
    criterion = Criterion(
        area="check",
        text=f"{name} does its work without errors that are new, by its log" if is_worker(facts, name) else asked,
        service=affected.component,
        environment=facts.sealed.scope.environment,
        result=result,
        claim=affected.claim,
    )
    return Weighed(criterion)


def _logs(facts: Facts, name: str, worse: list[Finding]) -> Weighed:
    errors = [each for each in worse if each.kind == "log"]
    said = None if errors else _refusing(facts, name, worse) or _calm(facts, name)
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


def _refusing(facts: Facts, name: str, worse: list[Finding]) -> Claim | None:
    """What is logged with refused requests tells of a failure, though by its level it may be no error."""
    related = (facts.records[key] for each in worse if each.rule == REFUSED for key in each.related)
    entries = sorted(each.id for each in related if isinstance(each, LogPattern))
    if not entries:
        return None
    return Claim(
        id=f"claim-calm-{name}",
        kind="unknown",
        template="{service} logs messages that are new with the requests that it refuses; their level is no error.",
        values=(Value(name="service", form="name", value=name),),
        cites=tuple(entries),
    )


def _calm(facts: Facts, name: str) -> Claim:
    """That no new error was logged is only said where the logs were read whole."""
    logged = [each.id for each in facts.patterns if each.service == name]
    answered = [each.id for each in facts.requests if each.service == name]
    value = Value(name="service", form="name", value=name)
    if (logged or answered) and logs_whole(facts):
        template = "Nothing that {service} logged in the window is an error that is new or more frequent."
        if any(level_alone(facts, each) for each in facts.patterns if each.service == name):
            template = "Nothing that {service} logged in the window is an error that is new or more frequent, "
            template += "but for what its level alone calls one."
        cites = tuple(sorted((*logged, *answered)))
        return Claim(id=f"claim-calm-{name}", kind="derived", template=template, values=(value,), cites=cites)
    template = "The logs of {service} were not read whole, so that no error was found in them shows nothing."
    return Claim(id=f"claim-calm-{name}", kind="unknown", template=template, values=(value,))
