from typing import Any

import pytest

from incidents.analysis.decision.declared import declared
from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import judgements
from incidents.model.evidence import AnyEvidence, CaseResult, Metric, PlannedTest
from incidents.model.policy import Policy, TestCategory, Threshold
from incidents.model.window import Serving
from tests import builders
from tests.builders import at

RUN = builders.test_run(environment="staging")
CORE = Policy(categories=(TestCategory(name="P1", globs=("tests/e2e/*.py",)),))
LIMITED = Policy(thresholds=(Threshold(name="latency", limit=500, declared="config-latency"),))
DECLARED = builders.declaration(id="config-latency", path="thresholds", value="500")


def case(outcome: str = "passed", **changes: Any) -> CaseResult:
    found: CaseResult = builders.case_result(run=RUN.id, outcome=outcome, message=None, **changes)
    return found


def metric(value: float, hours: float = 3) -> Metric:
    return Metric(
        id="metric-latency",
        at=at(hours),
        source="metrics",
        locator="metrics.json",
        excerpt="",
        metric="latency",
        version=None,
        scope=None,
        value=value,
        unit="ms",
    )


def plan(target: str, *, required: bool = True) -> PlannedTest:
    return builders.planned_test(target=target, required=required, environment="staging")


def weighed(*evidence: AnyEvidence, policy: Policy | None = None) -> list[tuple[str, str]]:
    facts = Facts(
        builders.sealed(policy=policy or Policy(), collected=builders.collected(builders.revision(), *evidence))
    )
    return [(each.criterion.text, each.criterion.result) for each in declared(facts, judgements(facts))]


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ({}, "pass"),
        ({"outcome": "failed"}, "fail"),
        ({"outcome": "error"}, "fail"),
        ({"outcome": "skipped"}, "unknown"),
        ({"captured": "using a mock printer"}, "unknown"),
    ],
)
def test_only_real_passes_of_all_listed_cases_are_a_pass(changes: dict[str, str], result: str) -> None:
    assert weighed(RUN, case(**changes), policy=CORE) == [
        ("every test of category P1 passes, by real executions", result)
    ]


@pytest.mark.parametrize(
    ("later", "result"),
    [
        ((), "unknown"),
        ((builders.serving(revision="parcel-api-00009-owl"),), "pass"),  # one that became ready was there to be met
    ],
)
def test_passes_cannot_have_met_a_revision_that_never_became_ready(later: tuple[Serving, ...], result: str) -> None:
    candidate = builders.window().candidate.model_copy(update={"revisions": (builders.serving(ready=False), *later)})
    collected = builders.collected(builders.revision(), RUN, case())
    window = builders.window(candidate=candidate)
    facts = Facts(builders.sealed(policy=CORE, window=window, collected=collected))
    (found,) = declared(facts, judgements(facts))
    assert found.criterion.result == result
    assert [each.text for each in found.made] == [
        "Category P1: 1 of 1 listed cases passed, and none can have met parcel-api-00008-fox, which never became ready."
    ] * (result == "unknown")


def test_passes_within_their_own_process_alone_show_nothing_of_the_service() -> None:
    policy = Policy(categories=(TestCategory(name="P1", globs=("tests/unit/*.py", "tests/e2e/*.py")),))
    inside = case(test="tests/unit/test_label.py::test_prints")
    assert [result for _, result in weighed(RUN, inside, policy=policy)] == ["unknown"]
    assert [result for _, result in weighed(RUN, inside, case(), policy=policy)] == ["pass"]


def test_a_category_of_which_nothing_ran_is_not_known() -> None:
    assert [result for _, result in weighed(RUN, policy=CORE)] == ["unknown"]


@pytest.mark.parametrize(
    ("measured", "result"),
    [
        ((metric(700),), "fail"),
        ((metric(500),), "pass"),  # the limit itself is within
        ((), "unknown"),
        ((metric(700, hours=1),), "unknown"),  # before the window
        ((metric(-5),), "unknown"),  # no duration
    ],
)
def test_a_limit_without_a_possible_value_is_not_known_and_so_no_pass(
    measured: tuple[Metric, ...], result: str
) -> None:
    assert weighed(DECLARED, *measured, policy=LIMITED) == [("latency is at most 500", result)]


@pytest.mark.parametrize(
    ("target", "outcome", "result"),
    [
        ("tests/e2e/test_label.py", "passed", "pass"),
        ("tests/e2e/test_label.py", "failed", "fail"),
        ("tests/e2e/test_other.py", "passed", "unknown"),
        ("look at the dashboard", "passed", "unknown"),
    ],
)
def test_a_required_test_has_to_run_and_to_pass(target: str, outcome: str, result: str) -> None:
    assert weighed(RUN, case(outcome), plan(target)) == [(f"required by the plan: {target}", result)]
    assert weighed(RUN, case(outcome), plan(target, required=False)) == []


def test_a_required_test_that_ran_elsewhere_is_not_known() -> None:
    local = builders.test_run(name="local", environment="local")
    ran = builders.case_result(run=local.id, outcome="passed")
    assert [result for _, result in weighed(local, ran, plan("tests/e2e/test_label.py"))] == ["unknown"]


def test_where_nothing_was_declared_nothing_is_asked_for() -> None:
    assert weighed(RUN, case("failed")) == []
