from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.priority.priority import priority_of
from incidents.analysis.rules import failing_test
from incidents.analysis.rules.uncollected_tests import find, left_out
from incidents.model.evidence import AnyEvidence, CaseResult, RunCounts, TestRun
from incidents.model.finding import Ratio
from incidents.model.policy import Policy, TestCategory
from tests import builders
from tests.builders import at

FILE = "walks/test_rooms.py"
BEFORE = builders.test_run(name="20260302-1000-walks", at=at(1))
P1 = Policy(categories=(TestCategory(name="P1", globs=("walks/test_sale.py",)),))


def run(**counts: Any) -> TestRun:
    given = {"collected": 21, "errors": 1, **counts}
    return builders.test_run(name="20260302-1130-walks", counts=RunCounts(**given), collection_errors=(FILE,))


def error(of: TestRun, test: str = FILE) -> CaseResult:
    said = "ModuleNotFoundError: No module named 'walks.clients'"
    return builders.case_result(run=of.id, test=test, outcome="error", message=said, duration_s=0)


def passed(of: TestRun, test: str) -> CaseResult:
    return builders.case_result(run=of.id, test=test, outcome="passed", message=None)


def facts(*evidence: AnyEvidence, policy: Policy | None = None) -> Facts:
    return Facts(builders.sealed(policy=policy or Policy(), collected=builders.collected(*evidence)))


def test_the_error_of_a_test_that_names_no_file_is_none_of_collection() -> None:
    given = facts(BEFORE, run(), error(run(), "prints a label"))
    assert find(given) == []
    assert [each.tests for each in failing_test.find(given)] == [("prints a label",)]


def test_what_cannot_be_collected_is_no_failing_test_and_tells_what_did_not_run() -> None:
    given = facts(BEFORE, run(), error(run()))
    (found,) = find(given)
    assert found.title == (
        f"1 file of tests cannot be collected, `{FILE}`: `ModuleNotFoundError: No module named 'walks.clients'`; "
        "none of 21 collected tests ran"
    )
    assert found.after == Ratio(n=21, total=21, unit="collected tests not run")
    assert (found.state, found.tests) == ("new", (FILE,))
    assert failing_test.find(given) == []


def test_what_ran_beside_it_is_not_counted_as_left_out() -> None:
    (found,) = find(facts(BEFORE, run(passed=18, deselected=1), error(run())))
    assert found.title.endswith("; 2 of 20 collected tests did not run")
    (all_ran,) = find(facts(BEFORE, run(passed=21), error(run())))
    assert all_ran.title.endswith("'walks.clients'`")


def test_a_run_that_tells_no_figures_tells_only_the_files() -> None:
    (found,) = find(facts(BEFORE, run(collected=None), error(run())))
    assert found.title.endswith("'walks.clients'`")
    assert found.after == Ratio(n=1, total=None, unit="files of tests")


def test_an_error_of_a_single_test_is_its_failure() -> None:
    held = builders.test_run()
    given = facts(held, error(held, f"{FILE}::test_a"))
    assert find(given) == []
    assert len(failing_test.find(given)) == 1


def test_what_an_earlier_run_of_the_file_lists_is_left_out_and_gives_the_priority() -> None:
    others = (passed(BEFORE, f"{FILE}::test_a"), passed(BEFORE, "walks/test_sale.py::test_b"))
    given = facts(BEFORE, *others, run(), error(run()), policy=P1)
    (found,) = find(given)
    assert left_out(given, found) == {FILE, f"{FILE}::test_a", "walks/test_sale.py::test_b"}
    ranked = priority_of(given, found)
    assert (ranked.level, ranked.row, ranked.reason) == ("P1", "D", "1 test or file of category P1 did not run")


def test_a_run_of_other_files_does_not_tell_what_was_left_out() -> None:
    given = facts(BEFORE, passed(BEFORE, "walks/test_sale.py::test_b"), run(), error(run()), policy=P1)
    (found,) = find(given)
    assert left_out(given, found) == {FILE}
    ranked = priority_of(given, found)
    assert (ranked.level, ranked.row) == ("P2", "G")


def test_what_could_not_be_collected_before_either_is_as_before() -> None:
    (found,) = find(facts(BEFORE, error(BEFORE), run(), error(run())))
    assert found.state == "persisting"
