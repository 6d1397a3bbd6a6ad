from typing import Any

import pytest

from incidents.analysis.deployments.start_ups import start_ups
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, LogPattern, RevisionCount
from tests import builders
from tests.builders import BAD, GOOD, at


def started(count: int = 9) -> AnyEvidence:
    return builders.platform_event(event="instance-start", message="Starting new instance.", count=count)


def banner(words: str = "Application startup complete", **changes: Any) -> LogPattern:
    revision, count = changes.pop("revision", BAD), changes.pop("count", 2)
    seen = (RevisionCount(revision=revision, count=count, first=at(2), last=at(3)),)
    values = {"severity": "INFO", "error_type": None, "count": count, "by_revision": seen}
    return builders.log_pattern(**{"template": words, "excerpt": words, **values, **changes})


def told(*evidence: AnyEvidence) -> list[str]:
    return [each.text for each in start_ups(Facts(builders.sealed(collected=builders.collected(*evidence))))]


def test_started_instances_stand_beside_the_start_ups_that_were_completed() -> None:
    (said,) = told(builders.revision(), started(), banner())
    assert said == (
        f"{BAD}: the platform started 9 instances; 2 log entries say that start-up was complete: "
        "`Application startup complete`."
    )


def test_a_service_that_used_to_say_so_and_no_longer_does_is_told_of() -> None:
    assert told(builders.revision(), banner(revision=GOOD)) == [
        f"{BAD}: no log entry says that start-up was complete: `Application startup complete`."
    ]


def test_one_is_told_in_the_singular() -> None:
    (said,) = told(builders.revision(), started(1), banner(count=1))
    assert "started 1 instance; 1 log entry says that" in said


def test_a_service_that_prints_no_such_line_is_not_spoken_of() -> None:
    assert told(builders.revision(), started(), banner("Parcel 4711 was sent")) == []


@pytest.mark.parametrize(
    "words",
    [
        "INFO:     Application startup complete.",  # uvicorn
        "[INFO] Listening at: http://0.0.0.0:8080 (1)",  # gunicorn
        " * Running on http://127.0.0.1:8080",  # Werkzeug
        "Started ParcelApplication in 3.2 seconds (process running for 3.9)",  # Spring Boot
        "Application started. Press Ctrl+C to shut down.",  # ASP.NET Core
        "Nest application successfully started",
        "server listening on port 8080",
    ],
)
def test_the_lines_of_common_servers_are_known(words: str) -> None:
    assert len(told(builders.revision(), banner(words))) == 1


def test_an_error_is_no_completed_start_up() -> None:
    assert told(builders.revision(), banner("server listening on port 8080", severity="ERROR")) == []
