"""A value that failed requests share and others do not is told with both counts, if chance does not explain it."""

import math
from typing import Any

import pytest

from incidents.analysis.course.apart import requests_apart
from incidents.analysis.course.set_apart import by_chance, claims, set_apart
from incidents.analysis.facts import Facts
from incidents.model.evidence import FieldShare
from tests import builders
from tests.builders import BAD, GOOD


def share(failed: int, of_failed: int, well: int, of_well: int, value: str = "acme") -> FieldShare:
    return FieldShare(name="tenant", value=value, failed=failed, of_failed=of_failed, well=well, of_well=of_well)


FINDING = builders.finding(kind="request", primary=(builders.request_statistics().id,))


def facts(now: FieldShare, before: FieldShare | None = None, **changes: Any) -> Facts:
    row = builders.request_statistics(shares=(now,), **{"compared": 40, **changes})
    older = builders.request_statistics(revision=GOOD, shares=(before,) if before else (), statuses=())
    records = (builders.revision(name=GOOD), builders.revision(), row, older)
    return Facts(builders.sealed(collected=builders.collected(*records)))


def told(given: Facts) -> list[str]:
    return [each.template.format(**{one.name: one.value for one in each.values}) for each in claims(given, [FINDING])]


def test_the_share_of_the_failed_stands_beside_that_of_the_others_and_of_another_revision() -> None:
    row = builders.request_statistics()
    (said,) = told(facts(share(41, 41, 2, 300), share(0, 0, 12, 90)))
    assert said == (
        f"Labels are not printed: of the failed requests to {row.method} {row.route} on {BAD} that tell tenant, 41 of "
        "41 have acme; of those answered well, 2 of 300 do, and parcel-api-00007-kit answered 12 with it well. "
        "40 values of fields were compared, in a bounded number of requests."
    )


@pytest.mark.parametrize(
    ("now", "before", "compared"),
    [
        # nobody with the value was ever answered well, so that it may only say that the request failed
        (share(41, 41, 0, 300), None, 40),
        # chance explains it, at once or with so many values to look at
        (share(5, 5, 4, 8), None, 40),
        (share(5, 5, 1, 20), None, 4000),
        (share(0, 0, 9, 300), None, 40),
    ],
)
def test_what_may_be_chance_or_the_failure_itself_is_not_told(
    now: FieldShare, before: FieldShare | None, compared: int
) -> None:
    assert set_apart(facts(now, before, compared=compared), FINDING) == ()


def test_that_another_revision_answered_it_well_is_enough() -> None:
    (found,) = set_apart(facts(share(41, 41, 0, 300), share(0, 0, 12, 90)), FINDING)
    assert found.elsewhere is not None
    assert (found.elsewhere[0].revision, found.elsewhere[1], found.chance < 1e-20) == (GOOD, 12, True)


def test_the_chance_is_that_of_the_exact_test() -> None:
    # Fisher's tea: three of four are named right
    assert math.isclose(by_chance(share(3, 4, 1, 4)), 17 / 70)
    assert by_chance(share(4, 1, 4, 1)) == 1  # counts that cannot be tell nothing


def test_a_value_that_names_something_can_be_looked_for_in_a_change() -> None:
    (found,) = requests_apart(facts(share(41, 41, 2, 300)), FINDING)
    assert found.word == "acme"
    assert found.how.endswith("have the value `acme` of `tenant`, and 2 of 300 of those answered well")
    for value in ("17", "true"):
        assert not list(requests_apart(facts(share(41, 41, 2, 300, value)), FINDING))
