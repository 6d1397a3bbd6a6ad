from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.priority.component_down import said
from incidents.model.evidence import AnyEvidence, Deliveries, MinuteRequests, RequestStatistics
from incidents.model.finding import Finding, Ratio
from incidents.model.policy import Component, Money, Policy
from tests import builders
from tests.builders import at

LABELS = Component(name="labels", tier=1, routes=("/labels*",), declared="config-1")
MONEY = Money(text="$40K ARR", currency="USD", per_year=40_000.0, at_least=False)


def asked(failed: int, total: int, minute: int = 10, route: str = "/labels", **changes: Any) -> RequestStatistics:
    minutes = (MinuteRequests(minute=at(2, minute), count=total, server_errors=failed),)
    values = {"route": route, "method": "GET", "count": total, "by_minute": minutes, "statuses": ()}
    return builders.request_statistics(**{**values, **changes})


def down(
    *rows: AnyEvidence, component: Component = LABELS, others: tuple[Component, ...] = (), **changes: Any
) -> str | None:
    values = {"component": "labels", "first": at(2, 10), "after": Ratio(n=6, total=None, unit="requests")}
    finding: Finding = builders.finding(**{**values, **changes})
    records = (builders.revision(name=builders.GOOD), builders.revision(), builders.log_pattern(), *rows)
    policy = Policy(components=(component, *others))
    return said(Facts(builders.sealed(policy=policy, collected=builders.collected(*records))), finding)


def test_half_of_what_a_core_part_is_asked_fails() -> None:
    assert down(asked(6, 12)) == "6 of 12 requests to labels failed"
    assert down(asked(6, 13)) is None


def test_fewer_than_five_failures_are_not_steady() -> None:
    assert down(asked(5, 5), after=Ratio(n=5, total=None, unit="requests")) is not None
    assert down(asked(4, 4), after=Ratio(n=4, total=None, unit="requests")) is None


def test_the_finding_itself_accounts_for_half_of_the_failures() -> None:
    assert down(asked(12, 12)) is not None
    assert down(asked(13, 13)) is None
    assert down(asked(12, 12), after=None) is None


def test_what_is_asked_of_other_parts_or_went_well_before_is_not_counted() -> None:
    assert down(asked(6, 12), asked(0, 90, route="/depots")) is not None
    assert down(asked(6, 12), asked(0, 90, minute=5, method="POST")) is not None
    assert down(asked(6, 12), asked(0, 90, minute=20, method="POST")) is None


def test_deliveries_keep_nobody_waiting_unless_their_route_is_declared() -> None:
    pushed = (Deliveries(by="Pub/Sub", count=90),)
    by_name = LABELS.model_copy(update={"routes": ("/print*",)})
    assert down(asked(6, 12, route="/print"), asked(0, 90, deliveries=pushed), component=by_name) is not None
    assert down(asked(6, 12), asked(0, 90, method="POST", deliveries=pushed)) is None


@pytest.mark.parametrize(
    ("component", "others", "core"),
    [
        ({"tier": 1}, (), True),
        ({"tier": 2}, (), False),
        ({"tier": 2, "value": MONEY}, (), True),
        ({"tier": 2, "value": MONEY}, (LABELS.model_copy(update={"name": "depots", "routes": ()}),), False),
    ],
)
def test_a_declared_tier_decides_what_is_core_and_else_a_declared_value(
    component: dict[str, Any], others: tuple[Component, ...], *, core: bool
) -> None:
    assert (down(asked(6, 12), component=LABELS.model_copy(update=component), others=others) is not None) is core


def test_a_part_that_is_not_declared_is_not_known_to_be_down() -> None:
    assert down(asked(6, 12), component=LABELS.model_copy(update={"name": "depots"})) is None
