from typing import Any

import pytest

from incidents.model.cause import Chain, Stop
from incidents.model.finding import Ratio
from incidents.model.incident import Question, Rollback
from reports.terminal_summary import summary
from tests.builders import BAD, GOOD, SERVICE, at, finding, incident, priority, scope, serving, window
from tests.reports.incident_by_hand import rich_incident

RICH = """\
Incident in staging: 2 findings new or worse than before
Window    2026-03-02 11:00:00Z to 2026-03-02 13:00:00Z, parcel-api-00008-fox; compared with
          parcel-api-00007-kit
Fails     P1 new: parcel-api: PrinterError: no printer named None
            8 of 20 requests to POST /parcels/<id>/label, before 0 of 18
          P2 new: 1 test fails: AssertionError: 500 != 201
            1 of 10 tests
          P2 there before: customs lookup timed out
            3 log entries, before 1
Cause     probable: commit 222222222222 (Print labels in the background) changed it
Decide    whether to go back to parcel-api-00007-kit: parcel-api-00007-kit was Ready and served
          requests before the window's first deployment
  gcloud run services update-traffic parcel-api --to-revisions=parcel-api-00007-kit=100 \\
    --region europe-west1 --project parcel-staging
Basis     readings complete: 1 of 3; doubtful test results: 2; open questions: 1
Written   postmortems/labels: impact.md, incident.json
"""


def printed(**changes: Any) -> str:
    return summary(incident(**{"claims": (), **changes}), "postmortems/x", ["impact.md"]) + "\n"


def test_one_screen_tells_state_cause_and_decision() -> None:
    assert summary(rich_incident(), "postmortems/labels", ["impact.md", "incident.json"]) == RICH.rstrip()


def test_nothing_wrong_is_said_plainly() -> None:
    screen = printed(verdict="healthy", verdict_reason="nothing new was found", findings=())
    assert screen.splitlines()[0] == "Healthy in staging: nothing new was found"
    assert "Fails     nothing was found to fail in what was read\nCause     none needed\n" in screen
    assert "Decide    no rollback: no cause is known\n" in screen


def test_the_first_open_question_is_the_decision_where_no_way_back_is_known() -> None:
    asked = (Question(id="question-1", text="Which commits were deployed?", why="no label", query="git log"),)
    assert "Decide    no rollback; first open question: Which commits were deployed?\n" in printed(questions=asked)


def test_an_unknown_cause_says_why() -> None:
    stop = Stop(
        effect="finding-label-printer", reason="not-collected", text="no change was read", query="incident doctor"
    )
    chains = (Chain(finding="finding-label-printer", whys=(stop,)),)
    assert "Cause     unknown: no change was read\n" in printed(chains=chains)
    assert "Cause     unknown\n" in printed()


def test_a_short_command_stays_on_one_line() -> None:
    back = Rollback(service=SERVICE, target=GOOD, command="gcloud run x --region y", reason="it was Ready")
    assert "\n  gcloud run x --region y\n" in printed(rollback=back)


def test_a_command_that_cannot_be_broken_is_not_broken() -> None:
    command = f"gcloud {'x' * 120}"
    back = Rollback(service=SERVICE, target=GOOD, command=command, reason="it was Ready")
    assert f"\n  {command}\n" in printed(rollback=back)


@pytest.mark.parametrize("filler", ["a ", "x" * 5, "日本 ", "\x1b[31m\u202e\r\n"])
def test_the_longest_texts_fit_one_screen(filler: str) -> None:
    long = filler * 200
    findings = tuple(
        finding(
            id=f"finding-{n}",
            title=long,
            priority=priority(),
            after=Ratio(n=3, total=9, unit=long),
            before=Ratio(n=1, total=9, unit=long),
        )
        for n in range(9)
    )
    sides = window().baseline.model_copy(update={"revisions": tuple(serving(revision=GOOD) for _ in range(9))})
    screen = summary(
        incident(
            findings=findings,
            claims=(),
            verdict_reason=long,
            scope=scope(environment=long),
            window=window(baseline=sides),
            rollback=Rollback(
                service=SERVICE, target=BAD, command=f"gcloud {'x' * 80} --region y --project z", reason=long
            ),
        ),
        "postmortems/x",
        [f"{n}.md" for n in range(99)],
    )
    lines = screen.splitlines()
    assert len(lines) <= 24
    assert max(len(line) for line in lines if "gcloud" not in line) <= 96
    assert not any(character in screen for character in "\x1b\u202e\r")
    assert "          and 4 more" in lines


def test_a_finding_without_counts_says_so() -> None:
    screen = printed(findings=(finding(before=None, after=None, first=at()),))
    assert "\n            not comparable\n" in screen
