import json
from pathlib import Path

import pytest

from collectors.cloud_run import CloudRun
from incidents.model.evidence import Condition, Revision
from incidents.model.instant import Instant
from incidents.model.scope import Problem
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.records import (
    COMMIT,
    CREATED,
    DIGEST,
    NAME,
    REPOSITORY,
    SERVICE,
    SPAN,
    ask,
    collected,
    container,
    revision,
    service,
)
from tests.collectors.cloud_run.test_settings import ALWAYS

OLD = "parcel-api-00007-kit"


def only(found: Collected) -> Revision:
    [revision] = [each for each in found.evidence if isinstance(each, Revision)]
    return revision


def said(found: Collected) -> list[tuple[str, str, int, str | None]]:
    return sorted((each.what, each.status, each.items, each.why) for each in found.readings)


def problems(found: Collected) -> list[Problem]:
    return [problem for reading in found.readings for problem in reading.problems]


def test_a_revision_is_read_field_by_field(tmp_path: Path) -> None:
    found = only(collected(tmp_path, revisions=[revision()]))
    assert {each.path: each.value for each in found.settings} == ALWAYS
    assert found == Revision(
        id=f"rev-{NAME}",
        at=Instant.parse(CREATED),
        source="cloud_run",
        locator=f"revisions.json#{NAME}",
        excerpt=f'{{"name":"{NAME}"}}\n{{"image":"{REPOSITORY}:4e1f0c9"}}\n'
        '{"lastTransitionTime":"2026-03-02T11:00:20Z","status":"True","type":"Ready"}',
        service=SERVICE,
        name=NAME,
        generation=8,
        conditions=(Condition(type="Ready", status="True", at=Instant.parse("2026-03-02T11:00:20Z")),),
        image=f"{REPOSITORY}:4e1f0c9",
        image_digest=DIGEST,
        commit=COMMIT,
        commit_from="label",
        settings=found.settings,
        traffic_percent=None,
        creator="deployer@parcel-staging.iam.gserviceaccount.com",
    )


def test_of_a_person_who_created_it_no_more_than_a_sign_is_kept(tmp_path: Path) -> None:
    record = revision()
    record["metadata"]["annotations"]["serving.knative.dev/creator"] = "ann@parcel.example"
    creator = only(collected(tmp_path, revisions=[record])).creator
    assert creator is not None
    assert "ann" not in creator
    assert creator.startswith("[redacted:email")


def test_readings_say_what_each_file_gave(tmp_path: Path) -> None:
    found = collected(tmp_path, revisions=[revision(), revision(OLD)], services=(SERVICE,), described=service())
    assert [each.id for each in found.evidence] == [f"rev-{OLD}", f"rev-{NAME}", f"svc-{SERVICE}"]
    assert said(found) == [("described.json", "complete", 1, None), ("revisions.json", "complete", 2, None)]
    assert {each.span for each in found.readings} == {SPAN}
    assert found == CloudRun().collect(ask(tmp_path))


def test_traffic_is_known_only_where_the_service_is_described(tmp_path: Path) -> None:
    described = service(traffic=[{"revisionName": NAME, "percent": 100}])
    found = collected(tmp_path, revisions=[revision(), revision(OLD)], described=described)
    shares = [each.traffic_percent for each in found.evidence if isinstance(each, Revision)]
    assert shares == [0, 100]
    silent = collected(tmp_path, revisions=[revision()], described=service())
    assert only(silent).traffic_percent is None
    assert problems(silent) == [
        Problem(
            what="a service whose description does not tell its traffic", count=1, first="described.json#parcel-api"
        )
    ]


def test_the_container_with_a_port_is_the_one_that_serves(tmp_path: Path) -> None:
    sidecar = {"name": "proxy", "image": "registry/proxy:2.1"}
    statuses = [
        {"name": "proxy", "imageDigest": "y@sha256:" + "cd" * 32},
        {"name": "parcel-api-1", "imageDigest": DIGEST},
    ]
    record = revision(spec={"containers": [sidecar, container()]}, status={"containerStatuses": statuses})
    found = only(collected(tmp_path, revisions=[record]))
    assert (found.image, found.image_digest) == (f"{REPOSITORY}:4e1f0c9", DIGEST)


