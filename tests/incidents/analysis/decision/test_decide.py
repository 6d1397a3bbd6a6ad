from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.model.decision import Criterion
from incidents.model.evidence import AnyEvidence, Condition, MinuteRequests, Probe, RunCounts, StatusCount
from incidents.model.incident import Incident
from tests.builders import (
    BAD,
    GOOD,
    SERVICE,
    at,
    case_result,
    collected,
    log_pattern,
    reading,
    request_statistics,
    revision,
    sealed,
    serving,
    test_run,
    window,
)

ENVIRONMENT = "staging"


def answered(errors: int = 0) -> AnyEvidence:
    statuses = [StatusCount(status=200, count=20 - errors, first=at(2, 5), last=at(2, 9))]
    if errors:
        statuses.append(StatusCount(status=500, count=errors, first=at(2, 5), last=at(2, 9)))
    minutes = (MinuteRequests(minute=at(2, 5), count=20, server_errors=errors),)
    return request_statistics(statuses=tuple(statuses), by_minute=minutes)


def probe(**changes: Any) -> Probe:
    values = {
        "id": "probe-1",
        "at": at(2, 20),
        "source": "probes",
        "locator": "probes.json record 1",
        "excerpt": "{}",
        "target": "/health",
        "attempts": 3,
        "succeeded": 3,
        "status": 200,
        "latency_s": 0.1,
        "error": None,
    }
    return Probe(**{**values, **changes})


def decided(*records: AnyEvidence, **changes: Any) -> Incident:
    given = collected(revision(name=GOOD), revision(), *records, readings=changes.pop("readings", None))
    return analyse(sealed(collected=given, **changes))


def of(incident: Incident, words: str) -> Criterion:
    assert incident.decision is not None
    return next(each for each in incident.decision.criteria if words in each.text)


def said(incident: Incident, claim: str) -> str:
    return next(each.text for each in incident.claims if each.id == claim)


def test_a_deployment_that_answers_and_is_checked_may_go_on() -> None:
    passed = test_run(name="smoke", counts=RunCounts(collected=1, passed=1), environment=ENVIRONMENT)
    case = case_result(run=passed.id, outcome="passed", message=None, error_type=None)
    incident = decided(answered(), probe(), passed, case)
    assert incident.decision
    assert incident.decision.word == "go"
    assert said(incident, incident.decision.claim) == "None of 7 criteria fails."
    assert said(incident, incident.decision.checked or "") == "3 of 3 checks against staging passed."


def test_a_new_error_is_a_no_go_with_its_own_sentence() -> None:
    incident = decided(answered(8), log_pattern())
    assert incident.decision
    assert incident.decision.word == "no-go"
    assert of(incident, "answers requests").result == "fail"
    assert "8 of 20 requests" in said(incident, of(incident, "answers requests").claim)


def test_what_was_not_looked_at_leaves_the_decision_open() -> None:
    incident = decided()
    assert incident.decision
    assert incident.decision.word == "cannot-tell"
    assert of(incident, "answers requests").result == "unknown"
    assert of(incident, "logs no error").result == "unknown"
    assert incident.decision.checked is None or "0 of 1" in said(incident, incident.decision.checked)


def test_logs_that_were_cut_short_show_no_absence() -> None:
    cut = reading(status="truncated", why="the file ends inside an entry")
    incident = decided(answered(), readings=(cut,))
    assert of(incident, "logs no error").result == "unknown"


@pytest.mark.parametrize(
    ("ready", "result"), [(True, "pass"), (False, "fail"), (None, "unknown")], ids=["ready", "refused", "not told"]
)
def test_the_platform_s_own_word_decides_whether_it_is_ready(ready: bool | None, result: str) -> None:
    status = {True: "True", False: "False", None: "Unknown"}[ready]
    side = window().candidate.model_copy(update={"revisions": (serving(ready=ready),)})
    new = revision(conditions=(Condition.model_validate({"type": "Ready", "status": status}),))
    given = collected(revision(name=GOOD), new, answered())
    incident = analyse(sealed(collected=given, window=window(candidate=side)))
    assert of(incident, "is Ready").result == result


