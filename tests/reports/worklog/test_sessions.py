from reports.citations import Citations
from reports.worklog.sessions import session_rows, step_rows
from tests.builders import BAD, at, incident
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_the_declared_mode_stands_beside_what_was_done() -> None:
    given = rich_incident()
    (row,) = session_rows(given, Citations(given, EVIDENCE))
    assert (row.session, row.mode, row.kept) == (
        "evening check[^session-1]",
        "read-only",
        "no: something changed in it",
    )
    assert (row.deployments, row.commits, row.issues, row.runs) == (
        "1",
        "2 (1 functional, 1 of tests or docs, 1 deployed)",
        "1 opened",
        "1",
    )


def test_an_open_session_without_acts_says_so() -> None:
    given = rich_incident()
    session = given.sessions[0].model_copy(update={"acts": (), "mode": "unknown", "kept": None, "record": None})
    session = session.model_copy(update={"span": session.span.model_copy(update={"start": at(), "end": None})})
    (row,) = session_rows(given.model_copy(update={"sessions": (session,)}), Citations(given, EVIDENCE))
    assert (row.session, row.span) == ("evening check", "2026-03-02 09:00:00Z to no recorded end")
    assert (row.mode, row.commits, row.issues) == ("not declared", "none", "none")


def test_steps_are_told_in_the_order_of_time() -> None:
    given = rich_incident()
    rows, more = step_rows(given, EVIDENCE, Citations(given, EVIDENCE))
    assert [row.what.split("[^")[0] for row in rows] == [
        "commit `333333333333` (tests or docs, not deployed): Fixes `#41`: thank `@courier-team` in the footer",
        "commit `222222222222` (functional, deployed): Print labels in the background",
        f"revision `{BAD}` was deployed",
        "issue `#41` opened: `printer_name` is lost",
        "test run `nightly` began; 10 cases executed",
    ]
    assert more == 0


def test_a_step_of_two_sessions_is_told_once() -> None:
    given = rich_incident()
    twice = given.model_copy(update={"sessions": given.sessions * 2})
    assert len(step_rows(twice, EVIDENCE, Citations(given, EVIDENCE))[0]) == 5


def test_without_sessions_there_are_no_steps() -> None:
    assert step_rows(incident(), {}, Citations(incident(), {})) == ((), 0)
