from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.priority import priority_of
from incidents.model.finding import Finding, Ratio
from incidents.model.policy import Component, Policy, TestCategory
from tests import builders

LABELS = Component(name="labels", tier=1, declared="config-labels")
CORE_TESTS = TestCategory(name="P1", globs=("tests/e2e/*",))


def row(policy: Policy | None = None, *evidence: Any, **changes: Any) -> tuple[str, str]:
    chosen = builders.collected(*(evidence or (builders.log_pattern(), builders.request_statistics(count=20))))
    facts = Facts(builders.sealed(policy=policy or Policy(), collected=chosen))
    given: Finding = builders.finding(**changes)
    ranked = priority_of(facts, given)
    return ranked.level, ranked.row


def test_half_of_the_services_requests_are_row_b() -> None:
    failing = builders.request_statistics(
        by_minute=tuple(builders.request_statistics().by_minute[:1]),
    )
    half = failing.model_copy(
        update={"by_minute": (failing.by_minute[0].model_copy(update={"server_errors": 10}),), "hash": ""}
    )
    after = Ratio(n=10, total=20, unit="requests")
    assert row(None, builders.log_pattern(), half, kind="request", after=after) == ("P0", "B")


def test_a_steady_error_of_a_declared_core_component_is_row_b_and_a_rare_one_row_c() -> None:
    policy = Policy(components=(LABELS,))
    assert row(policy, kind="log", component="labels") == ("P0", "B")
    assert row(policy, kind="log", component="labels", after=Ratio(n=2, unit="entries")) == ("P1", "C")


def test_a_small_share_of_a_core_route_is_row_c() -> None:
    after = Ratio(n=8, total=90, unit="requests")
    assert row(Policy(components=(LABELS,)), kind="request", component="labels", after=after) == ("P1", "C")


def test_without_a_declared_tier_what_category_p1_checks_is_core() -> None:
    component = LABELS.model_copy(update={"tier": 2, "name": "label"})
    policy = Policy(components=(component,), categories=(CORE_TESTS,))
    evidence = (builders.log_pattern(), builders.test_run(), builders.case_result())
    assert row(policy, *evidence, kind="log", component="label") == ("P0", "B")
    assert row(Policy(components=(component,)), *evidence, kind="log", component="label") == ("P2", "F")


def test_a_route_that_is_mostly_down_is_row_c_without_any_component() -> None:
    assert row(kind="request", after=Ratio(n=6, total=9, unit="requests")) == ("P1", "C")
    assert row(kind="request", after=Ratio(n=2, total=3, unit="requests")) == ("P2", "F")


def test_a_core_test_that_raises_by_itself_is_row_d() -> None:
    case = builders.case_result(message="No module named 'printers'", error_type="ModuleNotFoundError")
    given = {"kind": "test", "tests": (case.test,), "primary": (case.id,)}
    assert row(Policy(categories=(CORE_TESTS,)), case, **given) == ("P1", "D")


def test_a_revision_that_never_became_ready_is_row_c_while_it_takes_no_traffic() -> None:
    assert row(kind="deployment", primary=(f"rev-{builders.GOOD}",)) == ("P1", "C")
    assert row(kind="deployment", primary=(f"rev-{builders.BAD}",)) == ("P0", "B")


def test_what_was_there_before_is_row_g() -> None:
    assert row(state="persisting") == ("P2", "G")
