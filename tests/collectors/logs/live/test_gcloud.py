"""What the real gcloud saves is what a live read sees, where gcloud is installed."""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collectors.logs import Logs
from collectors.logs.live.api import CLOUD_LOGGING
from collectors.logs.live.query import query_of
from incidents.model.instant import Instant
from tests.collectors.logs.live.loopback import Loopback, paged, served
from tests.collectors.logs.log_files import START, Raw, ask, raw_entry, raw_request
from tests.collectors.logs.test_collector import everything, without_places

NOW = START + 3600


@contextmanager
def served_to_gcloud(pages: Sequence[Sequence[Raw]], filters: list[str]) -> Iterator[str]:
    """The same pages in the JSON form of the protocol, the only one in which gcloud lists entries."""

    class Listing(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            filters.append(asked["filter"])
            number = int(asked.get("pageToken") or 0)
            more = {"nextPageToken": str(number + 1)} if number + 1 < len(pages) else {}
            answer = json.dumps({"entries": pages[number]} | more).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listing) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


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
    with served_to_gcloud(pages, filters) as place:
        quiet = {
            "CLOUDSDK_CONFIG": str(tmp_path / "gcloud"),
            "CLOUDSDK_AUTH_DISABLE_CREDENTIALS": "true",
            "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "true",
            "CLOUDSDK_CORE_DISABLE_PROMPTS": "true",
            CLOUD_LOGGING.variable: place,
        }
        command = ["gcloud", "logging", "read", query.filter, "--project=parcel", "--order=asc", "--format=json"]
        saved = subprocess.run(command, env=os.environ | quiet, capture_output=True, check=True).stdout
    (tmp_path / "saved.json").write_bytes(saved)
    loopback = Loopback([list(page) for page in pages])
    with served(loopback) as place:
        monkeypatch.setenv(CLOUD_LOGGING.variable, place)
        live = Logs(clock=lambda: NOW).collect(ask(tmp_path, live=True))
    from_file = Logs().collect(ask(tmp_path, "saved.json"))
    assert [each.filter for each in loopback.requests] == filters == [query.filter] * len(pages)
    assert without_places(live) == without_places(from_file)
    assert [(each.items, each.status) for each in live.readings] == [(len(entries), "complete")]
