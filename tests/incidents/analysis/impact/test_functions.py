from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.impact.functions import functions
from incidents.model.evidence import AnyEvidence, MinuteRequests
from incidents.model.finding import Finding
from incidents.model.policy import Component, Policy
from incidents.model.scope import Reading
from tests import builders
from tests.builders import GOOD, at

POLICY = Policy(
    components=(
        Component(name="labels", routes=("/parcels/*/label",), declared="config-labels"),
        Component(name="rates", routes=("/rates*",), declared="config-rates"),
    )
)


def asked(failed: int, *, route: str = "/parcels/<id>/label", count: int = 20, **changes: Any) -> AnyEvidence:
    minutes = (
        MinuteRequests(minute=at(2, 5), count=count - 5, server_errors=0),
        MinuteRequests(minute=at(2, 9), count=5, server_errors=min(failed, 5)),
        *((MinuteRequests(minute=at(2, 12), count=failed - 5, server_errors=failed - 5),) if failed > 5 else ()),
    )
    found: AnyEvidence = builders.request_statistics(route=route, count=count, by_minute=minutes, **changes)
    return found


def told(
    *evidence: AnyEvidence, findings: tuple[Finding, ...] = (), readings: tuple[Reading, ...] | None = None
) -> list[tuple[str, str, str]]:
    collected = builders.collected(*evidence, readings=readings)
    facts = Facts(builders.sealed(policy=POLICY, collected=collected))
    return [(line.component, line.state, claim.text) for line, claim in functions(facts, list(findings), [])]


def test_a_component_is_told_with_n_of_n_and_from_when_to_when() -> None:
    assert told(asked(8, count=10)) == [
        (
            "labels",
            "failing",
            (
                "labels: 8 of 13 requests to its routes were answered with a server error in the window, "
                f"from the minute of {at(2, 9)} to that of {at(2, 12)}."
            ),
        )
    ]


def test_fewer_than_half_is_degraded_and_none_at_all_unaffected() -> None:
    assert [each[:2] for each in told(asked(2), asked(0, route="/rates"))] == [
        ("labels", "degraded"),
        ("rates", "unaffected"),
    ]


def test_nothing_is_unaffected_where_the_log_was_not_read_whole() -> None:
    cut = builders.reading(status="truncated", why="the file ends early")
    assert [state for _, state, _ in told(asked(0), readings=(cut,))] == ["not-observed"]


def test_what_a_finding_names_is_not_unaffected() -> None:
    logged = builders.finding(component="labels")
    old = builders.finding(component="labels", state="persisting")
    states = [told(asked(0), findings=(each,))[0][1] for each in (logged, old)]
    assert states == ["degraded", "unaffected"]


UNSEEN = "; none of them shows what was found in it: Labels are not printed."


@pytest.mark.parametrize(
    ("test", "outcome", "state", "said"),
    [
        (
            "tests/e2e/test_label.py::test_a",
            "failed",
            "wrong-by-tests",
            "; a test that asks it fails on what it answers.",
        ),
        ("tests/e2e/test_label.py::test_a", "error", "not-observed", UNSEEN),  # its body never ran
        ("tests/unit/test_label.py::test_a", "failed", "not-observed", UNSEEN),  # it asked no service
    ],
)
def test_what_is_answered_well_and_fails_its_own_real_tests_is_wrong_by_them(
    test: str, outcome: str, state: str, said: str
) -> None:
    case = builders.case_result(test=test, outcome=outcome)
    finding = builders.finding(component="labels", kind="test", primary=(case.id,), tests=(test,))
    ((_, found, text),) = told(asked(0), builders.test_run(), case, findings=(finding,))
    assert found == state
    assert text == f"labels: 0 of 20 requests to its routes were answered with a server error in the window{said}"


def test_why_answered_requests_do_not_make_it_unaffected_is_said() -> None:
    case = builders.case_result(test="tests/unit/test_label.py::test_a")
    tested = builders.finding(component="labels", kind="test", title="1 test fails", primary=(case.id,))
    ((_, _, said),) = told(asked(0), builders.test_run(), case, findings=(tested,))
    assert said == (
        "labels: 0 of 20 requests to its routes were answered with a server error in the window; "
        "none of them shows what was found in it: 1 test fails."
    )


def test_what_only_warns_is_unaffected_where_its_requests_were_answered_well() -> None:
    """Nothing is seen to fail by a warning, and its routes were seen to be answered."""
    warned = builders.finding(component="labels", kind="warning")
    assert [state for _, state, _ in told(asked(0), findings=(warned,))] == ["unaffected"]


def test_what_nobody_asked_for_in_the_window_is_not_spoken_of() -> None:
    before = builders.request_statistics(
        revision=GOOD, by_minute=(MinuteRequests(minute=at(1), count=9, server_errors=0),)
    )
    assert told(before) == []
