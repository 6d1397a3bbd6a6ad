from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from collectors.logs.patterns import platform
from collectors.logs.patterns.platform import REST
from incidents.model.evidence import MinuteCount, PlatformEvent
from incidents.model.instant import Instant
from incidents.model.record import digest
from tests.collectors.logs.log_files import HidingRedactor, Raw, collect, events, moment, raw_entry


def records(raws: list[Raw]) -> list[PlatformEvent]:
    with TemporaryDirectory() as folder:
        return list(events(collect(Path(folder), raws, redactor=HidingRedactor("s3cret"))))


def system(text: str, second: float, **more: Any) -> Raw:
    return raw_entry(text, log="varlog%2Fsystem", second=second, insert_id=f"i{second}", severity="WARNING", **more)


def at(second: float) -> Instant:
    return Instant.parse(moment(second))


def test_an_event_tells_what_how_often_and_between_when() -> None:
    said = "Memory limit of 512 MiB exceeded with {} MiB used by s3cret."
    masked = "Memory limit of 512 MiB exceeded with <num> MiB used by [redacted:word]."
    revision = "parcel-api-00001-aaa"
    assert records([system(said.format(540), 9), system(said.format(530), 3)]) == [
        PlatformEvent(
            id=f"event-{digest('parcel-api', revision, 'crash', masked)}",
            at=at(3),
            source="logs",
            locator="logs.json#i3",
            excerpt="Memory limit of 512 MiB exceeded with 530 MiB used by [redacted:word:1a2b].",
            service="parcel-api",
            revision=revision,
            event="crash",
            severity="WARNING",
            message=masked,
            count=2,
            first=at(3),
            last=at(9),
            by_minute=(MinuteCount(revision=revision, minute=at(0), count=2),),
            instances=1,
        )
    ]


def test_each_memory_limit_is_an_event_of_its_own_and_ended_instances_are_counted() -> None:
    def ended(second: float, limit: str, instance: str) -> Raw:
        text = f"Memory limit of {limit} exceeded with 600M used. Consider increasing the memory limit."
        return system(text, second, labels={"instanceId": instance})

    found = records([ended(1, "512 MiB", "a"), ended(2, "512 MiB", "b"), ended(3, "512 MiB", "b"), ended(4, "1G", "a")])
    told = sorted((each.message.partition(" with")[0], each.count, each.instances) for each in found)
    assert told == [("Memory limit of 1G exceeded", 1, 1), ("Memory limit of 512 MiB exceeded", 3, 2)]


def test_events_that_redaction_makes_equal_become_one_and_an_unknown_revision_is_none() -> None:
    raws = [system("odd s3cret", 1, revision=""), system("odd [redacted:word:1a2b]", 2, revision="")]
    (record,) = records(raws)
    assert (record.message, record.count, record.revision) == ("odd [redacted:word]", 2, None)


def test_events_beyond_the_bound_claim_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "MOST_EVENTS", 1)
    rest = [
        each for each in records([system(f"odd {word}", n) for n, word in enumerate("pqr")]) if each.message == REST
    ]
    assert [(each.count, each.event, each.revision) for each in rest] == [(2, "other", None)]


def test_each_change_of_the_traffic_is_a_record_of_its_own() -> None:
    old, new = "parcel-api-00001-aaa", "parcel-api-00002-s3cret"

    def shift(second: float, name: str, percent: int, by: str = "s3cret@parcel.example") -> Raw:
        traffic = [{"revisionName": name, "percent": percent}, {"latestRevision": True, "tag": "next"}]
        payload = {
            "methodName": "google.cloud.run.v1.Services.ReplaceService",
            "authenticationInfo": {"principalEmail": by},
            "resourceName": "namespaces/parcel/services/parcel-api",
            "request": {"service": {"spec": {"traffic": traffic}}},
        }
        log_name = "projects/parcel/logs/cloudaudit.googleapis.com%2Factivity"
        return raw_entry(second=second, insert_id=f"i{second}", protoPayload=payload, logName=log_name)

    found = records([shift(9, old, 100), shift(3, old, 100), shift(6, new, 100)])
    told = sorted((each.first, each.count, each.traffic[0].revision, each.excerpt.splitlines()[1]) for each in found)
    shown = '[{{"percent":100,"revision":"{}"}},{{"latest":true,"percent":0,"revision":null,"tag":"next"}}]'
    hidden = "parcel-api-00002-[redacted:word:1a2b]"
    assert told == [
        (at(3), 1, old, shown.format(old)),
        (at(6), 1, hidden, shown.format(hidden)),
        (at(9), 1, old, shown.format(old)),
    ]
    assert len({each.id for each in found}) == 3
    assert {(each.account, each.method) for each in found} == {
        ("[redacted:word:1a2b]@parcel.example", "ReplaceService")
    }
    (unnamed,) = records([shift(3, old, 100, by="")])
    assert (unnamed.account, unnamed.method) == (None, None)
    assert found == records([shift(6, new, 100), shift(9, old, 100), shift(3, old, 100)])
