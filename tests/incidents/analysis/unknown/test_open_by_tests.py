from incidents.analysis.facts import Facts
from incidents.analysis.passes import executed_on_mock, skipped_for_outage
from incidents.analysis.rules import failing_test, nothing_collected
from incidents.analysis.unknown.open_by_tests import open_by_tests
from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.incident import Doubt
from tests import builders
from tests.builders import at

BEFORE = builders.test_run(name="earlier", at=at(1))
RUN = builders.test_run()


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(BEFORE, RUN, *evidence)))


def on_stand_in(captured: str = "using MockPrinter instead of the real service", **changes: str) -> CaseResult:
    return builders.case_result(outcome="passed", message=None, error_type=None, captured=captured, **changes)


def asked(*evidence: AnyEvidence) -> list[str]:
    held = facts(*evidence)
    doubts = executed_on_mock.doubts(held)
    return [each.text for each in open_by_tests(held, failing_test.find(held), doubts)]


def test_a_stand_in_leaves_open_why_it_was_taken_and_whether_the_test_ever_ran_for_real() -> None:
    paths, why, ever = asked(on_stand_in())
    assert paths == "Do the paths of test_label work? No real test of them ran."
    assert why == f"Why did run {RUN.name} take a stand-in where a service was to be tested?"
    assert ever == f"Did 1 test of run {RUN.name} ever run for real? None of the runs that were read shows it."


def test_a_variable_that_the_output_calls_not_set_is_asked_about() -> None:
    said = "LABEL_TARGET is not set, using MockPrinter instead of the real service"
    assert f"Why was `LABEL_TARGET` not set in run {RUN.name}?" in asked(on_stand_in(said))


def test_a_variable_for_want_of_which_tests_were_skipped_is_asked_about() -> None:
    skipped = builders.case_result(outcome="skipped", message="LABEL_TOKEN is not set", error_type=None)
    held = facts(skipped)
    texts = [each.text for each in open_by_tests(held, [], skipped_for_outage.doubts(held))]
    assert texts[1:] == [f"Why was `LABEL_TOKEN` not set in run {RUN.name}, and who is to set it?"]


def test_a_test_that_passes_and_fails_is_asked_about_by_the_bound_that_it_tells() -> None:
    flaky = builders.finding(
        state="flaky", tests=("tests/test_a.py::test_quick",), signature="assert (9.3 - 9.1) < 0.15"
    )
    (one,) = open_by_tests(facts(), [flaky], [])
    assert one.text == "Why does `test_quick` now and then find more than the 0.15 that it allows?"
    other = flaky.model_copy(update={"signature": "TimeoutError: printer"})
    (one,) = open_by_tests(facts(), [other], [])
    assert one.text == "Why does `test_quick` pass now and fail then?"


def test_a_test_that_ran_for_real_before_is_known_to_have() -> None:
    real = builders.case_result(run=BEFORE.id, outcome="passed", message=None, error_type=None)
    assert not any("ever run for real" in each for each in asked(on_stand_in(), real))


def test_a_suite_that_did_not_run_leaves_open_what_it_checks() -> None:
    doubt = Doubt(rule=nothing_collected.NAME, run=RUN.id, run_name=RUN.name, test=None, reason="none", cites=(RUN.id,))
    (one,) = open_by_tests(facts(), [], [doubt])
    assert one.text.startswith(f"Does what the suite of {RUN.name} checks still hold?")


def test_a_failure_of_every_run_leaves_open_since_when() -> None:
    old, now = builders.case_result(run=BEFORE.id), builders.case_result()
    (text,) = asked(old, now)
    assert text.startswith("Since when: 1 test fails, `test_prints_a_label`")
    passed = builders.case_result(run=BEFORE.id, outcome="passed", message=None, error_type=None)
    assert asked(passed, now) == []
