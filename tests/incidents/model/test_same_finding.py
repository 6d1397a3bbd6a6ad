"""Which findings are about the same thing."""

from typing import Any

import pytest

from incidents.model.same_finding import same_findings
from tests.builders import finding


def test_findings_are_paired_by_id_or_by_what_they_are_about() -> None:
    same, renamed = finding(id="finding-a", signature="A"), finding(id="finding-b", signature="B")
    later = finding(id="finding-c", signature="B", state="persisting")
    other = finding(id="finding-d", signature="D")
    assert same_findings([same, renamed], [same, later, other]) == ((same, same), (renamed, later))


@pytest.mark.parametrize(
    ("before", "now", "alike"),
    [
        ({"tests": ("t::a",)}, {"tests": ("t::a", "t::b")}, True),
        ({"tests": ("t::a",)}, {"tests": ("t::b",)}, False),  # one message, other tests
        ({"signature": None, "tests": ("t::a",)}, {"signature": None, "tests": ("t::a",)}, True),
        ({"signature": None}, {"signature": None}, False),
        ({}, {"service": "other"}, False),
        ({}, {"rule": "failing_route"}, False),
        (
            {"signature": "took 12.5 s on parcel-api-00007-kit"},
            {"signature": "took 9.1 s on parcel-api-00009-elk"},
            True,
        ),
        ({"signature": "assert 503 == 200"}, {"signature": "assert 500 == 200"}, False),
    ],
)
def test_findings_of_other_ids_are_the_same_when_they_are_about_the_same(
    before: dict[str, Any], now: dict[str, Any], *, alike: bool
) -> None:
    one, other = finding(id="finding-a", **before), finding(id="finding-b", **now)
    assert bool(same_findings([one], [other])) is alike
