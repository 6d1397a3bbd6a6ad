"""The two forms in which the demo's logs lie on disk: one array as gcloud prints it, and a sink's hourly files."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from incidents.demo.call_log import call_entries
from incidents.demo.calls import Call
from incidents.demo.deployments import PARCEL_API, RATES_SERVICE
from incidents.demo.instances import SECOND
from incidents.demo.log_entry import LogEntry
from incidents.demo.parcel_traffic import parcel_calls
from incidents.demo.platform_log import deployment_entries, start_entries
from incidents.demo.rates_traffic import rates_calls
from incidents.demo.staging import UNTIL, Staging, staging

_HOUR = 3600 * SECOND


def write_logs(folder: Path, *, healthy: bool) -> None:
    """Write parcel-api.json, newest entry first, and for rates-service one file an hour with an entry a line."""
    folder.mkdir()
    environment = staging(healthy=healthy)
    parcel = _entries(environment, PARCEL_API, parcel_calls(environment, healthy=healthy))
    newest_first = [each.content for each in reversed(parcel)]
    text = json.dumps(newest_first, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / f"{PARCEL_API}.json").write_text(text + "\n", encoding="utf-8")
    rates = _entries(environment, RATES_SERVICE, rates_calls(environment, healthy=healthy))
    for hour, entries in groupby(rates, key=lambda each: each.at // _HOUR):
        lines = [json.dumps(each.content, sort_keys=True, separators=(",", ":")) + "\n" for each in entries]
        (folder / _shard(RATES_SERVICE, hour)).write_text("".join(lines), encoding="utf-8")


def _entries(environment: Staging, service: str, calls: Iterable[Call]) -> list[LogEntry]:
    """All entries of one service, oldest first."""
    instances = [each for each in environment.instances if each.revision.service == service]
    found = [entry for call in calls for entry in call_entries(call)]
    for each in instances:
        found += start_entries(each, environment.recordings[each.revision.name])
        found += deployment_entries(each.revision) if each.number == 1 else ()
    return sorted((each for each in found if environment.since <= each.at < UNTIL), key=lambda each: each.order)


def _shard(service: str, hour: int) -> str:
    """As a sink names its files, with the service for the folder that it makes of the log's name."""
    day = datetime.fromtimestamp(hour * 3600, UTC)
    return f"{service}_{day:%Y%m%d}_{day:%H}0000_{day:%H}5959_S0.json"
