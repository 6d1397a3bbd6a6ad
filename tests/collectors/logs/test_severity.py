from typing import Any

import pytest

from collectors.logs.severity import severity_named, stated_severity


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        ("error", "ERROR"),
        (" Warn ", "WARNING"),
        ("WARNI", "WARNING"),  # alembic cuts its level names
        ("Information", "INFO"),  # Serilog
        ("FATAL", "CRITICAL"),
        (50, "ERROR"),  # bunyan, pino, and Python's levelno
        (60, "CRITICAL"),
        (400, "ERROR"),  # Monolog
        (3, "ERROR"),  # syslog
        (0, "EMERGENCY"),
        (30.0, "INFO"),
        ("DEFAULT", None),
        ("loud", None),
        (35, None),
        (2.5, None),
        (float("nan"), None),
        (True, None),
        (None, None),
        (["error"], None),
    ],
)
def test_the_levels_of_libraries_become_severities(level: Any, severity: str | None) -> None:
    assert severity_named(level) == severity


@pytest.mark.parametrize(
    ("value", "severity"),
    [("ERROR", "ERROR"), (500, "ERROR"), (400, "WARNING"), (0, None), ("DEFAULT", None), (510, None), (True, None)],
)
def test_an_entry_states_its_severity_by_name_or_number(value: Any, severity: str | None) -> None:
    assert stated_severity(value) == severity
