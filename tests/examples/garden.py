"""A garden planner: the frost forecast of others answers with errors, and a test passes on a stand-in."""

from pathlib import Path

from tests.examples.cloud_files import Deployed, Log, write_cloud_run
from tests.examples.configuration import write_config
from tests.examples.history import Change, make_repository
from tests.examples.reports_of_runs import Case, write_run

SINCE, UNTIL = "planner-00007-elm", "2026-06-02T11:00:00Z"
_PROJECT, _REGION, _SERVICE = "garden-staging", "europe-west4", "planner"
_NEW = "planner-00008-fir"
_COMPONENT = """
[components.forecast]
value = "€30K ARR"
owner = "weather desk"
date = 2026-01-15
tier = 2
routes = ["/beds/*/forecast"]
paths = ["planner/forecast.py", "tests/e2e/test_forecast.py"]
"""
_CALL = (
    "import requests\n\n\ndef frost(bed):\n"
    '    answer = requests.get("https://frost.example/nights", params={"bed": bed}, timeout=5)\n'
    "    if answer.status_code != 200:\n"
    '        raise RuntimeError(f"frost.example answered {answer.status_code}")\n'
    "    return answer.json()\n"
)


def write(folder: Path) -> None:
    """The release of the day before changes a text alone; the trouble begins two hours after it."""
    write_config(folder, project=_PROJECT, region=_REGION, service=_SERVICE, code="planner/", component=_COMPONENT)
    changes = [
        Change("2026-05-30T07:00:00+00:00", "Ask for frost", {"planner/forecast.py": _CALL}),
        Change("2026-06-02T05:30:00+00:00", "Name the herbs", {"planner/herbs.py": 'HERBS = ("mint", "sage")\n'}),
    ]
    old, new = make_repository(folder / "repo", changes)
    revisions = [
        Deployed(_SERVICE, SINCE, "2026-06-01T06:00:00.000000Z", old),
        Deployed(_SERVICE, _NEW, "2026-06-02T06:00:00.000000Z", new),
    ]
    write_cloud_run(folder, _PROJECT, _REGION, revisions, serving=_NEW)
    _write_log(folder / "logs" / "planner.json")
    cases = [
        Case("tests/e2e/test_beds.py", "test_a_bed_is_planned", 0.42, said="POST /beds 201\n"),
        Case(
            *("tests/e2e/test_forecast.py", "test_frost_is_told", 0.02),
            said="WARNING frost.example is unreachable, falling back to mock forecast\nGET /beds/7/forecast (mock)\n",
        ),
    ]
    write_run(folder / "artifacts" / "20260602-083000-staging", "2026-06-02T08:30:00+00:00", cases)


def _write_log(file: Path) -> None:
    log = Log(_PROJECT, _REGION, _SERVICE)
    for hour in range(2, 11):
        for minute in range(0, 60, 4):
            at, revision = f"2026-06-02T{hour:02d}:{minute:02d}", SINCE if hour < 6 else _NEW
            log.asked(revision, f"{at}:05.000000Z", "POST /beds", 201)
            out = 8 <= hour < 10 and minute % 12 != 0
            log.asked(revision, f"{at}:31.000000Z", f"GET /beds/{minute + 1}/forecast", 502 if out else 200)
            if out:
                said = 'call to https://frost.example/nights failed: 503 Service Unavailable {"error": "overloaded"}'
                log.line(revision, f"{at}:31.250000Z", "ERROR", said)
    log.asked(_NEW, "2026-06-02T08:30:00.210000Z", "POST /beds", 201)
    log.write(file)
