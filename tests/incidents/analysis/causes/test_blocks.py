from typing import Any

from incidents.analysis.causes.blocks import blocks
from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Finding, Priority
from incidents.model.incident import Block
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import at

RUN = builders.test_run(at=at(2.5))
CASE = builders.case_result(run=RUN.id, test="tests/e2e/test_labels.py::test_label")
P0 = Priority(level="P0", row="B", reason="all of it fails")
P1 = Priority(level="P1", row="C", reason="a part of it fails")
PATTERN = builders.log_pattern()


def failing(**changes: Any) -> Finding:
    return builders.finding(**{"primary": (PATTERN.id,), "priority": P0, "first": at(2), "last": at(3), **changes})


def waiting(**changes: Any) -> Finding:
    values = {"id": "finding-tests", "kind": "test", "primary": (CASE.id,), "priority": P1, "tests": (CASE.test,)}
    return builders.finding(**{**values, **changes})


def found(*findings: Finding, run: TestRun = RUN, case: CaseResult = CASE) -> list[Block]:
    records = (builders.revision(name=builders.GOOD), builders.revision(), PATTERN, run, case)
    return blocks(Facts(builders.sealed(collected=builders.collected(*records))), findings)


def test_tests_of_a_service_wait_for_it_and_the_path_says_why() -> None:
    (block,) = found(failing(), waiting())
    assert (block.blocked, block.blocker) == ("finding-tests", failing().id)
    assert block.path.startswith("the tests call the deployed service")
    assert RUN.name in block.path
    assert set(block.cites) == {RUN.id, CASE.id, PATTERN.id}


def test_results_without_evidence_wait_too() -> None:
    assert found(failing(), waiting(kind="authenticity", state="not-comparable"))


def test_a_unit_test_waits_for_no_service() -> None:
    unit = builders.case_result(run=RUN.id, test="tests/unit/test_labels.py::test_label")
    assert found(failing(), waiting(primary=(unit.id,)), case=unit) == []


def test_a_run_before_the_failure_did_not_meet_it() -> None:
    assert found(failing(), waiting(), run=builders.test_run(at=at(1))) == []


def test_a_failure_of_a_part_blocks_only_the_tests_of_the_same_component() -> None:
    assert found(failing(priority=P1, component="printing"), waiting(component="checkout")) == []
    assert found(failing(priority=P1, component=None), waiting(component=None)) == []
    assert found(failing(priority=P1, component="printing"), waiting(component="printing"))


def test_what_persists_blocks_nothing_and_a_test_never_blocks() -> None:
    assert found(failing(state="persisting"), waiting()) == []
    assert found(waiting(id="finding-other", priority=P0), waiting()) == []


def test_a_test_of_another_service_does_not_wait() -> None:
    scope = builders.scope(services=(ServiceScope(name="parcel-api"), ServiceScope(name="parcel-quoter")))
    other = builders.case_result(run=RUN.id, test="tests/e2e/test_quoter.py::test_price")
    records = (builders.revision(name=builders.GOOD), builders.revision(), PATTERN, RUN, other, CASE)
    facts = Facts(builders.sealed(scope=scope, collected=builders.collected(*records)))
    assert blocks(facts, [failing(), waiting(primary=(other.id,))]) == []
    assert blocks(facts, [failing(), waiting()])


def test_a_deployment_that_is_not_what_it_should_be_blocks_by_what_was_not_tested() -> None:
    (block,) = found(failing(kind="deployment", title="parcel-api-00008-fox never became ready"), waiting())
    assert "did so while parcel-api-00008-fox never became ready" in block.path
