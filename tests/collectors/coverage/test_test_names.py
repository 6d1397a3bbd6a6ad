import pytest

from collectors.coverage.test_names import which_of
from collectors.redaction import Redactor

FAILED = (
    "tests/test_a.py::test_one",
    "tests/test_a.py::TestA::test_two[x]",
    "tests/test_a.py::TestA::test_two[y]",
    "e2e/test_a.py::test_one",
)


@pytest.mark.parametrize(
    ("context", "meant"),
    [
        ("tests/test_a.py::test_one|run", {FAILED[0]}),
        ("tests/test_a.py::test_one|setup", {FAILED[0]}),
        ("tests/test_a.py::TestA::test_two[x]|run", {FAILED[1]}),
        # written from a folder further up, or further down
        ("service/tests/test_a.py::test_one|run", {FAILED[0]}),
        ("test_a.py::TestA::test_two[y]", {FAILED[2]}),
        # a function with whatever parameters
        ("tests.test_a.TestA.test_two", {FAILED[1], FAILED[2]}),
        ("tests.test_a.test_one", {FAILED[0]}),
        # it could be of either file
        ("test_a.test_one", set()),
        ("test_a.py::test_one|run", set()),
        # a bare name tells no test, and another test is another
        ("test_one", set()),
        ("tests/test_a.py::test_on|run", set()),
        ("", set()),
    ],
)
def test_a_context_means_the_failed_tests_that_it_names(context: str, meant: set[str]) -> None:
    assert which_of(FAILED, Redactor())(context) == meant
