from reports.citations import Citations
from reports.test_run.selection import plan_rows
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_what_was_planned_and_did_not_run_comes_first() -> None:
    given = rich_incident()
    missed, ran = plan_rows(given, EVIDENCE, Citations(given, EVIDENCE))
    assert (missed.planned, missed.state, missed.result) == ("`tests/load/`[^plan-2]", "not executed", "-")
    assert (ran.category, ran.state) == ("P1", "executed")
    assert ran.result.startswith("9 of 10 executed passed[^run-nightly-")
