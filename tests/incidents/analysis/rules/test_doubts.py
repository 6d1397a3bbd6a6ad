import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.passes import executed_on_mock, skipped_for_outage
from incidents.analysis.rules import nothing_collected
from incidents.model.evidence import AnyEvidence, RunCounts
from tests import builders
from tests.builders import at


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


@pytest.mark.parametrize(
    "line",
    [
        "printer unreachable, falling back to mock printer",
        "WARNING  client:client.py:9 Staging not reachable: using fake responses",
        "switched to the simulated gateway",
        "mock fallback is active",
        "running against a stub of the payment service",
        "Using MockPrinter due to connection failure: HTTP 403",
        "switching to printer_stub",
        "instead of the real one: FakeGateway, mock mode",
        "FakePrinter: no PRINTER_URL, answering from the recording",  # the stand-in itself speaks
        "[StubGateway] returning a fixed label",
        "GATEWAY_HOST is not set; falling back to in-memory labels",
        "no GATEWAY_URL: running offline",
        "VCR: playing back cassette labels.yaml",
        "replaying recorded response for GET /labels",
        "serving 3 labels from fixtures",
        "using in-memory database",
        "switched to the sandbox",
        "offline mode: no calls are made",
        "FakeGateway answers POST /labels",  # named as one, by a test of the deployed service
        "POST /labels answered 500 three times, going on with InMemoryLabels",
        "gateway = <labels.doubles.StubGateway object at 0x7f00>",
    ],
)
def test_output_that_says_it_ran_on_a_stand_in_is_a_doubt(line: str) -> None:
    case = builders.case_result(outcome="passed", captured=f"starting\n{line}\ndone")
    (doubt,) = executed_on_mock.doubts(facts(builders.test_run(), case))
    assert (doubt.test, doubt.cites) == (case.test, (case.id,))
    run = builders.test_run()
    assert executed_on_mock.stand_in_line(facts(run, case), run, case) == line


@pytest.mark.parametrize(
    "line",
    [
        "connected to the printer",
        "not using a mock here",  # it says the opposite
        "mockingbird label printed",  # another word
        "using mockingbird labels",
        "falling back to the second printer",  # a fallback, and not to a stand-in
        "using fake timers",  # what is false is no service
        "created dummy data for 3 labels",
        "loading labels from fixtures",
        "offline mode: disabled",
        "the printer is offline",  # the real one
        "using the payment sandbox",  # another party's, which staging uses too
        "tests/test_fakes.py::test_using_fake_printer PASSED",  # the name of a test
        "recorded 3 labels",
        "MockHttpServletRequest:",
        "started with FakeClock",  # replaces no service
        "built from DummyPayload",
        "not answered by FakeGateway",
        "FakeGateway is in the repository",  # does nothing here
    ],
)
def test_other_output_is_no_doubt(line: str) -> None:
    case = builders.case_result(outcome="passed", captured=line)
    assert executed_on_mock.doubts(facts(builders.test_run(), case)) == []


def test_a_test_about_a_stand_in_may_use_it() -> None:
    case = builders.case_result(outcome="passed", test="tests/test_fakes.py::test_prints", captured="using FakePrinter")
    assert executed_on_mock.mock_marker(case) is None


@pytest.mark.parametrize(
    "test",
    [
        "tests/e2e/test_label.py::test_fake_gateway_counts",  # it is what is tested
        "tests/e2e/test_label.py::TestFakeGateway::test_counts",
        "tests/unit/test_label.py::test_counts",
        "pkg/test_label.py::test_counts",  # nothing says that it is of the service
    ],
)
def test_a_class_that_is_named_as_a_stand_in_may_be_what_is_tested(test: str) -> None:
    case = builders.case_result(outcome="passed", test=test, captured="FakeGateway answers POST /labels")
    assert executed_on_mock.doubts(facts(builders.test_run(), case)) == []


def test_a_failure_on_a_mock_is_a_failure_and_no_doubt() -> None:
    case = builders.case_result(outcome="failed", captured="falling back to mock printer")
    assert executed_on_mock.doubts(facts(builders.test_run(), case)) == []


def test_a_run_without_an_executed_case_is_a_doubt() -> None:
    run = builders.test_run(counts=RunCounts(collected=0))
    (doubt,) = nothing_collected.doubts(facts(run))
    assert (doubt.test, doubt.reason) == (None, "no test was collected")


def test_a_collection_error_is_told_apart_from_an_empty_suite() -> None:
    run = builders.test_run(counts=RunCounts(errors=1), collection_errors=("tests/e2e/test_label.py",))
    case = builders.case_result(outcome="error", test="tests/e2e/test_label.py")
    (doubt,) = nothing_collected.doubts(facts(run, case))
    assert doubt.reason == "collection failed, so no test ran"
    assert doubt.cites == (run.id, case.id)


def test_a_run_before_the_window_is_not_judged() -> None:
    run = builders.test_run(at=at(1), counts=RunCounts(collected=0))
    assert nothing_collected.doubts(facts(run)) == []


@pytest.mark.parametrize(
    "reason",
    ["staging not available", "printer is unreachable", "could not connect to the broker", "the gateway is down"],
)
def test_a_skip_for_want_of_the_service_shows_nothing_of_it(reason: str) -> None:
    case = builders.case_result(outcome="skipped", message=reason, excerpt=reason)
    (doubt,) = skipped_for_outage.doubts(facts(builders.test_run(), case))
    assert (doubt.test, doubt.cites) == (case.test, (case.id,))


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("PRINTER_KEY is not set", "PRINTER_KEY was not set"),
        ("set the environment variable PRINTER_URL to run this", "PRINTER_URL was not set"),
        ("requires PRINTER_TOKEN", "PRINTER_TOKEN was not set"),
        ("the printer is not configured", "what it needs was not given"),
        ("no API token", "what it needs was not given"),
        ("credentials are missing", "what it needs was not given"),
        ("requires a running server", "what it tests could not be reached"),
        ("printer unavailable", "what it tests could not be reached"),
    ],
)
def test_a_skip_for_want_of_what_the_test_needs_shows_as_little(reason: str, why: str) -> None:
    case = builders.case_result(outcome="skipped", message=reason, excerpt=f"tests/windows/test_a.py:3: {reason}")
    (doubt,) = skipped_for_outage.doubts(facts(builders.test_run(), case))
    assert doubt.reason == f"it was skipped because {why}"


@pytest.mark.parametrize(
    "reason",
    [
        "needs Python 3.13",
        "requires python >= 3.12",
        "windows only",
        "fork is not available on Windows",
        "slow test",
        "slow; run with --slow",
        "RUN_SLOW is not set",
        "the label printer is not in scope",
        "no reason",
        "covered by the unit tests",
    ],
)
def test_a_skip_by_choice_is_no_doubt(reason: str) -> None:
    case = builders.case_result(outcome="skipped", message=reason, excerpt=reason)
    assert skipped_for_outage.doubts(facts(builders.test_run(), case)) == []


def test_a_failure_for_want_of_the_service_is_a_failure() -> None:
    case = builders.case_result(outcome="failed", message="staging not available", excerpt="staging not available")
    assert skipped_for_outage.doubts(facts(builders.test_run(), case)) == []
