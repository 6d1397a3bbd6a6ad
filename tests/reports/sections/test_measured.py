from typing import Any

from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.policy import Policy, Threshold
from reports.citations import Citations
from reports.sections.measured import MeasuredRow, measured_rows
from tests.builders import at, finding, incident, index_of, log_pattern, sealed


def metric(**changes: Any) -> Metric:
    values = {
        "id": "metric-1",
        "at": at(3),
        "source": "metrics",
        "locator": "metrics.json record 1",
        "excerpt": "{}",
        "metric": "label_ms",
        "version": "2",
        "scope": "labels",
        "value": 5100.5,
        "unit": "ms",
    }
    return Metric(**{**values, **changes})


def rows(*records: AnyEvidence, **changes: Any) -> tuple[MeasuredRow, ...]:
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    given = incident(index=index_of(tuple(every.values())), **changes)
    return measured_rows(given, every, Citations(given, every))


def test_a_figure_comes_with_what_makes_it_comparable_and_its_limit() -> None:
    limit = Policy(thresholds=(Threshold(name="label_ms", limit=500, declared=log_pattern().id),))
    (found,) = rows(metric(), policy=limit, findings=(finding(primary=("metric-1",)),), claims=())
    assert found.metric == "`label_ms`, version `2`, of `labels`[^metric-1]"
    assert (found.at, found.value) == ("2026-03-02 12:00:00Z", "5100.5 ms")
    assert (found.limit, found.finding) == (f"500[^{log_pattern().id}]", "F1")


def test_without_a_limit_there_is_no_verdict() -> None:
    (found,) = rows(metric(version=None, scope=None, unit=None, at=None))
    assert (found.metric, found.value, found.at) == ("`label_ms`[^metric-1]", "5100.5", "no time stated")
    assert (found.limit, found.finding) == ("none declared", "-")
