"""Whatever keeps a live read from its end is a reading that says so."""

from collections.abc import Callable
from pathlib import Path

import grpc  # type: ignore[import-untyped]  # it has no types
import pytest

from collectors.cloud_run import CloudRun
from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.live.loopback import LOCATION, Loopback, described, served
from tests.collectors.cloud_run.live.test_live_revisions import DESCRIBED, LISTED, OLD, named, shares
from tests.collectors.cloud_run.records import NAME, SERVICE, ask_live
from tests.incidents.timing.fake_time import FakeTime

Collect = Callable[..., Collected]
PLACE = f"Cloud Run Admin API v2, {LOCATION}"
WHERE = "in region 'europe-west1' of project 'parcel-staging'"
CHECK = "check `project`, `region` and the names of `[[services]]` in incident.toml"


def whole() -> Loopback:
    return Loopback([described(trafficStatuses=[{"revision": NAME, "percent": 100}])], {SERVICE: [[named(NAME)]]})


def by_what(found: Collected) -> dict[str, Reading]:
    return {each.what: each for each in found.readings}


@pytest.mark.parametrize("method", ["GetService", "ListRevisions"])
@pytest.mark.parametrize(
    "code",
    [
        grpc.StatusCode.RESOURCE_EXHAUSTED,
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.INTERNAL,
    ],
)
def test_what_passes_is_waited_for(collect: Collect, passing: FakeTime, method: str, code: grpc.StatusCode) -> None:
    found = collect(whole().failing(method, code, "later", times=3))
    assert shares(found) == {NAME: 100}
    assert {each.status for each in found.readings} == {"complete"}
    assert passing.slept == [1, 2, 4]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (
            grpc.StatusCode.PERMISSION_DENIED,
            (
                "reading {} is not permitted (403 said the server); the role Cloud Run Viewer (roles/run.viewer) is"
                " needed. Nothing was read"
            ),
        ),
        (
            grpc.StatusCode.INVALID_ARGUMENT,
            f"the question about {{}} was not accepted (400 said the server); {CHECK}. Nothing was read",
        ),
        (
            grpc.StatusCode.UNAUTHENTICATED,
            (
                "the credentials were not accepted (401 said the server); log in with `gcloud auth application-default"
                " login` or name a key file in GOOGLE_APPLICATION_CREDENTIALS. Nothing was read"
            ),
        ),
        (grpc.StatusCode.UNIMPLEMENTED, "Cloud Run refused to answer (501 said the server). Nothing was read"),
    ],
)
def test_what_is_refused_is_a_failed_reading_of_one_sentence(collect: Collect, code: grpc.StatusCode, why: str) -> None:
    refusing = (
        whole().failing("GetService", code, "said\nthe server").failing("ListRevisions", code, "said\nthe server")
    )
    found = collect(refusing)
    assert found.evidence == ()
    assert {what: (each.status, each.why, each.pages) for what, each in by_what(found).items()} == {
        DESCRIBED: ("failed", why.format(f"the service '{SERVICE}' {WHERE}"), 0),
        LISTED: ("failed", why.format(f"the revisions of service '{SERVICE}' {WHERE}"), 0),
    }
    assert len(refusing.asked) == 2


def test_revisions_are_read_although_the_service_may_not_be(collect: Collect) -> None:
    found = collect(whole().failing("GetService", grpc.StatusCode.PERMISSION_DENIED, "no"))
    assert shares(found) == {NAME: None}
    assert {what: each.status for what, each in by_what(found).items()} == {DESCRIBED: "failed", LISTED: "complete"}


def test_a_service_that_is_not_there_is_told_with_those_that_are(collect: Collect) -> None:
    loopback = Loopback([described(), described("mail")], {SERVICE: [[named(NAME)]]})
    found = collect(loopback, services=("parcel-apo", SERVICE, "search"))
    assert shares(found) == {NAME: None}
    said = by_what(found)
    absent, other = (
        said[f"Cloud Run Admin API v2, GetService {LOCATION}/services/{name}"] for name in ("parcel-apo", "search")
    )
    resource = "Resource '{}' of kind 'SERVICE' in region 'europe-west1' in project 'parcel-staging' does not exist."
    assert absent.why == (
        f"the service 'parcel-apo' {WHERE} was not found (404 {resource.format('parcel-apo')}); {CHECK};"
        " the region holds mail, parcel-api. Did you mean `parcel-api`? Nothing was read"
    )
    assert other.why == (
        f"the service 'search' {WHERE} was not found (404 {resource.format('search')}); {CHECK};"
        " the region holds mail, parcel-api. Nothing was read"
    )
    assert len(said) == 4  # of a service that is not there, no revisions are asked for
    assert len([each for each in loopback.asked if each.startswith("ListServices")]) == 2  # two pages, once


