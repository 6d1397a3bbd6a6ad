"""Probes as rows, with their control."""

from typing import Any

from incidents.model.evidence import Probe
from reports.citations import Citations
from reports.sections.probes import probe_rows
from tests.builders import at, incident


def probe(**changes: Any) -> Probe:
    values = {
        "id": "probe-a",
        "at": at(),
        "source": "probes",
        "locator": "probes.json#0",
        "excerpt": "",
        "target": "wss://api/ws",
        "attempts": 3,
        "succeeded": 0,
        "status": None,
        "latency_s": 10.0,
        "error": "timed out",
    }
    return Probe.model_validate({**values, **changes})


def test_a_probe_is_shown_with_what_it_met_and_its_control() -> None:
    failed = probe(control="https://api")
    given = incident(claims=(), findings=())
    ((row,), more) = probe_rows({failed.id: failed}, Citations(given, {failed.id: failed}))
    assert (row.target, row.answered, row.status) == ("`wss://api/ws`[^probe-a]", "0 of 3", "-")
    assert (row.latency, row.error, row.control, more) == ("10 s", "timed out", "`https://api`", None)


def test_the_last_ones_of_many_are_counted() -> None:
    many = [probe(id=f"probe-{n}") for n in range(30)]
    given = incident(claims=(), findings=())
    rows, more = probe_rows({each.id: each for each in many}, Citations(given, {}))
    assert (len(rows), more) == (24, "6 later probes")
