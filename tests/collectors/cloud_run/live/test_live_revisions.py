"""The whole live read: the collector, Google's client, and a real server on this machine."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from google.cloud.run_v2.types import Revision as RevisionMessage

from collectors.cloud_run import CloudRun
from incidents.model.evidence import Revision
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.live.loopback import LOCATION, Loopback, described, proto
from tests.collectors.cloud_run.records import NAME, SERVICE, SPAN, ask_live, collected
from tests.collectors.cloud_run.test_api_v2 import v2_revision

Collect = Callable[..., Collected]
OLD = "parcel-api-00007-kit"
PATH = f"{LOCATION}/services/{SERVICE}"
DESCRIBED = f"Cloud Run Admin API v2, GetService {PATH}"
LISTED = f"Cloud Run Admin API v2, ListRevisions {PATH}"
SPLIT = [{"revision": NAME, "percent": 30}, {"revision": OLD, "percent": 70}]


def named(name: str, **changes: Any) -> dict[str, Any]:
    return v2_revision(name=f"{PATH}/revisions/{name}", **changes)


def shares(found: Collected) -> dict[str, int | None]:
    return {each.name: each.traffic_percent for each in found.evidence if isinstance(each, Revision)}


def test_the_service_and_all_pages_of_its_revisions_are_read(collect: Collect) -> None:
    loopback = Loopback(
        [described(trafficStatuses=SPLIT)],
        {SERVICE: [[named(NAME)], [], [named(OLD), named("parcel-api-00006-owl")], []]},
    )
    found = collect(loopback)
    assert shares(found) == {NAME: 30, OLD: 70, "parcel-api-00006-owl": 0}
    assert found.readings == tuple(
        sorted(
            (
                Reading(
                    id=f"reading-{digest('cloud_run', what)}",
                    source="cloud_run",
                    what=what,
                    span=SPAN,
                    items=items,
                    pages=pages,
                    status="complete",
                )
                for what, items, pages in ((DESCRIBED, 1, 1), (LISTED, 3, 4))
            ),
            key=lambda each: each.id,
        )
    )
    assert loopback.asked == [
        f"GetService {PATH}",
        f"ListRevisions {PATH}",
        *(f"ListRevisions {PATH} page-{number}" for number in (1, 2, 3)),
    ]


def test_every_service_in_scope_is_asked_for(collect: Collect) -> None:
    loopback = Loopback([described(), described("parcel-web")], {SERVICE: [[named(NAME)]]})
    found = collect(loopback, services=(SERVICE, "parcel-web"))
    assert shares(found) == {NAME: None}
    listed = [each for each in found.readings if "ListRevisions" in each.what]
    assert {each.what.rpartition("/")[2]: (each.items, each.status) for each in listed} == {
        SERVICE: (1, "complete"),
        "parcel-web": (0, "complete"),
    }
    assert [each.split()[0] for each in loopback.asked] == ["GetService", "ListRevisions"] * 2


@pytest.mark.parametrize("size", [1, 2, 5])
def test_live_and_a_file_of_the_api_give_the_same_evidence(collect: Collect, tmp_path: Path, size: int) -> None:
    records = [named(f"parcel-api-{number:05}-abc", generation=str(number)) for number in range(1, 6)]
    service = described(trafficStatuses=[{"revision": "parcel-api-00004-abc", "percent": 100, "tag": "blue"}])
    pages = [records[start : start + size] for start in range(0, len(records), size)]
    live = collect(Loopback([service], {SERVICE: pages}))
    saved = collected(tmp_path, revisions={"revisions": records}, described=service)
    places = {"locator", "hash"}
    assert [each.model_dump(exclude=places) for each in live.evidence] == [
        each.model_dump(exclude=places) for each in saved.evidence
    ]
    assert [each.locator for each in live.evidence] == [
        *(f"{LISTED}#{record['name'].rpartition('/')[2]}" for record in records),
        f"{DESCRIBED}#{SERVICE}",
    ]


def test_a_record_that_has_no_json_form_is_counted(collect: Collect) -> None:
    timeless = proto(RevisionMessage, named(OLD))
    timeless.create_time.seconds = 10**12
    found = collect(Loopback([described()], {SERVICE: [[timeless, named(NAME)]]}))
    assert list(shares(found)) == [NAME]
    [listed] = [each for each in found.readings if each.what == LISTED]
    assert (listed.status, listed.items) == ("complete", 1)
    assert listed.problems[0] == Problem(what="a record that has no JSON form", count=1, first=LISTED)


def test_progress_counts_each_revision_once(collect: Collect) -> None:
    seen: list[tuple[str, int]] = []
    collect(
        Loopback([described()], {SERVICE: [[named(NAME)], [named(OLD)]]}),
        progress=lambda what, items: seen.append((what, items)),
    )
    assert seen == [("revisions", 1)] * 2


def test_nothing_of_the_question_or_the_answer_escapes_the_redactor(collect: Collect) -> None:
    mark = "BDG-" + "123456"
    env = [{"name": "BADGE", "value": mark}]
    name = f"api-{mark}"
    record = v2_revision(name=f"{LOCATION}/services/{name}/revisions/r1", containers=[{"image": "x", "env": env}])
    found = collect(
        Loopback([described(name)], {name: [[record]]}), services=(name,), rules=(("badge", "BDG-[0-9]{6}"),)
    )
    [revision] = [each for each in found.evidence if isinstance(each, Revision)]
    assert revision.service == name  # the scope names it, and everything is joined by it
    kept = json.dumps([each.model_dump(mode="json") for each in (*found.readings, *revision.settings)])
    assert mark not in kept + revision.locator + revision.excerpt


def test_files_beside_a_live_read_are_read_as_well(collect: Collect, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(json.dumps([named(OLD)]))
    found = collect(Loopback([described()], {SERVICE: [[named(NAME)]]}), globs=("old.json", "gone.json"))
    assert list(shares(found)) == [OLD, NAME]
    assert {each.what: each.status for each in found.readings} == {
        DESCRIBED: "complete",
        LISTED: "complete",
        "old.json": "complete",
        "gone.json": "failed",
    }


def test_the_survey_says_what_would_be_asked(tmp_path: Path) -> None:
    assert CloudRun().survey(ask_live(tmp_path)) == (f"Cloud Run Admin API v2, {LOCATION}: {SERVICE}",)
