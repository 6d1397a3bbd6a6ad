"""No part of a built incident contradicts another one, and a part that did would be noticed."""

import pytest

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Rival
from incidents.model.incident import Affected, Impact, Incident, Rollback
from tests import builders
from tests.agreement import contradictions
from tests.builders import GOOD, SERVICE
from tests.examples.built import Example
from tests.incidents.analysis.causes.symptoms import cause

RECORDS = {each.id: each for each in builders.sealed().collected.evidence}
FINDING = builders.finding()
OLD = builders.finding(id="finding-old", title="It fails more", state="worse")
SLOW = builders.finding(id="finding-slow", kind="latency")


def back(said: str, *ends: str) -> Rollback:
    return Rollback(service=SERVICE, target=GOOD, command="gcloud run x", reason=said, ends=ends)


def chain(given: Cause) -> Chain:
    return Chain(finding=given.effect, whys=(Answer(cause=given),))


def test_the_parts_of_an_example_agree(example: tuple[str, Example]) -> None:
    assert contradictions(example[1].incident, example[1].evidence) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            builders.incident(findings=(FINDING,), claims=(), rollback=back("going back should end 2 of the findings")),
            "going back is said of 2 findings, of 1 that got worse",
        ),
        (
            builders.incident(
                findings=(FINDING,), claims=(), rollback=back("going back should end 1 of the findings", "finding-gone")
            ),
            "going back ends what did not get worse",
        ),
        (
            builders.incident(findings=(builders.finding(service="rates"),), claims=()),
            f"Labels are not printed is of rates and stands on a record of {SERVICE}",
        ),
        (
            builders.incident(findings=(builders.finding(title=f"{SERVICE}: no", service=None),), claims=()),
            f"{SERVICE}: no is of None",
        ),
        (
            builders.incident(
                findings=(FINDING,),
                claims=(builders.claim(id="claim-x"),),
                impact=Impact(
                    environment="staging", affected=(Affected(component=SERVICE, state="unaffected", claim="claim-x"),)
                ),
            ),
            f"{SERVICE} is unaffected, and shows Labels are not printed",
        ),
        (
            builders.incident(
                findings=(SLOW,),
                claims=(),
                chains=(chain(cause(effect=SLOW.id, looked_for="before, it was seen in 9 requests")),),
            ),
            "answers of before are called failures: before, it was seen in 9 requests",
        ),
        (
            builders.incident(
                findings=(FINDING,),
                claims=(),
                chains=(chain(cause(rivals=(Rival(claim="it", separating="undo it", confidence="possible"),))),),
            ),
            "it is its own rival: it",
        ),
        (
            builders.incident(
                verdict="healthy",
                findings=(FINDING,),
                claims=(),
                chains=(chain(cause(change=ChangeRef(commit="2" * 40))),),
            ),
            "it is healthy, and blamed is it",
        ),
    ],
)
def test_a_contradiction_is_noticed(given: Incident, said: str) -> None:
    assert said in contradictions(given, RECORDS)
