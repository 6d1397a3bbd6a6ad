from collections.abc import Sequence
from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.rules import revision_never_ready, uncollected_tests
from incidents.analysis.waiting.blocks import blocks
from incidents.model.evidence import (
    AnyEvidence,
    CaseResult,
    Condition,
    MinuteRequests,
    Probe,
    RevisionCount,
    TestRun,
)
from incidents.model.finding import Finding, Priority
from incidents.model.incident import Block
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import SERVICE, at

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
    return among(findings, builders.revision(name=builders.GOOD), builders.revision(), PATTERN, run, case)


def among(
    findings: Sequence[Finding],
    *records: AnyEvidence,
    services: tuple[str, ...] = (SERVICE,),
    deployed: tuple[str, ...] = (builders.BAD,),
) -> list[Block]:
    scope = builders.scope(services=tuple(ServiceScope(name=each) for each in services))
    side = builders.window().candidate.model_copy(
        update={"revisions": tuple(builders.serving(revision=each) for each in deployed)}
    )
    window = builders.window(candidate=side)
    return blocks(Facts(builders.sealed(scope=scope, window=window, collected=builders.collected(*records))), findings)


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


def test_a_test_that_is_not_known_to_reach_the_service_does_not_wait() -> None:
    records = (builders.revision(name=builders.GOOD), builders.revision(), PATTERN, CASE)
    services = (SERVICE, "parcel-quoter")
    stated = builders.test_run(at=at(2.5), revision=builders.BAD)
    assert among((failing(), waiting()), *records, RUN, services=services) == []
    assert among((failing(), waiting()), *records, stated, services=services)


def test_a_deployment_that_is_not_what_it_should_be_blocks_by_what_was_not_tested() -> None:
    (block,) = found(failing(kind="deployment", title="parcel-api-00008-fox never became ready"), waiting())
    assert "did so while parcel-api-00008-fox never became ready" in block.path


def test_a_probe_waits_where_tests_that_ask_the_same_address_do() -> None:
    target = "https://parcels.example/ready"
    probe = Probe(
        id="probe-1",
        at=at(2, 40),
        source="probes",
        locator="probes.json",
        excerpt="timeout",
        target=target,
        attempts=1,
        succeeded=0,
        status=None,
        latency_s=None,
        error="timeout",
    )
    asking = builders.case_result(run=RUN.id, test=CASE.test, excerpt=f"TimeoutError: {target}")
    records = (builders.revision(), PATTERN, RUN)
    findings = (failing(), waiting(kind="probe", id="finding-probe", primary=(probe.id,), last=at(2, 40), tests=()))
    (block,) = among(findings, *records, asking, probe)
    assert (block.blocked, block.blocker) == ("finding-probe", failing().id)
    assert block.path.startswith("`test_label` asks the same address, and the tests call the deployed service")
    assert set(block.cites) == {probe.id, RUN.id, asking.id, PATTERN.id}
    assert among(findings, *records, CASE, probe) == []
    early = (failing(first=at(2, 50)), *findings[1:])
    assert among(early, *records, asking, probe) == []


def test_a_test_in_a_file_that_another_run_cannot_collect_waits_for_that() -> None:
    file = CASE.test.partition("::")[0]
    error = builders.case_result(run="run-fast", test=file, outcome="error", message="ModuleNotFoundError: No module")
    fast = builders.test_run(id="run-fast", name="fast", collection_errors=(file,))
    lost = builders.finding(
        id="finding-lost", rule=uncollected_tests.NAME, kind="test", primary=(error.id,), tests=(file,)
    )
    records = (builders.revision(), RUN, CASE, fast, error)
    (block,) = among((lost, waiting()), *records)
    assert (block.blocked, block.blocker) == ("finding-tests", "finding-lost")
    assert block.path.startswith(f"`test_label` stands in `{file}`, which run fast could not collect")
    assert set(block.cites) == {fast.id, error.id, CASE.id}
    (planned,) = among((lost, waiting(kind="authenticity", tests=("tests/e2e", "tests/unit"))), *records)
    assert planned.path.startswith("1 of its tests stands in")
    assert among((lost, waiting(tests=("tests/e2e/test_labels_of_others.py::test_label",))), *records) == []
    assert among((lost.model_copy(update={"state": "resolved"}), waiting()), *records) == []


def test_a_file_that_cannot_be_collected_waits_for_no_service() -> None:
    assert found(failing(), waiting(rule=uncollected_tests.NAME)) == []


def test_what_fails_in_a_service_waits_for_its_newest_revision_to_start() -> None:
    unready = (Condition(type="Ready", status="False", reason="ContainerFailed"),)
    newer = builders.revision(name="parcel-api-00009-owl", at=at(2.5), conditions=unready)
    stuck = builders.finding(
        id="finding-stuck", rule=revision_never_ready.NAME, kind="deployment", primary=(newer.id,), first=at(2.5)
    )
    records = (builders.revision(name=builders.GOOD), builders.revision(), PATTERN, newer)
    (block,) = among((stuck, failing()), *records)
    assert (block.blocked, block.blocker) == (failing().id, "finding-stuck")
    assert block.path.startswith(f"{SERVICE} goes on with {builders.BAD}, because parcel-api-00009-owl, which was")
    assert set(block.cites) == {newer.id, PATTERN.id}
    started = builders.revision(name="parcel-api-00010-elk", at=at(3))
    assert among((stuck, failing()), *records, started) == []
    assert among((stuck, failing(service="parcel-quoter")), *records) == []
    assert among((stuck, failing(state="persisting")), *records) == []


def test_what_only_the_newest_revision_logged_or_what_is_over_waits_for_no_start() -> None:
    unready = (Condition(type="Ready", status="False", reason="ContainerFailed"),)
    newer = builders.revision(name="parcel-api-00049-owl", at=at(2.9), conditions=unready)
    stuck = builders.finding(
        id="finding-stuck", rule=revision_never_ready.NAME, kind="deployment", primary=(newer.id,), first=at(2.9)
    )
    between = builders.revision(name="parcel-api-00048-ash", at=at(2.2))
    names = (builders.BAD, between.name, newer.name)
    records = (builders.revision(name=builders.GOOD), builders.revision(), between, newer)
    assert len(among((stuck, failing()), *records, PATTERN, deployed=names)) == 1
    row = RevisionCount(revision=newer.name, count=3, first=at(2.9), last=at(2.9))
    own = builders.log_pattern(by_revision=(row,))
    assert among((stuck, failing()), *records, own, deployed=names) == []
    calm = tuple(MinuteRequests(minute=at(2, n), count=50, server_errors=0) for n in range(13, 50))
    served = (
        builders.request_statistics(),
        builders.request_statistics(revision=between.name, count=50 * len(calm), by_minute=calm, statuses=()),
    )
    past = failing(first=at(2, 5), last=at(2, 6))
    assert among((stuck, past), *records, PATTERN, *served, deployed=names) == []
