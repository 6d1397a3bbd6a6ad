"""Log entries as Cloud Logging exports them, files of them, and what the collector makes of those."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from collectors.collector import Ask, Source
from collectors.logs import Logs
from collectors.logs.entries.entry import Entry, read_entry
from collectors.logs.entries.moment import Clock
from collectors.redaction import Redactor
from incidents.model.evidence import LogPattern, PlatformEvent, RequestStatistics
from incidents.model.instant import Instant
from incidents.model.scope import Scope, ServiceScope, Span
from incidents.model.sealed import Collected

START = 1_772_409_600
"""2026-03-02T00:00:00Z in seconds."""

Raw = dict[str, Any]


def moment(second: float) -> str:
    """RFC 3339, so many seconds after the start."""
    return str(Instant(round((START + second) * 1_000_000_000)))


def raw_entry(
    said: str | Raw | None = None,
    *,
    second: float = 0,
    log: str = "stderr",
    service: str = "parcel-api",
    revision: str = "parcel-api-00001-aaa",
    instance: str | None = "instance-a",
    insert_id: str | None = None,
    **more: Any,
) -> Raw:
    """One entry; a text becomes its textPayload, an object its jsonPayload, `more` goes in as it is."""
    entry: Raw = {
        "insertId": insert_id if insert_id is not None else f"{log}-{instance}-{second}",
        "timestamp": moment(second),
        "logName": f"projects/parcel/logs/run.googleapis.com%2F{log}",
        "resource": {
            "type": "cloud_run_revision",
            "labels": {"service_name": service, "revision_name": revision, "location": "europe-west1"},
        },
    }
    if instance is not None:
        entry["labels"] = {"instanceId": instance}
    if isinstance(said, str):
        entry["textPayload"] = said
    elif said is not None:
        entry["jsonPayload"] = said
    return entry | more


def raw_request(
    path: str, status: Any = 200, *, latency: Any = "0.010000000s", method: str = "GET", **more: Any
) -> Raw:
    request = {"requestMethod": method, "requestUrl": f"https://parcel.example{path}", "status": status}
    if latency is not None:
        request["latency"] = latency
    return raw_entry(log="requests", httpRequest=request, **more)


def entry_of(raw: Raw, file: str = "logs.json") -> Entry:
    entry = read_entry(raw, file, Clock())
    assert isinstance(entry, Entry), entry
    return entry


def write_lines(path: Path, entries: Iterable[Raw]) -> Path:
    """JSON lines, as a sink writes them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def write_array(path: Path, entries: Iterable[Raw]) -> Path:
    """An indented array, as `gcloud logging read --format=json` prints it."""
    path.write_text(json.dumps(list(entries), indent=2) + "\n", encoding="utf-8")
    return path


def write_gzip(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode()))
    return path


def ask(root: Path, *globs: str, services: tuple[str, ...] = ("parcel-api",), **more: Any) -> Ask:
    """The question for all files under `root`, or those that the globs name."""
    until = more.pop("until", None)
    live = more.pop("live", False)
    scope = Scope(
        project="parcel",
        region="europe-west1",
        environment="staging",
        services=tuple(ServiceScope(name=name) for name in services),
        span=Span(end=Instant.parse(moment(until)) if until is not None else None),
    )
    named = globs if live else globs or ("*.json",)
    return Ask(scope=scope, root=root, source=Source(live=live, globs=named), **more)


def collect(root: Path, entries: Iterable[Raw], **more: Any) -> Collected:
    """What the collector gives for one file of these entries."""
    write_lines(root / "logs.json", entries)
    return Logs().collect(ask(root, **more))


def patterns(collected: Collected) -> tuple[LogPattern, ...]:
    return tuple(each for each in collected.evidence if isinstance(each, LogPattern))


def requests(collected: Collected) -> tuple[RequestStatistics, ...]:
    return tuple(each for each in collected.evidence if isinstance(each, RequestStatistics))


def events(collected: Collected) -> tuple[PlatformEvent, ...]:
    return tuple(each for each in collected.evidence if isinstance(each, PlatformEvent))


def counts(collected: Collected) -> dict[str, int]:
    """For each template how often it was seen."""
    return {each.template: each.count for each in patterns(collected)}


class HidingRedactor(Redactor):
    """Hides one word, so that a test sees what passed through."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def redact(self, text: str) -> str:
        return text.replace(self._word, "[redacted:word:1a2b]")
