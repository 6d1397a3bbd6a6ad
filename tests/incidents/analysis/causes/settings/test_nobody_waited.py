from typing import Any

import pytest

from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.settings.nobody_waited import why
from incidents.analysis.course.took import Took, took
from incidents.analysis.facts import Facts
from incidents.model.cause import Stop
from incidents.model.evidence import Latency, RequestStatistics, Setting
from tests import builders
from tests.builders import BAD, GOOD
from tests.incidents.analysis.causes.settings.test_rules import ENV, changed
from tests.incidents.analysis.causes.symptoms import symptom

AT_ONCE = Took(3.0, 1054.0, ("req-1",), 119.0)


def test_more_time_to_wait_is_ruled_out_by_failures_that_waited_for_nothing() -> None:
    assert why(changed(f"{ENV}.PRINTER_TIMEOUT", "5", "10"), symptom("", took=AT_ONCE)) == (
        "it gives more time to wait, from 5 to 10, and nothing was waited for: no failed request took longer than "
        "3 ms, and none before less than 119 ms"
    )


@pytest.mark.parametrize(
    ("path", "before", "after", "time"),
    [
        (f"{ENV}.PRINTER_TIMEOUT", "10", "5", AT_ONCE),  # less time ends what takes longer
        (f"{ENV}.PRINTER_TIMEOUT", None, "10", AT_ONCE),  # what held before is not known
        (f"{ENV}.PRINTER_POOL_SIZE", "5", "50", AT_ONCE),  # what refuses one too many does it at once
        (f"{ENV}.PRINTER_TIMEOUT", "5", "10", Took(119.0, 1054.0, ("req-1",), 119.0)),  # as long as a good answer
        (f"{ENV}.PRINTER_TIMEOUT", "5", "10", Took(3.0, 1054.0, ("req-1",))),  # the quickest was not counted
        (f"{ENV}.PRINTER_TIMEOUT", "5", "10", None),
    ],
)
def test_other_changes_and_failures_rule_out_nothing(
    path: str, before: str | None, after: str, time: Took | None
) -> None:
    assert why(changed(path, before, after), symptom("", took=time)) is None


def row(revision: str, quickest: float | None, **changes: Any) -> RequestStatistics:
    """The failing route, with its quickest answer; a number of its own where there are several."""
    times = Latency(count=20, p50_ms=200, p95_ms=300, p99_ms=400, max_ms=500, min_ms=quickest)
    return builders.request_statistics(**{"revision": revision, "latency": times, **changes})


def test_the_quickest_answer_before_is_told_where_all_of_it_was_counted() -> None:
    def quickest(*before: float | None) -> float | None:
        earlier = [row(GOOD, each, id=f"req-{index}") for index, each in enumerate(before)]
        told = took(Facts(builders.sealed()), [row(BAD, 1.0), *earlier])
        return told.quickest if told else None

    assert quickest(119.0, 80.0) == 80.0
    assert quickest(119.0, None) is None


def test_what_is_ruled_out_is_no_cause_and_is_said_to_be_so_with_the_figures() -> None:
    at_once = Latency(count=20, p50_ms=3, p95_ms=3, p99_ms=3, max_ms=3)
    failing, before = row(BAD, 3.0, latency=at_once), row(GOOD, 119.0)
    both = [
        builders.revision(name=name, settings=(Setting(path=f"{ENV}.PRINTER_TIMEOUT", value=value),))
        for name, value in ((GOOD, "5"), (BAD, "10"))
    ]
    finding = builders.finding(kind="request", rule="failing-route", primary=(failing.id,), related=(before.id,))
    evidence = Facts(builders.sealed(collected=builders.collected(failing, before, *both)))
    (chain,) = explain(evidence, [finding], [])
    (stop,) = chain.whys
    assert isinstance(stop, Stop)
    assert f"; that {BAD} sets {ENV}.PRINTER_TIMEOUT to 10; {GOOD} had 5 is ruled out: it gives more time" in stop.text
