"""The two test runs of the demo, before and after the deployments."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import TypeAdapter

from incidents.demo.stored_text import stored_text
from incidents.model.record import Record


@dataclass(frozen=True)
class Run:
    """One run of all tests against two revisions, as pytest reported it; `printer` is whether the printer answered."""

    key: str
    at: str
    parcel_api: int
    rates_service: int
    printer: bool

    @property
    def folder(self) -> str:
        """The name under which the pipeline keeps it: the start in UTC and what was tested."""
        day, clock = self.at.removesuffix("Z").split("T")
        return f"{day.replace('-', '')}-{clock.replace(':', '')}-staging"


class TestCall(Record):
    """One request that the run made, as its output tells: the kind of request, and how long it took from there."""

    __test__: ClassVar[bool] = False
    service: str
    exchange: str
    shipment: str
    took_ms: int


RUNS = (
    Run("before", "2026-03-09T15:05:12Z", parcel_api=41, rates_service=17, printer=True),
    Run("after", "2026-03-10T12:36:07Z", parcel_api=42, rates_service=18, printer=False),
)
REPORTS = ("junit.xml", "console.txt")
_CALLS = TypeAdapter(tuple[TestCall, ...])


def write_artifacts(folder: Path, *, healthy: bool) -> None:
    for run in RUNS:
        (folder / run.folder).mkdir(parents=True)
        for name in REPORTS:
            text = stored_text("runs", run.key, name, healthy=healthy)
            (folder / run.folder / name).write_text(text, encoding="utf-8")


def calls_of(run: Run, *, healthy: bool) -> tuple[TestCall, ...]:
    """The requests of the run, in their order."""
    return _CALLS.validate_python(json.loads(stored_text("runs", run.key, "calls.json", healthy=healthy)))
