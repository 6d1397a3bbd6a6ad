from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rates.metric_history import latest, metric_history
from incidents.model.evidence import Metric
from tests import builders
from tests.builders import at


def metric(hours: float, value: float, **changes: Any) -> Metric:
    values = {
        "id": f"metric-{hours:g}-{value:g}-{'-'.join(str(each) for each in changes.values())}".rstrip("-").replace(
            "%", "p"
        ),
        "at": at(hours),
        "source": "metrics",
        "locator": "metrics.json",
        "excerpt": f"{value}",
        "metric": "compliance",
        "version": "2",
        "scope": None,
        "value": value,
    }
    return Metric(**{**values, **changes})


def facts(*metrics: Metric) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*metrics)))


def told(*metrics: Metric) -> list[str]:
    return [each.text for each in metric_history(facts(*metrics))]


def test_the_same_metric_of_the_same_version_has_a_trend() -> None:
    assert told(metric(0.5, 90), metric(1, 98.5), metric(3, 97)) == [
        "compliance (version 2) went from 98.5 to 97.0 (-1.5)."
    ]


@pytest.mark.parametrize("other", [{"version": "1"}, {"scope": "api"}, {"unit": "ratio"}])
def test_another_version_scope_or_unit_does_not_compare(other: dict[str, str]) -> None:
    value = 0.9 if "unit" in other else 90
    (said,) = told(metric(1, value, **other), metric(3, 97))
    assert said.endswith(
        "without a trend: only values of another version, scope or unit were read, which do not compare."
    )


def test_a_first_value_has_no_trend() -> None:
    assert told(metric(3, 97)) == ["compliance (version 2) is 97.0, without a trend: no earlier value of it was read."]


def test_a_value_that_cannot_be_is_said_and_compared_with_nothing() -> None:
    impossible = metric(3, -1798.6, unit="%")
    assert told(metric(1, 98, unit="%"), impossible) == [
        "compliance (version 2, in %) was given as -1798.6, which cannot be, so it was compared with nothing."
    ]
    assert latest(facts(impossible)) == ()


def test_what_was_measured_before_the_window_alone_is_not_spoken_of() -> None:
    assert told(metric(1, 98)) == []
