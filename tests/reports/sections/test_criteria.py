from reports.citations import Citations
from reports.sections.criteria import checked_line, criterion_rows, decision_line, elsewhere_rows
from tests.builders import incident
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_what_fails_is_read_first_and_what_ran_elsewhere_apart() -> None:
    given = rich_incident()
    citations = Citations(given, EVIDENCE)
    rows = criterion_rows(given, citations)
    assert [row.result for row in rows] == ["fail", "cannot tell", "pass"]
    assert [row.area for row in rows] == ["check", "deployment", "check"]
    (local,) = elsewhere_rows(given, citations)
    assert local.environment == "`a workstation`"
    assert local.said.startswith("In a workstation, 9 of 10 executed tests of run `nightly` passed.")


def test_the_word_comes_with_its_reason() -> None:
    given = rich_incident()
    assert given.decision
    citations = Citations(given, EVIDENCE)
    line = decision_line(given, given.decision, citations)
    assert line.startswith("**Decision: no-go.** *Derived:* 1 of 3 criteria fails, and 1 is open.")
    assert checked_line(given, given.decision.model_copy(update={"checked": None}), citations) is None


def test_without_a_decision_there_are_no_rows() -> None:
    given = incident()
    assert criterion_rows(given, Citations(given, {})) == ()
    assert elsewhere_rows(given, Citations(given, {})) == ()
