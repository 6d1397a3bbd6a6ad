from typing import Any

import pytest

from incidents.analysis.course.outside import CAPACITY, EXTERNAL
from incidents.analysis.rules import revision_never_ready, slower_route, stale_deployment
from incidents.analysis.unknown.open_by_fault import open_by_fault
from incidents.model.cause import Chain, ChangeRef
from incidents.model.evidence import AnyEvidence, Deliveries, MinuteCount, MinuteRequests, RevisionCount
from incidents.model.finding import Finding
from incidents.model.incident import Question
from tests import builders
from tests.builders import BAD, at, finding
from tests.incidents.analysis.causes.test_common_cause import chain
from tests.incidents.analysis.deployments.test_progress import counted
from tests.incidents.analysis.unknown.test_open_by_cause import facts


def asked(found: Finding, *evidence: AnyEvidence, chains: tuple[Chain, ...] = ()) -> list[Question]:
    return list(open_by_fault(facts(builders.log_pattern(), *evidence), [found], list(chains)))


def test_what_is_delivered_again_leaves_open_what_its_deliverer_still_holds() -> None:
    row = builders.request_statistics(route="/push", deliveries=(Deliveries(by="Pub/Sub", count=20),))
    (one,) = asked(finding(kind="request", primary=(row.id,)), row)
    assert one.text.startswith("How many messages to `POST /push` were never taken, does Pub/Sub still hold them")
    assert one.query.startswith("gcloud pubsub subscriptions list --project ")
    asked_for = builders.request_statistics(route="/push")
    assert asked(finding(kind="request", primary=(asked_for.id,)), asked_for) == []


def test_calls_that_were_not_let_in_leave_open_whether_others_are() -> None:
    (one,) = asked(finding(title="rates-service answered 401: invalid token"))
    assert one.text == "Do other callers of parcel-api use the same key, token or audience, and are they refused too?"
    assert 'service_name="parcel-api" AND httpRequest.status=(401 OR 403) AND timestamp>=' in one.query
    assert asked(finding(title="rates-service answered 500")) == []


def test_a_revision_that_never_became_ready_leaves_open_how_long_it_takes() -> None:
    revision = builders.revision()
    (one,) = asked(finding(rule=revision_never_ready.NAME, kind="deployment", primary=(revision.id,)), revision)
    assert one.text == f"How long does {BAD} take until it answers its probe, and what does it do until then?"


def test_a_start_that_counted_what_it_did_leaves_open_whether_it_may_take_that_long() -> None:
    revision, line = builders.revision(), counted("loaded 100 of 4900 prices")
    found = finding(rule=revision_never_ready.NAME, kind="deployment", primary=(revision.id,))
    (one,) = asked(found, revision, line)
    assert one.text == f"May a start of {BAD} take about 24 min, or can it answer its probe before that?"
    assert "it logged 7 lines such as `loaded 100 of 4900 prices` in 180 s, so 700 of 4900 if" in one.why


def test_a_name_that_would_end_a_command_is_not_put_into_it() -> None:
    revision = builders.revision(id="rev-1", name="parcel-api-1' ; date '")
    (one,) = asked(finding(rule=revision_never_ready.NAME, kind="deployment", primary=(revision.id,)), revision)
    assert "date" not in one.query
    assert "date" in one.text


def test_a_slower_route_leaves_open_how_slow_it_may_be() -> None:
    (one,) = asked(finding(rule=slower_route.NAME, kind="latency", title="parcel-api: `GET /rates` takes 900 ms"))
    assert one.text == "How slow may `GET /rates` be, and who waits for it?"


@pytest.mark.parametrize(
    ("image", "query"),
    [
        ("eu.example/images/parcel:v7", "gcloud artifacts docker images list eu.example/images/parcel --include-tags"),
        (
            "eu.example:5000/parcel@sha256:1",
            "gcloud artifacts docker images list eu.example:5000/parcel --include-tags",
        ),
        ("eu.example/it's;", "incident show finding-label-printer"),  # nothing from outside may end the command
        (None, "incident show finding-label-printer"),
    ],
)
def test_a_stale_image_leaves_open_why_it_was_taken(image: str | None, query: str) -> None:
    revision = builders.revision(image=image)
    (one,) = asked(finding(rule=stale_deployment.NAME, kind="deployment", primary=(revision.id,)), revision)
    assert one.text.startswith(f"Why did the build or the deployment of {BAD} give this older image")
    assert one.query == query


def test_a_refused_certificate_leaves_open_who_renews_it() -> None:
    found = finding(title="Error: certificate has expired")
    claim = "the certificate of another party (`sms.example`) was not accepted"
    (one,) = asked(found, chains=(chain(found, change=None, claim=claim),))
    assert "certificate of `sms.example`" in one.text
    assert one.query.startswith("openssl s_client -connect sms.example:443")
    (unnamed,) = asked(found)
    assert "certificate of the other end" in unnamed.text
    ours = chain(found, change=ChangeRef(revision=BAD, setting="spec.containers[0].env.CA_FILE"))
    assert asked(found, chains=(ours,)) == []


def ended(*, later: int) -> tuple[Finding, tuple[AnyEvidence, ...]]:
    """An error of half of forty requests within two minutes, and as many requests without one later as is given."""
    counts = (MinuteCount(revision=BAD, minute=at(2, 5), count=20),)
    seen = (RevisionCount(revision=BAD, count=20, first=at(2, 5), last=at(2, 6)),)
    pattern = builders.log_pattern(count=20, by_minute=counts, by_revision=seen)
    minutes = [MinuteRequests(minute=at(2, 5), count=40, server_errors=20)]
    minutes += [MinuteRequests(minute=at(2, 30), count=later, server_errors=0)] if later else []
    row = builders.request_statistics(count=40 + later, by_minute=tuple(minutes))
    return finding(primary=(pattern.id,), related=(row.id,)), (pattern, row)


@pytest.mark.parametrize(
    ("rule", "begins"),
    [
        ("changed-limit", "Does it come back: Labels are not printed? It ended at"),
        (CAPACITY, "Does it come back, with the next rush of traffic: Labels are not printed?"),
        (EXTERNAL, "Is it over for good: Labels are not printed?"),
    ],
)
def test_what_ended_while_nothing_was_deployed_may_come_back(rule: str, begins: str) -> None:
    found, evidence = ended(later=60)
    cause: Any = {"rule": rule, "change": None}
    (one,) = asked(found, *evidence, chains=(chain(found, **cause),))
    assert one.text.startswith(begins)


def test_what_was_seen_to_the_end_or_may_only_seem_to_have_ended_is_not_called_over() -> None:
    for later in (0, 2):
        found, evidence = ended(later=later)
        assert asked(found, *evidence) == []
