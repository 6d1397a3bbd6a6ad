from reports.citations import Citations
from reports.five_whys.failures import failure_rows, reach
from tests.builders import finding, incident, log_pattern
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_each_failure_says_how_far_its_explanation_goes() -> None:
    given = rich_incident()
    rows = failure_rows(given, Citations(given, EVIDENCE))
    assert [row.number for row in rows] == ["F1", "F2", "F3"]
    assert [row.cause for row in rows] == [
        "probable: commit `222222222222` (Print labels in the background) changed it",
        "unknown: no explanation holds",  # the only one is refuted
        "unknown: the failure is as old as the oldest evidence that was read",
    ]
    assert reach(given) == "3 failures: 1 with a probable cause, 2 without a known cause"


def test_a_failure_without_a_chain_is_unexplained() -> None:
    given = incident(findings=(finding(first=None),), claims=())
    (row,) = failure_rows(given, Citations(given, {}))
    assert (row.cause, row.seen) == ("none was looked for", "no time stated")
    assert row.failure == f"Labels are not printed[^{log_pattern().id}] (`finding-label-printer`)"
    assert reach(given) == "1 failure: 1 without a known cause"