def test_in_a_wrong_project_or_region_nothing_is_found_and_nothing_more_is_said(collect: Collect) -> None:
    said = "Project 'parcel-staging' not found or deleted"
    loopback = Loopback().failing("GetService", grpc.StatusCode.NOT_FOUND, said)
    found = collect(loopback.failing("ListServices", grpc.StatusCode.NOT_FOUND, said))
    [reading] = found.readings
    assert (reading.what, reading.status) == (DESCRIBED, "failed")
    assert reading.why == f"the service '{SERVICE}' {WHERE} was not found (404 {said}); {CHECK}. Nothing was read"


def test_a_failure_on_the_way_leaves_what_was_read_and_says_so(collect: Collect) -> None:
    loopback = Loopback([described()], {SERVICE: [[named(NAME)], [named(OLD)], [named("parcel-api-00001-abc")]]})
    found = collect(loopback.failing("ListRevisions", grpc.StatusCode.ABORTED, "gone", page=2))
    assert list(shares(found)) == [OLD, NAME]
    reading = by_what(found)[LISTED]
    assert (reading.status, reading.items, reading.pages) == ("truncated", 2, 2)
    assert reading.why == "Cloud Run refused to answer (409 gone); only the first 2 were read"


def test_a_read_without_end_stops_at_its_deadline(collect: Collect, passing: FakeTime) -> None:
    loopback = Loopback([described(), described("mail")], {SERVICE: [[named(NAME)], *[[]] * 5000]})
    found = by_what(collect(loopback, services=(SERVICE, "mail")))
    assert (found[LISTED].status, found[LISTED].items) == ("truncated", 1)
    assert found[LISTED].why == "the read had not ended after 10 minutes; only the first 1 were read"
    assert passing.now - 100 <= 10 * 60 + 1
    mail = [each for what, each in found.items() if what.endswith("mail")]
    assert [each.why for each in mail] == ["the read had not ended after 10 minutes. Nothing was read"] * 2


def test_where_nobody_answers_one_question_is_enough(collect: Collect, passing: FakeTime) -> None:
    loopback = whole().failing("GetService", grpc.StatusCode.UNAVAILABLE, "down")
    [reading] = collect(loopback, services=(SERVICE, "mail")).readings
    assert (reading.what, reading.status) == (PLACE, "failed")
    assert reading.why == (
        "Cloud Run could not be reached or did not answer (503 down), 7 times in a row. Nothing was read"
    )
    assert passing.slept == [1, 2, 4, 8, 16, 32]
    assert len(loopback.asked) == 7


def test_without_credentials_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CLOUD_RUN_ADMIN.variable, raising=False)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "gone.json"))
    [reading] = CloudRun().collect(ask_live(tmp_path)).readings
    assert (reading.what, reading.status, reading.why) == (
        PLACE,
        "failed",
        (
            "no usable Google credentials were found; log in with `gcloud auth application-default login` or name a"
            " key file in GOOGLE_APPLICATION_CREDENTIALS. Nothing was read"
        ),
    )


def test_a_place_that_does_not_answer_is_a_failed_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passing: FakeTime
) -> None:
    with served(Loopback()) as place:
        pass  # the port was free a moment ago, and nobody listens there now
    monkeypatch.setenv(CLOUD_RUN_ADMIN.variable, place)
    [reading] = CloudRun(timer=passing.timer).collect(ask_live(tmp_path)).readings
    assert (reading.what, reading.status) == (PLACE, "failed")
    assert str(reading.why).startswith("Cloud Run could not be reached or did not answer (503 ")


def test_a_malformed_place_is_a_failed_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOUD_RUN_ADMIN.variable, "127.0.0.1:port")
    [reading] = CloudRun().collect(ask_live(tmp_path)).readings
    assert (reading.status, str(reading.why).startswith(CLOUD_RUN_ADMIN.variable)) == ("failed", True)
