from typing import Any

import pytest

from collectors.logs.grouping import platform_events
from collectors.logs.grouping.platform_events import PlatformEvents
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry

REVISION = "parcel-api-00002-bbb"


def system(text: str, **more: Any) -> Raw:
    return raw_entry(text, log="varlog%2Fsystem", revision=REVISION, **more)


def test_events_are_counted_by_revision_and_masked_message() -> None:
    events = PlatformEvents()
    for n, severity in enumerate(["INFO", "ERROR", "WARNING"]):
        events.add(
            entry_of(system(f"Memory limit of 512 MiB exceeded with {530 + n} MiB used.", second=n, severity=severity))
        )
    (found,) = events.found()
    assert (found.kind, found.revision, found.tally.count, found.tally.severity) == ("crash", REVISION, 3, "ERROR")
    assert found.tally.earliest is not None
    assert found.tally.earliest.text.endswith("530 MiB used.")
    assert found.tally.last - found.tally.earliest.at == 2_000_000_000


def test_events_beyond_the_bound_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform_events, "MOST_EVENTS", 2)
    events = PlatformEvents()
    for n, word in enumerate("pqrstp"):
        events.add(entry_of(system(f"odd {word}", second=n)))
    found = list(events.found())
    assert [each.is_overflow for each in found] == [False, False, True]
    assert sum(each.tally.count for each in found) == 6
