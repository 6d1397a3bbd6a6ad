"""What changed before anything was deployed is said once, and blames nobody."""

from collections.abc import Sequence
from typing import Any

import pytest

from incidents.analysis.compared.slower_before import slower_before
from incidents.analysis.facts import Facts
from incidents.model.claim import Claim
from incidents.model.evidence import AnyEvidence, MinuteRequests, RequestStatistics
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

Minute = tuple[float, int]
"""The median of a minute in milliseconds, and how many of its ten requests failed."""


def asked(revision: str, hour: float, minutes: Sequence[Minute], **changes: Any) -> RequestStatistics:
    """A minute of ten requests every two minutes."""
    rows = tuple(
        MinuteRequests(minute=at(hour, 2 * n), count=10, server_errors=failed, p50_ms=took)
        for n, (took, failed) in enumerate(minutes)
    )
    return builders.request_statistics(revision=revision, count=10 * len(rows), by_minute=rows, **changes)


def told(before: Sequence[Minute], after: Sequence[Minute], *findings: Finding) -> list[Claim]:
    return of(builders.revision(), asked(GOOD, 0, before), asked(BAD, 2, after), findings=findings)


def of(*records: AnyEvidence, findings: Sequence[Finding] = ()) -> list[Claim]:
    held = builders.collected(builders.revision(name=GOOD), *records)
    return list(slower_before(Facts(builders.sealed(collected=held)), findings))


QUICK, SLOW, FAILING = (100.0, 0), (400.0, 0), (100.0, 4)


def test_a_route_that_was_slow_before_the_deployment_and_stays_so_is_told_with_the_moment() -> None:
    (said,) = told([QUICK] * 25 + [SLOW] * 25, [SLOW] * 30)
    assert said.text == (
        f"{SERVICE}: POST /parcels/<id>/label answers more slowly since {at(0, 50)}, on the revisions before and after "
        "the deployment alike: the median of its minutes was 100 ms until then, 400 ms to the deployment and 400 ms "
        "since. No deployment began it."
    )


def test_one_that_failed_more_often_before_is_told_with_the_counts() -> None:
    (said,) = told([QUICK] * 25 + [FAILING] * 25, [FAILING] * 30)
    assert "fails more often since" in said.text
    assert "0 of 250 requests failed until then, 100 of 250 to the deployment and 120 of 300 since" in said.text
    about = builders.finding(primary=said.cites)
    assert told([QUICK] * 25 + [FAILING] * 25, [FAILING] * 30, about) == []


def test_in_many_hours_the_moment_is_found_to_the_minute() -> None:
    hours = asked(GOOD, -8, [QUICK] * 152 + [SLOW] * 148)
    (said,) = of(builders.revision(), hours, asked(BAD, 2, [SLOW] * 30))
    assert f"more slowly since {at(-8, 304)}," in said.text


def test_of_a_service_without_a_deployment_it_is_told_to_the_start_of_the_window() -> None:
    (said,) = of(builders.revision(), asked("quoter-1", 0, [QUICK] * 25 + [SLOW] * 55, service="quoter"))
    assert f"since {at(0, 50)}, and nothing was deployed: " in said.text
    assert "400 ms to the start of the window and 400 ms since" in said.text


def test_the_three_clearest_are_told_whatever_the_order() -> None:
    slow = {"/a": 24, "/b": 20, "/c": 30, "/d": 15}
    rows = [
        each
        for route, since in slow.items()
        for each in (
            asked(GOOD, 0, [QUICK] * (55 - since) + [SLOW] * since, route=route),
            asked(BAD, 2, [SLOW] * 30, route=route),
        )
    ]
    found = of(builders.revision(), *rows)
    assert found == of(builders.revision(), *reversed(rows))
    assert [each.values[1].value for each in found] == ["POST /b", "POST /a", "POST /c"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # As ever, up and down, slow since the deployment, and slow for a while.
        ([QUICK] * 50, [QUICK] * 30),
        ([QUICK, SLOW] * 25, [QUICK, SLOW] * 15),
        ([QUICK] * 50, [SLOW] * 30),
        ([QUICK] * 25 + [SLOW] * 25, [QUICK] * 30),
        # Hardly slower, and too short to tell.
        ([QUICK] * 25 + [(170.0, 0)] * 25, [(170.0, 0)] * 30),
        ([QUICK] * 3 + [SLOW] * 40, [SLOW] * 30),
        # A failure now and then.
        ([QUICK] * 25 + [QUICK, (100.0, 1)] * 5 + [QUICK] * 15, [QUICK, (100.0, 1)] * 15),
        ([QUICK] * 50, [FAILING] * 30),
    ],
)
def test_noise_and_what_began_with_the_deployment_are_not(before: list[Minute], after: list[Minute]) -> None:
    assert told(before, after) == []
