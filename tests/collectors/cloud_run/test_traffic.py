from typing import Any

import pytest

from collectors.cloud_run.traffic import percent_of, tags_of, traffic
from incidents.model.evidence import TrafficShare
from tests.collectors.cloud_run.records import service

OLD, NEW = "parcel-api-00007-kit", "parcel-api-00008-fox"


@pytest.mark.parametrize(
    ("targets", "shares"),
    [
        ([{"revisionName": NEW, "percent": 100, "latestRevision": True}], {NEW: 100}),
        ([{"latestRevision": True, "percent": 100}], {NEW: 100}),
        ([{"revisionName": OLD, "percent": 90}, {"revisionName": NEW, "percent": 10}], {OLD: 90, NEW: 10}),
        # a tag is a target of its own, with or without a share
        ([{"revisionName": OLD, "percent": 90}, {"revisionName": OLD, "tag": "canary", "percent": 10}], {OLD: 100}),
        ([{"revisionName": NEW, "tag": "next"}], {NEW: 0}),
        ([{"revisionName": 7}, {"revisionName": NEW, "percent": "many"}, "x"], {NEW: 0}),
    ],
)
def test_shares_are_summed_by_revision(targets: list[Any], shares: dict[str, int]) -> None:
    found = traffic(service(traffic=targets, latestReadyRevisionName=NEW))
    assert {name: percent_of(name, found) for name in (OLD, NEW)} == {OLD: 0, NEW: 0} | shares


def test_a_share_keeps_its_tag_and_what_it_follows() -> None:
    targets = [
        {"latestRevision": True, "percent": 90},
        {"revisionName": OLD, "tag": "stable", "percent": -1},
        {"revisionName": OLD, "tag": "before"},
    ]
    found = traffic(service(traffic=targets, latestReadyRevisionName=NEW))
    assert found == (
        TrafficShare(revision=NEW, percent=90, latest=True),
        TrafficShare(revision=OLD, percent=0, tag="stable"),
        TrafficShare(revision=OLD, percent=0, tag="before"),
    )
    assert (tags_of(OLD, found), tags_of(NEW, found)) == (("before", "stable"), ())


def test_what_was_asked_for_counts_where_nothing_is_reported() -> None:
    asked = {"spec": {"traffic": [{"latestRevision": True, "percent": 100}]}, "status": {}}
    # no revision was ever ready, so none gets any
    assert traffic(asked) == (TrafficShare(revision=None, percent=100, latest=True),)
    assert traffic({}) == traffic(service()) == ()
