from incidents.model.comparison import Comparison
from reports.citations import Citations
from reports.test_run.comparison import compared_line, compared_rows
from tests.builders import incident, log_pattern


def comparison(number: int, state: str, subject: str = "test") -> Comparison:
    values = {"id": f"compared-{number}", "subject": subject, "name": f"tests/a.py::t{number}", "service": None}
    values |= {"state": state, "before": None, "after": None, "reason": "passed, then failed"}
    return Comparison.model_validate({**values, "cites": (log_pattern().id,)})


def test_tests_are_counted_by_state_and_nothing_else_is_a_test() -> None:
    given = incident(comparisons=(comparison(1, "new"), comparison(2, "resolved"), comparison(3, "new", "log")))
    assert compared_line(given) == "2 tests (1 new, 1 resolved)"
    (row, _), more = compared_rows(given, Citations(given, {}))
    assert (row.test, row.state, row.reason) == (f"`tests/a.py::t1`[^{log_pattern().id}]", "new", "passed, then failed")
    assert more == 0


def test_what_is_left_out_is_counted() -> None:
    given = incident(comparisons=tuple(comparison(number, "new") for number in range(33)))
    rows, more = compared_rows(given, Citations(given, {}))
    assert (len(rows), more) == (30, 3)


def test_without_a_comparison_there_is_no_line() -> None:
    assert compared_line(incident()) is None
