from typing import Any

from incidents.analysis.causes.common_cause import common_cause
from incidents.analysis.causes.elsewhere.failed_callee import NAME as FAILED_CALLEE
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Chain, ChangeRef, Stop
from incidents.model.claim import Claim
from incidents.model.finding import Finding
from incidents.model.incident import Block
from tests import builders
from tests.builders import BAD_COMMIT, commit, finding, log_pattern
from tests.incidents.analysis.causes.symptoms import cause

OTHER = finding(id="finding-other", title="Another thing fails")


def chain(of: Finding, **changes: Any) -> Chain:
    values = {
        "id": f"cause-of-{of.id}",
        "effect": of.id,
        "claim": "a commit changed it",
        "change": ChangeRef(commit=BAD_COMMIT),
        "evidence_for": (commit().id,),
        "confidence": "probable",
    }
    return Chain(finding=of.id, whys=(Answer(cause=cause(**{**values, **changes})),))


def said(findings: list[Finding], chains: list[Chain]) -> list[Claim]:
    return list(common_cause(Facts(builders.sealed()), findings, chains))


def test_a_change_that_two_chains_name_is_common_and_as_certain_as_the_weaker_of_them() -> None:
    (claim,) = said([finding(), OTHER], [chain(finding()), chain(OTHER, confidence="possible")])
    assert claim.text == (
        "commit 222222222222 is named as a cause of 2 of 2 findings; for all of them together it is possible at most."
    )
    assert (claim.kind, claim.cites) == ("hypothesis", (commit().id,))


def test_without_a_shared_change_no_link_is_established() -> None:
    setting = ChangeRef(revision="parcel-api-00008-fox", setting="env.X")
    (claim,) = said([finding(), OTHER], [chain(finding()), chain(OTHER, change=setting)])
    assert claim.text.startswith("The 2 findings stay separate: no cause that was found leads to two of them")
    assert claim.cites == (log_pattern().id,)


def test_a_refuted_link_and_a_cause_without_a_change_share_nothing() -> None:
    chains = [chain(finding(), confidence="refuted"), chain(OTHER)]
    assert said([finding(), OTHER], chains)[0].id == "claim-common-none"
    chains = [chain(finding(), change=None), chain(OTHER, change=None)]
    assert said([finding(), OTHER], chains)[0].id == "claim-common-none"


def test_a_check_that_neither_failure_had_is_no_common_cause() -> None:
    chains = [chain(finding(), branch="not-caught"), chain(OTHER, branch="not-caught")]
    assert said([finding(), OTHER], chains)[0].id == "claim-common-none"


def through(called: Finding, confidence: str = "probable") -> Chain:
    """The chain of the other finding, which comes down to that of a service that it calls."""
    cites = (*OTHER.primary, *called.primary)
    return chain(OTHER, rule=FAILED_CALLEE, change=None, evidence_for=cites, confidence=confidence)


def test_what_led_to_the_failure_of_a_called_service_led_to_that_of_its_caller() -> None:
    called = finding(service="rates", primary=(commit().id,))
    (claim,) = said([called, OTHER], [chain(called), through(called)])
    assert claim.text.startswith("commit 222222222222 is named as a cause of 2 of 2 findings")
    (claim,) = said([called, OTHER], [chain(called, change=None), through(called)])
    assert claim.text == (
        "Of the 2 findings 1 comes down to that of a service that is called; no change that was found leads to two of "
        "them."
    )
    (claim,) = said([called, OTHER], [chain(called), through(called, "possible")])
    assert claim.text.startswith("The 2 findings stay separate")


def test_one_failure_shares_nothing_with_itself() -> None:
    stop = Stop(effect=finding().id, reason="not-collected", text="nothing", query="look")
    assert said([finding()], [Chain(finding=finding().id, whys=(stop,))]) == []
    assert said([finding(), finding(id="finding-gone", state="resolved")], []) == []


def test_what_waits_for_another_failure_is_linked_to_it_and_is_not_said_to_be_apart() -> None:
    block = Block(blocked=OTHER.id, blocker=finding().id, path="a rerun shows nothing", cites=(log_pattern().id,))
    (claim,) = common_cause(Facts(builders.sealed()), [finding(), OTHER], [], [block])
    assert claim.text == (
        f"This waits for another finding: Another thing fails. It cannot be verified while that one holds: "
        f"{finding().title}; a rerun shows nothing."
    )
    third = finding(id="finding-third", title="A third thing fails")
    *_, last = common_cause(Facts(builders.sealed()), [finding(), OTHER, third], [], [block])
    assert last.text == "No cause that was found leads to two of the 3 findings."
