"""Writes what the demo's code really answers, logs and reports into the package's data; run after changing that code.

Usage: python -m tests.incidents.demo.record [PYTHON], where PYTHON has pytest and is named in the recorded runs.
"""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from incidents.demo.artifacts import REPORTS, RUNS
from incidents.demo.deployments import PARCEL_API, RATES_SERVICE
from incidents.model.record import digest
from tests.incidents.demo.staging_lab import Lab

_DATA = Path(__file__).parents[3] / "incidents" / "demo" / "data"
_RUNNER_PYTHON = "/opt/hostedtoolcache/Python/{}/x64/bin/python"
_CHECKOUT = "/builds/parcel/parcel"
_CALL = re.compile(r"^[A-Z]+ (/\S+) -> \d+ in (\d+) ms$", re.MULTILINE)
_SHIPMENT = re.compile(r"SHP-[0-9A-F]{6}")
# The requests of each test; a failing one may leave out the last.
_KINDS = {
    "test_label_print_staging": ("book-express-2kg", "label-express-2kg"),
    "test_pickup_is_ordered": ("book-standard-2kg", "pickup-standard-2kg"),
    "test_freight_pickup_is_ordered": ("book-freight-180kg", "pickup-freight-180kg"),
    "test_three_carriers_are_compared": ("NL-DE",),
    "test_unknown_country_is_refused": ("unknown-country",),
    "test_shipment_is_booked[standard]": ("book-standard-2kg", "read-standard-2kg"),
    "test_shipment_is_booked[express]": ("book-express-2kg", "read-express-2kg"),
    "test_freight_is_booked": ("book-freight-180kg",),
    "test_unknown_tier_is_refused": ("book-unknown-tier",),
    "test_expired_token_is_refused": ("expired-e2e",),
    "test_delivered_parcel": ("track-PRC-1001",),
    "test_expected_day_is_a_working_day": ("track-PRC-2207",),
}


def main() -> None:
    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    for name in ("exchanges", "runs"):
        for stored in (_DATA / name, _DATA / "healthy" / name):
            shutil.rmtree(stored, ignore_errors=True)
    for healthy in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            lab = Lab.set_up(Path(folder), healthy=healthy)
            _record_exchanges(lab)
            _record_runs(lab, python)


def _record_exchanges(lab: Lab) -> None:
    for service, number in ((PARCEL_API, 41), (PARCEL_API, 42), (RATES_SERVICE, 17), (RATES_SERVICE, 18)):
        revision = lab.revision(service, number)
        found = lab.exchanges(revision)
        _write(lab, f"exchanges/{revision.name}.json", exchange_lines(found))


def exchange_lines(found: dict[str, Any]) -> str:
    """JSON with one exchange a line, for readers of differences."""
    lines = [f"{json.dumps(name)}: {json.dumps(exchange)}" for name, exchange in found.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _record_runs(lab: Lab, python: str) -> None:
    for run in RUNS:
        api, rates = lab.revision(PARCEL_API, run.parcel_api), lab.revision(RATES_SERVICE, run.rates_service)
        printer = lab.healthy or run.printer
        checkout = lab.test_run(api, rates, printer=printer, python=python, least_ms=31)
        for name in REPORTS:
            text = (checkout / name).read_text(encoding="utf-8")
            _write(lab, f"runs/{run.key}/{name}", as_on_the_runner(text, checkout, python, run.at))
        _write(lab, f"runs/{run.key}/calls.json", call_lines(checkout / "junit.xml"))


def call_lines(junit: Path) -> str:
    """The requests that the tests say they made, one a line."""
    lines = []
    for case in ET.parse(junit).iter("testcase"):
        name, said = case.attrib["name"], _CALL.findall(case.findtext("system-out") or "")
        kinds = _KINDS.get(name, ())
        assert len(said) in (len(kinds), len(kinds) - 1), f"{name} made other requests: {said}"
        # What the path does not tell is never printed, so any number is as good.
        number = _SHIPMENT.search(" ".join(path for path, _ in said)) or _SHIPMENT.search(
            f"SHP-{digest(name)[:6].upper()}"
        )
        assert number is not None
        for kind, (_, took_ms) in zip(kinds, said, strict=False):
            service = PARCEL_API if "rates" not in case.attrib["classname"] else RATES_SERVICE
            lines.append(
                json.dumps({"service": service, "exchange": kind, "shipment": number[0], "took_ms": int(took_ms)})
            )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def as_on_the_runner(text: str, checkout: Path, python: str, at: str) -> str:
    """The output of pytest with the paths, the host and the start of the pipeline's own run."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    text = text.replace(python, _RUNNER_PYTHON.format(version)).replace(str(checkout), _CHECKOUT)
    text = re.sub(r'hostname="[^"]*"', 'hostname="staging-runner-2"', text)
    return re.sub(r'timestamp="[^"]*"', f'timestamp="{at.removesuffix("Z")}.418207+00:00"', text)


def _write(lab: Lab, name: str, text: str) -> None:
    """Store a text; the demo without faults stores only what differs."""
    shared = _DATA / name
    if lab.healthy and shared.read_text(encoding="utf-8") == text:
        return
    file = _DATA / "healthy" / name if lab.healthy else shared
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
