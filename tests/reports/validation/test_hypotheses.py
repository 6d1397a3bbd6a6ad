from reports.citations import Citations
from reports.validation.hypotheses import HypothesisRow, hypothesis_rows
from tests.builders import finding, incident
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def rows() -> tuple[HypothesisRow, ...]:
    given = rich_incident()
    return hypothesis_rows(given, Citations(given, EVIDENCE))


def test_causes_and_their_rivals_come_with_the_check_of_each() -> None:
    lead, setting, outage, *_ = rows()
    assert (lead.of, lead.confidence, lead.check) == (
        "F1",
        "probable",
        "a run of the same requests with this change taken back",
    )
    assert (setting.confidence, setting.check) == (
        "possible",
        "undo this setting alone and see whether the failure stays",
    )
    assert (outage.of, outage.confidence) == ("F1", "refuted")


def test_a_failure_without_an_explanation_says_how_to_look_for_one() -> None:
    last = rows()[-1]
    assert (last.of, last.confidence) == ("F3", "unknown")
    assert last.hypothesis == "none: the failure is as old as the oldest evidence that was read"
    assert last.check == "`incident build --since EARLIER_POINT`"


def test_without_chains_there_is_no_hypothesis() -> None:
    given = incident(findings=(finding(),))
    assert hypothesis_rows(given, Citations(given, {})) == ()