@pytest.mark.parametrize(
    ("image", "status", "digest"),
    [
        (f"x@{DIGEST}", {"containerStatuses": []}, DIGEST),
        ("x:1", {"containerStatuses": [], "imageDigest": f"x@{DIGEST}"}, DIGEST),  # the older field
        ("x:1", {"containerStatuses": [{"imageDigest": 7}]}, None),
    ],
)
def test_the_digest_is_found_where_it_is(
    tmp_path: Path, image: str, status: dict[str, object], digest: str | None
) -> None:
    record = revision(spec={"containers": [container(image=image)]}, status=status)
    assert only(collected(tmp_path, revisions=[record])).image_digest == digest


def test_the_running_image_is_believed_and_not_the_annotation(tmp_path: Path) -> None:
    record = revision(labels={"commit-sha": ""}, annotations={"client.knative.dev/user-image": f"{REPOSITORY}:abcdef1"})
    found = only(collected(tmp_path, revisions=[record]))
    assert (found.image, found.commit, found.commit_from) == (f"{REPOSITORY}:4e1f0c9", "4e1f0c9", "image-tag")


def test_a_label_and_a_tag_that_disagree_are_counted(tmp_path: Path) -> None:
    record = revision(spec={"containers": [container(image=f"{REPOSITORY}:abcdef1")]})
    found = collected(tmp_path, revisions=[record])
    assert only(found).commit == COMMIT
    assert [each.what for each in problems(found)] == [
        "a revision whose label and image tag name different commits; the label was taken"
    ]


