"""What fails beside the deployed service, and what only became slower, is no "go"."""

from typing import Any

from incidents.analysis.causes.behind import Behind
from incidents.analysis.decision.service import service
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Chain, ChangeRef
from incidents.model.finding import Finding, Priority
from incidents.model.incident import Affected, Impact
from tests import builders
from tests.builders import SERVICE
from tests.incidents.analysis.causes.symptoms import cause

OTHER = "labels"
SERVED = tuple(builders.request_statistics(revision=name) for name in (builders.GOOD, builders.BAD))
GRAVE = Priority(level="P0", row="B", reason="all of it fails")


def results(*findings: Finding, known: tuple[str, ...] = (OTHER,), chains: tuple[Chain, ...] = ()) -> dict[str, str]:
    window = builders.window()
    served = tuple(builders.serving(service=name, revision=f"{name}-00001-ant") for name in known)
    baseline = window.baseline.model_copy(update={"revisions": (*window.baseline.revisions, *served)})
    window = window.model_copy(update={"baseline": baseline})
    read = builders.collected(builders.log_pattern(), builders.revision(), *SERVED)
    facts = Facts(builders.sealed(collected=read, window=window))
    both = tuple(Affected(component=name, state="failing", claim=f"claim-{name}") for name in (SERVICE, OTHER))
    weighed = list(service(facts, Behind(findings, chains), Impact(environment="staging", affected=both)))
    assert len({each.criterion.text for each in weighed}) == len(weighed)
    return {each.criterion.text: each.criterion.result for each in weighed}


def found(**changes: Any) -> Finding:
    return builders.finding(**{"priority": GRAVE, **changes})


def test_what_is_grave_in_a_service_that_was_not_deployed_leaves_the_decision_open() -> None:
    text = f"{OTHER}, of which nothing was deployed, works as before"
    assert results(found(service=OTHER))[text] == "unknown"
    light = Priority(level="P2", row="F", reason="nothing core")
    assert text not in results(found(service=OTHER, priority=light))
    assert text not in results(found(service=OTHER, state="persisting"))
    assert text not in results(found(service=SERVICE))


def test_what_the_deployment_probably_led_to_fails_it_whatever_service_shows_it() -> None:
    broken = found(service=OTHER)
    change = ChangeRef(commit=builders.BAD_COMMIT, revision=builders.BAD)
    text = f"{OTHER}, of which nothing was deployed, works as before"
    for sure, result in (("probable", "fail"), ("possible", "unknown")):
        why = Answer(cause=cause(effect=broken.id, change=change, confidence=sure))
        assert results(broken, chains=(Chain(finding=broken.id, whys=(why,)),))[text] == result


def test_of_a_service_without_a_known_revision_nobody_says_that_nothing_was_deployed() -> None:
    said = results(found(service=OTHER), known=())
    assert said[f"{OTHER}, of which no deployment is known, works as before"] == "unknown"
    assert not any("nothing was deployed" in each for each in said)


def test_a_slower_route_of_what_was_deployed_fails() -> None:
    text = f"{SERVICE} answers as fast as before"
    replaced, newest = (found(kind="latency", primary=(each.id,)) for each in SERVED)
    assert results(newest)[text] == "fail"
    assert results(replaced)[text] == "unknown"  # the one that serves may be as fast as ever
    assert results(replaced, newest)[text] == "fail"
    assert text not in results(found(kind="latency", state="resolved"))
    assert text not in results()
