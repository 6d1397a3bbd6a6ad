from collectors.collector import Ran
from incidents.build.executed_tests import files_by_commit, ran
from tests import builders
from tests.builders import BAD_COMMIT, GOOD_COMMIT, at

CASE = builders.case_result()
FILE = CASE.test.partition("::")[0]


def test_a_run_is_read_at_the_commit_that_it_names_and_else_at_the_deployed_one() -> None:
    silent, named = builders.test_run(), builders.test_run(name="named", commit=GOOD_COMMIT)
    other = builders.case_result(run=named.id, test="tests/test_a.py::test_a")
    assert files_by_commit(builders.window(), [silent, CASE, named, other]) == {
        BAD_COMMIT: frozenset({FILE}),
        GOOD_COMMIT: frozenset({"tests/test_a.py"}),
    }


def test_runs_before_the_window_are_left_alone() -> None:
    assert files_by_commit(builders.window(), [builders.test_run(at=at(1)), CASE]) == {}


def test_where_no_commit_is_known_nothing_is_read() -> None:
    window = builders.window()
    unknown = window.candidate.model_copy(update={"revisions": (builders.serving(commit=None),)})
    baseline = window.baseline.model_copy(update={"revisions": ()})
    assert files_by_commit(builders.window(candidate=unknown, baseline=baseline), [builders.test_run(), CASE]) == {}


def test_what_ran_is_told_with_what_failed() -> None:
    run, passed = builders.test_run(), builders.case_result(test="tests/test_a.py::test_a", outcome="passed")
    broken = builders.case_result(test="tests/test_b.py::test_b", outcome="error")
    assert ran([passed, CASE, broken, run]) == (Ran(run.id, run.files, frozenset({CASE.test, broken.test})),)
