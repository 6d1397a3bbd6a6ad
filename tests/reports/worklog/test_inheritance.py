from reports.citations import Citations
from reports.worklog.inheritance import inherited_rows
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_what_a_finding_names_again_comes_first_and_is_not_called_true() -> None:
    given = rich_incident()
    (issue, said), more = inherited_rows(given, EVIDENCE, Citations(given, EVIDENCE))
    assert (issue.what, issue.source) == ("`#41`: `printer_name` is lost[^issue-41]", "issue, open")
    assert issue.disposition == (
        "F1 names the same: `printer_name`; whether it is the same fault is for a person to say"
    )
    assert (said.what, said.source) == (
        "it was stated: printers were exchanged[^said-1]",
        "shift note, 2026-03-02 09:15:00Z",
    )
    assert said.disposition == "not checked: no finding names the same thing"
    assert more == 0


def test_what_is_left_out_is_counted() -> None:
    given = rich_incident()
    many = given.model_copy(update={"inherited": given.inherited * 20})
    rows, more = inherited_rows(many, EVIDENCE, Citations(given, EVIDENCE))
    assert (len(rows), more) == (30, 10)
