"""The commands of an issue find what it is about."""

import pytest

from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from reports.issues.body.look_again import commands
from tests.builders import finding, incident, log_pattern, request_statistics


def asked(one: Finding, record: AnyEvidence) -> str:
    return str(commands(one, incident(), {record.id: record}))


def test_a_severity_that_the_entries_state_is_asked_for() -> None:
    record = log_pattern(severity_from="entry")
    assert "AND severity>=ERROR AND" in asked(finding(primary=(record.id,)), record)


@pytest.mark.parametrize("severity_from", ["text", "none"])
def test_what_states_no_severity_is_looked_for_among_the_default_ones(severity_from: str) -> None:
    record = log_pattern(severity_from=severity_from)
    assert "(severity>=ERROR OR severity=DEFAULT)" in asked(finding(primary=(record.id,)), record)


@pytest.mark.parametrize(("signature", "lowest"), [("POST /x 401", "401"), ("POST /x 500, 503", "500"), (None, "500")])
def test_requests_are_asked_for_by_the_status_that_they_got(signature: str | None, lowest: str) -> None:
    record = request_statistics()
    said = asked(finding(kind="request", signature=signature, primary=(record.id,)), record)
    assert f"httpRequest.status>={lowest} AND" in said