@pytest.mark.parametrize(("percent", "result"), [(100, "pass"), (0, "fail"), (None, "unknown")])
def test_a_revision_without_traffic_was_not_shown_to_serve(percent: int | None, result: str) -> None:
    before = window().baseline.model_copy(update={"revisions": (serving(revision=GOOD, percent=100),)})
    side = window().candidate.model_copy(update={"revisions": (serving(percent=percent),)})
    incident = decided(answered(), window=window(baseline=before, candidate=side))
    assert of(incident, f"{BAD} takes the traffic").result == result


def test_errors_of_the_deployed_service_that_were_there_before_do_not_stop_it() -> None:
    old = request_statistics(
        revision=GOOD,
        statuses=(StatusCount(status=500, count=20, first=at(0, 5), last=at(1)),),
        by_minute=(MinuteRequests(minute=at(0, 5), count=20, server_errors=20),),
    )
    incident = decided(answered(2), old)
    assert of(incident, f"{SERVICE} answers requests").result == "pass"


@pytest.mark.parametrize(
    ("records", "result"),
    [
        ((probe(),), "pass"),
        ((probe(succeeded=0, error="timeout"),), "fail"),
        ((probe(succeeded=2),), "unknown"),  # some attempts succeeded: neither word would be true
        (
            (
                probe(succeeded=0, control="/control"),
                probe(id="probe-2", target="/control", succeeded=0, error="timeout"),
            ),
            "unknown",  # the control failed too, so that the way there may be what is broken
        ),
    ],
)
def test_probes_are_judged_by_all_attempts_and_their_control(records: tuple[Probe, ...], result: str) -> None:
    assert of(decided(answered(), *records), "/health answers").result == result


def test_a_green_run_on_a_mock_passes_nothing() -> None:
    run = test_run(name="smoke", counts=RunCounts(collected=1, passed=1), environment=ENVIRONMENT)
    mock = case_result(run=run.id, outcome="passed", message=None, captured="using a mock printer")
    assert of(decided(answered(), run, mock), "run smoke passes").result == "unknown"


def test_a_run_that_could_not_be_collected_passes_and_fails_nothing() -> None:
    """What of it ran beside that decides where it failed."""
    file = "tests/e2e/test_label.py"
    error = case_result(test=file, outcome="error")
    run = test_run(environment=ENVIRONMENT, counts=RunCounts(collected=3, errors=1), collection_errors=(file,))
    assert of(decided(answered(), run, error), "by real executions").result == "unknown"
    failed = case_result(test=f"{file}::test_a")
    run = test_run(environment=ENVIRONMENT, counts=RunCounts(failed=1, errors=1), collection_errors=(file,))
    assert of(decided(answered(), run, error, failed), "by real executions").result == "fail"


def test_what_ran_elsewhere_is_shown_and_decides_nothing() -> None:
    local = test_run(name="local", at=at(1, 50), counts=RunCounts(collected=2, passed=2), environment="laptop")
    incident = decided(answered(), local)
    criterion = of(incident, "run local passes")
    assert (criterion.area, criterion.environment, criterion.result) == ("elsewhere", "laptop", "pass")
    assert said(incident, criterion.claim) == "In laptop, 2 of 2 executed tests of run local passed."
    assert incident.decision
    assert "1 of 1 check against" in said(incident, incident.decision.checked or "")


def test_without_a_deployment_there_is_nothing_to_decide_on() -> None:
    side = window().candidate.model_copy(update={"revisions": ()})
    incident = decided(answered(), window=window(candidate=side))
    assert incident.decision
    assert incident.decision.word == "cannot-tell"
    assert said(incident, incident.decision.claim).startswith("No revision was deployed in the window")
