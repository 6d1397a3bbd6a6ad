"""A museum's ticket office: a setting tells the program another port, and the new revision never starts."""

from pathlib import Path

from tests.examples.cloud_files import Deployed, Log, write_cloud_run
from tests.examples.configuration import write_config
from tests.examples.history import Change, make_repository
from tests.examples.reports_of_runs import Case, write_run

SINCE, UNTIL = "ticket-office-00011-abe", "2026-05-04T11:00:00Z"
_PROJECT, _REGION, _SERVICE = "museum-staging", "europe-north1", "ticket-office"
_NEW = "ticket-office-00012-cox"
_FAILED = (
    "The user-provided container failed to start and listen on the port defined provided by the PORT=8080 environment "
    "variable within the allocated timeout."
)
_SERVER = 'import os\n\n\ndef port():\n    return int(os.environ.get("OFFICE_PORT", "8080"))\n'
_COMPONENT = """
[components.booking]
owner = "front desk"
date = 2026-02-01
tier = 1
routes = ["/bookings*"]
paths = ["office/"]
"""


def write(folder: Path) -> None:
    """A release in the morning that two settings go with; the old revision keeps the traffic."""
    write_config(folder, project=_PROJECT, region=_REGION, service=_SERVICE, code="office/", component=_COMPONENT)
    changes = [
        Change("2026-05-02T08:00:00+00:00", "Sell tickets for a day", {"office/server.py": _SERVER}),
        Change(
            "2026-05-04T09:00:00+00:00", "Greet visitors by name", {"office/greeting.py": 'HELLO = "Hello {name}"\n'}
        ),
    ]
    old, new = make_repository(folder / "repo", changes)
    env = {"HALLS": "north,south"}
    revisions = [
        Deployed(_SERVICE, SINCE, "2026-05-03T08:00:00.000000Z", old, env),
        Deployed(_SERVICE, _NEW, "2026-05-04T09:30:00.000000Z", new, {**env, "OFFICE_PORT": "9090"}, _FAILED),
    ]
    write_cloud_run(folder, _PROJECT, _REGION, revisions, serving=SINCE)
    _write_log(folder / "logs" / "ticket-office.json")
    cases = [
        Case("tests/e2e/test_booking.py", "test_a_ticket_is_booked", 0.81, said="POST /bookings 201\n"),
        Case("tests/e2e/test_booking.py", "test_a_full_hall_is_refused", 0.64, said="POST /bookings 409\n"),
    ]
    write_run(folder / "artifacts" / "20260504-091000-staging", "2026-05-04T09:10:00+00:00", cases)


def _write_log(file: Path) -> None:
    log = Log(_PROJECT, _REGION, _SERVICE)
    for hour in range(6, 11):
        for minute in range(0, 60, 4):
            at = f"2026-05-04T{hour:02d}:{minute:02d}"
            log.asked(SINCE, f"{at}:10.000000Z", "GET /halls", 200)
            log.asked(SINCE, f"{at}:40.000000Z", "POST /bookings", 409 if minute % 20 == 0 else 201)
    for second in (5, 65, 125):
        at = f"2026-05-04T09:{30 + second // 60}:{second % 60:02d}"
        log.line(_NEW, f"{at}.200000Z", "INFO", "ticket office listens on 0.0.0.0:9090")
        probe = 'Default STARTUP TCP probe failed 1 time consecutively for container "ticket-office-1" on port 8080.'
        log.platform(_NEW, f"{at}.900000Z", "ERROR", f"{probe} The instance was not started.")
    log.write(file)
