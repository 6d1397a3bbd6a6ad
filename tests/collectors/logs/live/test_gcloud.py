"""What the real gcloud saves is what a live read sees, where gcloud is installed."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from collectors.logs import Logs
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.logs.live.query import query_of
from incidents.model.instant import Instant
from tests.collectors.google_api.real_gcloud import Answer, answering, gcloud
from tests.collectors.logs.live.loopback import Loopback, paged, served
from tests.collectors.logs.log_files import START, Raw, ask, raw_entry, raw_request
from tests.collectors.logs.test_collector import everything, without_places

NOW = START + 3600


def pages_to_gcloud(pages: Sequence[Sequence[Raw]], filters: list[str]) -> Answer:
    """The same pages in the JSON form of the protocol, the only one in which gcloud lists entries."""

    def listed(_: str, sent: bytes) -> object:
        asked = json.loads(sent)
        filters.append(asked["filter"])
        number = int(asked.get("pageToken") or 0)
        more = {"nextPageToken": str(number + 1)} if number + 1 < len(pages) else {}
        return {"entries": pages[number]} | more

    return listed


@pytest.mark.skipif(shutil.which("gcloud") is None, reason="gcloud is not installed")
def test_a_file_that_gcloud_saved_gives_the_evidence_of_a_live_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        *everything(),
        raw_entry({"message": "took", "ms": 200, "share": 0.5, "big": 2**53}, second=11, log="stdout"),
        raw_entry({"ms": 200, "sizes": [1, 2.5], "done": True, "none": None}, second=12, log="stdout"),
        raw_request("/parcels/1", 504, second=13, latency="300.000123456s", severity="ERROR"),
        raw_entry("grüße \x1b[31mrot\x1b[0m", second=14.123456789),
    ]
    pages, filters = paged(entries, 6), list[str]()
    scope = ask(tmp_path, live=True).scope
    query = query_of(scope, Instant(NOW * 1_000_000_000))
    with answering(pages_to_gcloud(pages, filters)) as place:
        command = ["logging", "read", query.filter, "--project=parcel", "--order=asc"]
        saved = gcloud(tmp_path, {CLOUD_LOGGING.variable: f"{place}/"}, *command)
    (tmp_path / "saved.json").write_bytes(saved)
    loopback = Loopback([list(page) for page in pages])
    with served(loopback) as place:
        monkeypatch.setenv(CLOUD_LOGGING.variable, place)
        live = Logs(clock=lambda: NOW).collect(ask(tmp_path, live=True))
    from_file = Logs().collect(ask(tmp_path, "saved.json"))
    assert [each.filter for each in loopback.requests] == filters == [query.filter] * len(pages)
    assert without_places(live) == without_places(from_file)
    assert [(each.items, each.status) for each in live.readings] == [(len(entries), "complete")]
