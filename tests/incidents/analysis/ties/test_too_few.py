"""What was seen too seldom to be called new is asked about, and is no finding."""

from typing import Any

from incidents.analysis.analyse import analyse
from incidents.model.evidence import AnyEvidence, Frame, MinuteCount, MinuteRequests, RevisionCount, StatusCount
from incidents.model.incident import Incident
from tests import builders
from tests.builders import BAD, GOOD, at


def answered(revision: str, count: int, failed: int = 0, route: str = "/parcels") -> AnyEvidence:
    hour = 1 if revision == GOOD else 2.5
    rows = (MinuteRequests(minute=at(hour), count=count, server_errors=failed),)
    codes = [(code, n) for code, n in ((200, count - failed), (500, failed)) if n]
    statuses = tuple(StatusCount(status=code, count=n, first=at(hour), last=at(hour)) for code, n in codes)
    return builders.request_statistics(revision=revision, route=route, count=count, by_minute=rows, statuses=statuses)


def logged(count: int, **changes: Any) -> AnyEvidence:
    return builders.log_pattern(
        count=count,
        by_revision=(RevisionCount(revision=BAD, count=count, first=at(3), last=at(3)),),
        by_minute=(MinuteCount(revision=BAD, minute=at(3), count=count),),
        **changes,
    )


def analysed(*evidence: AnyEvidence) -> Incident:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    return analyse(builders.sealed(collected=builders.collected(*records)))


def test_an_error_seen_once_is_a_question_and_no_finding() -> None:
    incident = analysed(answered(GOOD, 50), answered(BAD, 50), logged(1))
    assert (incident.findings, incident.verdict) == ((), "healthy")
    (question,) = [each for each in incident.questions if each.text.startswith("Is it new?")]
    assert question.text.endswith("it was seen once, and never before.")


def test_six_errors_are_enough_where_both_sides_answered_as_much() -> None:
    assert len(analysed(answered(GOOD, 50), answered(BAD, 50), logged(6)).findings) == 1
    assert analysed(answered(GOOD, 50), answered(BAD, 50), logged(5)).findings == ()


def test_two_errors_are_enough_against_a_long_baseline() -> None:
    assert len(analysed(answered(GOOD, 500), answered(BAD, 50), logged(2)).findings) == 1


def test_a_test_that_failed_meanwhile_shows_that_one_failed_request_was_no_accident() -> None:
    run = builders.test_run(at=at(2.5), duration_s=60.0)
    case = builders.case_result(message="AssertionError: something else")
    alone = analysed(answered(GOOD, 50), answered(BAD, 50, 1))
    beside = analysed(answered(GOOD, 50), answered(BAD, 50, 1), run, case)
    assert alone.findings == ()
    assert {each.kind for each in beside.findings} == {"request", "test"}


def test_a_route_that_nobody_asked_for_before_is_measured_by_what_its_service_answered() -> None:
    few = analysed(answered(GOOD, 50), answered(BAD, 50), answered(BAD, 1, 1, "/rare"))
    many = analysed(answered(GOOD, 50), answered(BAD, 50), answered(BAD, 9, 9, "/rare"))
    assert (len(few.findings), len(many.findings)) == (0, 1)


def test_an_error_out_of_code_that_the_deployment_changed_is_no_accident_however_rare() -> None:
    frame = Frame(file="/app/parcel_api/labels.py", line=10, function="print_label")
    stack = logged(1, frames=(frame,))
    own = (builders.commit(), builders.file_change())
    other = (builders.commit(), builders.file_change(path="parcel_api/rates.py"))
    elsewhere = (builders.commit(new_in=("rates",)), builders.file_change())
    calm = (answered(GOOD, 50), answered(BAD, 50))
    counts = [len(analysed(*calm, stack, *change).findings) for change in (own, other, elsewhere)]
    assert counts == [1, 0, 0]


def test_without_any_earlier_traffic_nothing_is_called_chance() -> None:
    assert len(analysed(logged(1)).findings) == 1


THIRD = "parcel-api-00009-elk"


def test_a_revision_of_the_window_that_served_without_it_counts_as_before() -> None:
    """Among all requests four errors of the third revision may be chance; the second one had many without any."""
    whole = builders.window()
    both = (builders.serving(percent=0), builders.serving(revision=THIRD))
    window = whole.model_copy(update={"candidate": whole.candidate.model_copy(update={"revisions": both})})
    deployed = (
        builders.revision(name=GOOD),
        builders.revision(),
        builders.revision(name=THIRD, at=at(2, 40)),
    )
    sent = builders.log_pattern(
        by_revision=(RevisionCount(revision=THIRD, count=4, first=at(3), last=at(3)),),
        by_minute=(MinuteCount(revision=THIRD, minute=at(3), count=4),),
    )
    for served, found in ((5, 0), (60, 1)):
        asked = (answered(GOOD, 20), answered(BAD, served), answered(THIRD, 30))
        sealed = builders.sealed(collected=builders.collected(*deployed, *asked, sent), window=window)
        assert sum(each.kind == "log" for each in analyse(sealed).findings) == found


def killed(message: str) -> AnyEvidence:
    minutes = (MinuteCount(revision=BAD, minute=at(3), count=1),)
    return builders.platform_event(event="crash", message=message, by_minute=minutes, first=at(3), last=at(3))


def test_an_instance_that_was_killed_needs_no_test_against_chance() -> None:
    served = (answered(GOOD, 20), answered(BAD, 50))
    assert len(analysed(*served, killed("Memory limit of 512 MiB exceeded with <num> MiB used.")).findings) == 1
    assert len(analysed(*served, killed("Container terminated on signal 11.")).findings) == 1


def test_nothing_is_healthy_where_an_instance_ended_or_more_failed_than_before() -> None:
    served = (answered(GOOD, 20), answered(BAD, 50))
    ended = analysed(*served, killed("Container called exit(1)."))
    assert (ended.findings, ended.verdict) == ((), "inconclusive")
    assert ended.verdict_reason == "no finding tells of it, but parcel-api lost instances"
    seldom = [
        answered(side, 60, failed, route) for side, failed in ((GOOD, 0), (BAD, 2)) for route in ("/a", "/b", "/c")
    ]
    failing = analysed(*seldom)
    assert (failing.findings, failing.verdict) == ((), "inconclusive")
    assert failing.verdict_reason == "no finding tells of it, but parcel-api failed more than before"
