from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.analysis.analyse import analyse
from incidents.model.evidence import AnyEvidence, MinuteCount, MinuteRequests, RequestStatistics, Revision, StatusCount
from incidents.model.incident import Incident
from incidents.model.sealed import Collected
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at


def analysed(*evidence: AnyEvidence, **changes: Any) -> Incident:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return analyse(builders.sealed(collected=builders.collected(*records.values()), **changes))


def requests(revision: str, failed: int) -> AnyEvidence:
    hours = 1 if revision == GOOD else 2.5
    rows = (MinuteRequests(minute=at(hours), count=50, server_errors=failed),)
    statuses = [StatusCount(status=200, count=50 - failed, first=at(hours), last=at(hours))]
    statuses += [StatusCount(status=500, count=failed, first=at(hours), last=at(hours))] if failed else []
    return builders.request_statistics(revision=revision, count=50, by_minute=rows, statuses=tuple(statuses))


def test_a_failing_service_is_an_incident_with_the_command_to_go_back() -> None:
    incident = analysed(requests(GOOD, 0), requests(BAD, 20))
    assert (incident.verdict, incident.verdict_reason) == ("incident", "1 finding new or worse than before")
    assert incident.rollback.target == GOOD
    assert incident.rollback.command == (
        f"gcloud run services update-traffic {SERVICE} --to-revisions={GOOD}=100 "
        "--region europe-west1 --project parcel-staging"
    )
    assert [each.horizon for each in incident.actions] == ["now", "before-next-deployment"]
    assert [(each.component, each.state) for each in incident.impact.affected] == [(SERVICE, "degraded")]


def test_the_route_and_its_error_are_one_finding_with_n_of_all_requests() -> None:
    pattern = builders.log_pattern(by_minute=(MinuteCount(revision=BAD, minute=at(2.5), count=12),))
    incident = analysed(requests(GOOD, 0), requests(BAD, 12), pattern)
    (found,) = incident.findings
    assert found.kind == "log"
    assert found.after is not None
    assert (found.after.n, found.after.total, found.after.unit) == (12, 50, "requests to POST /parcels/<id>/label")


def test_where_all_was_read_and_nothing_is_new_the_verdict_is_healthy() -> None:
    incident = analysed(requests(GOOD, 0), requests(BAD, 0))
    assert incident.verdict == "healthy"
    assert incident.findings == ()
    assert incident.rollback.target is None
    assert incident.rollback.reason == "no finding shows a service failing on a new revision"


def test_what_was_not_read_is_not_healthy() -> None:
    failed = builders.reading(status="failed", items=0, why="no file matches logs/*.json")
    sealed = builders.sealed(
        collected=builders.collected(builders.revision(name=GOOD), builders.revision(), readings=(failed,))
    )
    incident = analyse(sealed)
    assert incident.verdict == "inconclusive"
    assert [each.why for each in incident.questions] == ["no file matches logs/*.json"]
    assert [each.state for each in incident.impact.affected] == ["not-observed"]


def test_a_failing_test_that_cannot_be_compared_is_not_healthy() -> None:
    incident = analysed(requests(GOOD, 0), requests(BAD, 0), builders.test_run(), builders.case_result())
    assert [each.state for each in incident.findings] == ["not-comparable"]
    assert incident.verdict == "inconclusive"
    assert incident.verdict_reason.endswith("1 finding could not be compared with an earlier run")


def test_what_was_compared_is_kept_whether_or_not_it_is_a_finding() -> None:
    incident = analysed(requests(GOOD, 20), requests(BAD, 0))
    assert [(each.subject, each.state) for each in incident.comparisons] == [("route", "resolved")]
    assert incident.findings == ()


def test_without_an_earlier_revision_that_served_there_is_no_target() -> None:
    rollback = analysed(requests(BAD, 20)).rollback
    assert rollback.target is None
    assert "is known to have been Ready and to have served" in rollback.reason


def test_the_target_is_the_newest_good_revision_also_where_it_came_after_the_named_one() -> None:
    third = "parcel-api-00009-elk"
    bad = builders.revision(name=third, at=at(3), commit="4" * 40)
    candidate = builders.window().candidate
    serving = (*candidate.revisions, builders.serving(revision=third, commit="4" * 40))
    window = builders.window(candidate=candidate.model_copy(update={"revisions": serving}))
    incident = analysed(requests(GOOD, 0), requests(BAD, 0), requests(third, 20), bad, window=window)
    assert incident.rollback.target == BAD


def test_a_new_failure_of_tests_alone_leaves_nothing_to_go_back_from() -> None:
    run = builders.test_run()
    incident = analysed(requests(GOOD, 0), requests(BAD, 0), run, builders.case_result())
    assert incident.rollback.target is None


@pytest.mark.parametrize("percent", [0, 100, None])
def test_every_revision_of_the_window_is_stated(percent: int | None) -> None:
    revision: Revision = builders.revision(traffic_percent=percent)
    texts = [each.text for each in analysed(revision, requests(GOOD, 0), requests(BAD, 0)).claims]
    assert f"{BAD}, built from commit 222222222222, was created at {at(2)} and became ready." in texts


EVIDENCE: tuple[AnyEvidence, ...] = (
    builders.revision(name=GOOD),
    builders.revision(),
    requests(GOOD, 0),
    requests(BAD, 20),
    builders.log_pattern(),
    builders.test_run(),
    builders.case_result(),
    builders.commit(),
    builders.file_change(),
)


@cache
def straight() -> Incident:
    return analyse(builders.sealed(collected=Collected.joined([Collected(evidence=EVIDENCE)])))


@settings(deadline=None)
@given(st.permutations(EVIDENCE))
def test_the_order_of_the_evidence_does_not_matter(shuffled: list[AnyEvidence]) -> None:
    collected = Collected.joined([Collected(evidence=(each,)) for each in shuffled])
    assert analyse(builders.sealed(collected=collected)) == straight()


def test_every_finding_cites_only_what_was_given() -> None:
    incident = analysed(*EVIDENCE)
    given_ids = {each.id for each in EVIDENCE}
    assert {cite for each in incident.findings for cite in (*each.primary, *each.related)} <= given_ids
    assert len(incident.findings) >= 2


def test_a_service_that_answers_well_and_logs_new_errors_is_not_called_unaffected() -> None:
    incident = analysed(requests(GOOD, 0), requests(BAD, 0), builders.log_pattern())
    assert [each.state for each in incident.impact.affected] == ["degraded"]
    (claim,) = (each for each in incident.claims if each.id == f"claim-impact-{SERVICE}")
    assert claim.text == (
        f"{SERVICE} answered 0 of 50 requests with a server error in the window, "
        "and logged 12 errors of kinds that are new or more frequent."
    )


def test_braces_in_a_route_are_text_and_no_template() -> None:
    pattern = builders.log_pattern(by_minute=(MinuteCount(revision=BAD, minute=at(2.5), count=12),))
    failing = requests(BAD, 12)
    assert isinstance(failing, RequestStatistics)
    incident = analysed(requests(GOOD, 0), failing.model_copy(update={"route": "/items/{id}", "hash": ""}), pattern)
    assert any("requests to POST /items/{id}" in each.text for each in incident.claims)
