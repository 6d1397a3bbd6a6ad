from typing import Any

import pytest

from collectors.logs.messages.asked_traffic import asked_traffic
from incidents.model.evidence import TrafficShare


def asked(traffic: Any) -> tuple[TrafficShare, ...]:
    return asked_traffic({"request": {"service": {"spec": {"traffic": traffic}}}})


@pytest.mark.parametrize(
    ("target", "share"),
    [
        ({"revisionName": "a", "percent": 100}, TrafficShare(revision="a", percent=100)),
        ({"latestRevision": True, "percent": 100}, TrafficShare(revision=None, percent=100, latest=True)),
        ({"revisionName": "a", "tag": "old"}, TrafficShare(revision="a", percent=0, tag="old")),
        ({"revisionName": 7, "percent": "many", "tag": []}, TrafficShare(revision=None, percent=0)),
        ({"revisionName": "a", "percent": -5}, TrafficShare(revision="a", percent=0)),
        ({"revisionName": "a", "percent": True}, TrafficShare(revision="a", percent=0)),
        ({"revisionName": "a" * 5000}, TrafficShare(revision="a" * 200, percent=0)),
    ],
)
def test_a_share_is_read_as_far_as_it_is_one(target: dict[str, Any], share: TrafficShare) -> None:
    assert asked([target]) == (share,)


@pytest.mark.parametrize("traffic", [None, [], "x", {}, ["x", 3, {}]])
def test_a_request_may_say_nothing_of_traffic(traffic: Any) -> None:
    assert asked(traffic) == ()


def test_no_more_shares_are_read_than_a_service_has() -> None:
    assert len(asked([{"revisionName": "a"}] * 1000)) == 50