def test_conditions_are_redacted_and_odd_ones_unknown(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(
        json.dumps(
            [
                revision(
                    status={
                        "conditions": [
                            {"type": "Ready", "status": "False", "reason": "No", "message": "badge BDG-123456 refused"},
                            {"type": "Active", "status": True, "lastTransitionTime": "yesterday"},
                            {"status": "True"},
                            "x",
                        ]
                    }
                )
            ]
        )
    )
    found = only(CloudRun().collect(ask(tmp_path, rules=(("badge", "BDG-[0-9]{6}"),))))
    assert [(each.type, each.status, each.reason, each.at) for each in found.conditions] == [
        ("Ready", "False", "No", None),
        ("Active", "Unknown", None, None),
    ]
    assert "BDG-123456" not in found.model_dump_json()
    assert found.ready is False


def test_records_out_of_scope_are_counted_and_not_kept(tmp_path: Path) -> None:
    elsewhere = revision(OLD, labels={"cloud.googleapis.com/location": "us-east1"})
    records = [revision(), elsewhere, revision("mail-00001-abc", "mail"), service("mail"), {"kind": "Job"}]
    found = collected(tmp_path, revisions=records)
    assert only(found).name == NAME
    assert problems(found) == [
        Problem(what="a record that is neither a revision nor a service", count=1, first="revisions.json#4"),
        Problem(what="a revision of a service outside the scope", count=2, first=f"revisions.json#{OLD}"),
        Problem(what="a service outside the scope", count=1, first="revisions.json#mail"),
    ]


def test_a_service_without_revisions_is_told_with_what_the_files_hold(tmp_path: Path) -> None:
    found = collected(
        tmp_path,
        revisions=[revision("parcel-apis-00001-abc", "parcel-apis"), revision("mail-00001-abc", "mail")],
        services=(SERVICE, "search"),
    )
    assert found.evidence == ()
    held = "the files hold mail, parcel-apis."
    nothing = "no file lists a revision of {} in europe-west1; " + held + "{} Nothing is known of it"
    assert said(found) == [
        ("revisions of parcel-api", "failed", 0, nothing.format(SERVICE, " Did you mean `parcel-apis`?")),
        ("revisions of search", "failed", 0, nothing.format("search", "")),
        ("revisions.json", "complete", 0, None),
    ]


def test_an_empty_list_is_an_answer(tmp_path: Path) -> None:
    assert said(collected(tmp_path, revisions=[])) == [
        (
            "revisions of parcel-api",
            "failed",
            0,
            "no file lists a revision of parcel-api in europe-west1. Nothing is known of it",
        ),
        ("revisions.json", "complete", 0, None),
    ]


def test_files_that_cannot_be_used_fail_and_the_others_are_read(tmp_path: Path) -> None:
    page = {"items": [], "metadata": {"continue": "x"}}
    found = collected(tmp_path, revisions=[revision()], broken="[1, 2", other=[{"kind": "Job"}], page=page)
    assert only(found).name == NAME
    broken = "it is not JSON (Expecting ',' delimiter: line 1 column 6 (char 5)). Nothing was read from it"
    neither = "it holds neither revisions nor services of Cloud Run. Nothing was read from it"
    assert said(found) == [
        ("broken.json", "failed", 0, broken),
        ("other.json", "failed", 0, neither),
        ("page.json", "truncated", 0, "the file holds one page of a longer list"),
        ("revisions.json", "complete", 1, None),
    ]


def test_where_no_file_could_be_read_nothing_is_said_of_services(tmp_path: Path) -> None:
    assert [each.what for each in collected(tmp_path, broken="{").readings] == ["broken.json"]


@pytest.mark.parametrize(
    "broken",
    [
        {"name": ""},
        {"name": "svc/../../other-project/services/x"},
        {"name": "x" * 200},
        {"name": 7},
        {"labels": {}},
        {"labels": {"serving.knative.dev/service": "a b"}},
    ],
)
def test_a_revision_without_a_usable_name_is_counted(tmp_path: Path, broken: dict[str, object]) -> None:
    record = revision()
    found = collected(tmp_path, revisions=[{**record, "metadata": {**record["metadata"], **broken}}])
    assert found.evidence == ()
    assert [each.what for each in problems(found)] == ["a revision without a usable name or service"]


def test_the_service_is_also_known_by_its_configuration(tmp_path: Path) -> None:
    record = revision()
    owners = [{"kind": "Route", "name": "x"}, {"kind": "Configuration", "name": SERVICE}]
    record["metadata"] |= {"labels": {}, "ownerReferences": owners}
    assert only(collected(tmp_path, revisions=[record])).service == SERVICE


def test_a_bare_revision_is_kept_with_what_it_tells(tmp_path: Path) -> None:
    record = {
        "kind": "Revision",
        "metadata": {"name": NAME, "labels": {"serving.knative.dev/service": SERVICE}},
        "spec": {"containers": "none"},
        "status": None,
    }
    found = collected(tmp_path, revisions=[record])
    kept = only(found)
    assert (kept.at, kept.image, kept.generation, kept.commit_from, kept.ready) == (None, None, None, "unknown", None)
    assert [each.what for each in problems(found)] == [
        "a revision without a creation time",
        "a revision without an image",
        "a revision without conditions",
    ]


def test_a_revision_in_two_files_is_kept_once_and_a_difference_is_counted(tmp_path: Path) -> None:
    same = collected(tmp_path, a=[revision()], b=[revision()])
    assert only(same).locator == f"a.json#{NAME}"
    assert problems(same) == []
    other = collected(tmp_path, a=[revision()], b=[revision(spec={"timeoutSeconds": 60})])
    assert only(other).locator == f"a.json#{NAME}"
    assert [(each.what, each.status, each.items) for each in other.readings if each.problems] == [
        ("b.json", "complete", 0)
    ]


def test_survey_names_the_files_without_opening_them(tmp_path: Path) -> None:
    (tmp_path / "revisions.json").write_text("{")
    lines = CloudRun().survey(ask(tmp_path, "revisions.json", "missing.json"))
    assert [line.split(":")[0] for line in lines] == ["revisions.json"]


def test_a_file_with_a_name_in_no_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "caf\udce9.json").write_text(json.dumps([revision()]))
    assert only(CloudRun().collect(ask(tmp_path))).locator == f"caf\ufffd.json#{NAME}"
