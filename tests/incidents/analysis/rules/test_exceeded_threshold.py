import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rates.possible_metric import is_possible
from incidents.analysis.rules import exceeded_threshold
from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.instant import Instant
from incidents.model.policy import Component, Policy, Threshold
from incidents.model.record import digest
from tests import builders
from tests.builders import at

LINE = builders.declaration(id="line-1", path="thresholds.p95", value="500")


def metric(value: float, unit: str | None = "ms", name: str = "p95", moment: Instant | None = None) -> Metric:
    values = {
        "id": f"metric-{digest(name, str(value), str(moment))}",
        "at": moment or at(3),
        "source": "metrics",
        "locator": "m.json#0",
    }
    named = {
        "source": "metrics",
        "locator": "m.json#0",
        "metric": name,
        "version": "1",
        "scope": None,
        "value": value,
        "unit": unit,
        "excerpt": "",
    }
    return Metric.model_validate({**values, **named})


def titles(*metrics: AnyEvidence, limit: float = 500) -> list[str]:
    policy = Policy(thresholds=(Threshold(name="p95", limit=limit, declared=LINE.id),))
    records = (builders.revision(name=builders.GOOD), builders.revision(), LINE, *metrics)
    sealed = builders.sealed(collected=builders.collected(*records), policy=policy)
    return [each.title for each in exceeded_threshold.find(Facts(sealed))]


def test_a_value_beyond_its_declared_limit_is_found_with_the_factor() -> None:
    assert titles(metric(5100)) == ["p95 is 5100 ms, beyond the declared limit of 500, 10.2 times as much"]


def test_the_limit_itself_and_a_later_value_within_it_are_not() -> None:
    assert titles(metric(500)) == []
    assert titles(metric(5100), metric(400, moment=at(3.5))) == []


def test_without_a_declared_limit_and_before_the_window_nothing_is_said() -> None:
    assert titles(metric(5100, name="p99")) == []
    assert titles(metric(5100, moment=at(1))) == []


@pytest.mark.parametrize(("value", "unit"), [(-1798.6, "%"), (120.0, "percent"), (1.5, "ratio"), (-1.0, "ms")])
def test_a_value_that_cannot_be_is_refused(value: float, unit: str) -> None:
    assert not is_possible(metric(value, unit))
    assert titles(metric(value, unit), limit=-5000) == []


def test_a_metric_whose_name_holds_that_of_a_component_is_of_it() -> None:
    policy = Policy(
        components=(Component(name="checkout", declared=LINE.id),),
        thresholds=(Threshold(name="checkout_p95", limit=500, declared=LINE.id),),
    )
    records = (builders.revision(name=builders.GOOD), builders.revision(), LINE, metric(900, name="checkout_p95"))
    (found,) = exceeded_threshold.find(Facts(builders.sealed(collected=builders.collected(*records), policy=policy)))
    assert found.component == "checkout"
