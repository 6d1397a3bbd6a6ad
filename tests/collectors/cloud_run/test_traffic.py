from typing import Any

import pytest

from collectors.cloud_run.traffic import traffic
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
        ([], None),
    ],
)
def test_shares_are_summed_by_revision(targets: list[Any], shares: dict[str, int] | None) -> None:
    assert traffic(service(traffic=targets, latestReadyRevisionName=NEW)) == shares


def test_what_was_asked_for_counts_where_nothing_is_reported() -> None:
    asked = {"spec": {"traffic": [{"latestRevision": True, "percent": 100}]}, "status": {}}
    assert traffic(asked) == {}  # no revision was ever ready, so none gets any
    assert traffic({}) is None
