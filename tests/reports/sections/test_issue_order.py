"""Which failure waits for which, drawn and in a table."""

from incidents.model.incident import Block
from reports.citations import Citations
from reports.sections.issue_order import IssueOrder, order_of_issues
from tests.builders import finding, incident

LOG = finding().primary[0]
WAITS = Block(blocked="finding-test", blocker=finding().id, path="the tests call it", cites=(LOG,))


def ordered(*blocks: Block, **changes: object) -> IssueOrder | None:
    test = finding(id="finding-test", title="1 test fails", kind="test", tests=("tests/a.py::a",))
    given = incident(findings=(finding(**changes), test), claims=(), blocks=blocks)
    return order_of_issues(given, Citations(given, {}))


def test_each_failure_has_a_row_and_each_that_waits_an_arrow() -> None:
    found = ordered(WAITS)
    assert found is not None
    assert found.drawn == (
        '```mermaid\nflowchart LR\n  F1["F1, P1#58; Labels are not printed"] --> F2["F2, P1#58; 1 test fails"]\n```'
    )
    assert [(each.issue, each.priority, each.waits, each.because) for each in found.rows] == [
        ("F1 (Labels are not printed)", "P1", "-", "-"),
        ("F2 (1 test fails)", "P1", "F1 (Labels are not printed)", f"the tests call it[^{LOG}]"),
    ]


def test_without_anything_that_waits_there_is_no_order() -> None:
    assert ordered() is None


def test_what_is_over_holds_nothing_up() -> None:
    assert ordered(WAITS, state="resolved") is None
