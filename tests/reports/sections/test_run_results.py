from typing import Any

import pytest

from incidents.model.evidence import RunCounts
from incidents.model.finding import Ratio
from incidents.model.instant import Instant
from incidents.model.run_account import Figure, RunAccount
from reports.citations import Citations
from reports.sections.run_results import RunRow, rate, run_rows, standing_rows
from tests import builders
from tests.builders import at, incident, index_of, sealed


def held(run: Any, **changes: Any) -> tuple[Any, Any, Citations]:
    every = {each.id: each for each in (*sealed().collected.evidence, run)}
    values = {"run": run.id, "side": "window", "environment": "staging", "real": None}
    account = RunAccount.model_validate({**values, **changes})
    given = incident(index=index_of(tuple(every.values())), runs=(account,))
    return given, every, Citations(given, every)


def row(run: Any, **changes: Any) -> RunRow:
    (found,) = run_rows(*held(run, **changes))
    return found


def test_a_run_s_own_figures_stand_beside_its_real_passes() -> None:
    run = builders.test_run()
    found = row(run, real=Ratio(n=8, total=12, unit="real executions"), mean_s=3.941)
    assert found.run == f"`nightly`[^{run.id}]"
    assert (found.collected, found.deselected, found.executed, found.passed) == ("10", "-", "10", "9")
    assert (found.failed, found.errors, found.skipped) == ("1", "0", "0")
    assert (found.took, found.real) == ("42.5 s, 3.94 s a case", "8 of 12 (66.7%)")


def test_what_a_run_does_not_tell_is_no_zero() -> None:
    run = builders.test_run(counts=RunCounts(passed=1), at=None, zone="unknown", duration_s=None, interrupted=True)
    found = row(run, environment=None, side="before")
    assert (found.collected, found.span, found.took) == ("-", "no zone stated", "not stated, stopped")
    assert (found.environment, found.real) == ("not stated", "not judged")
    assert found.run.startswith("`nightly`, before the window[")


def test_a_long_run_is_told_in_minutes() -> None:
    assert row(builders.test_run(duration_s=636.18), mean_s=25.447).took == "10 min 36 s, 25.45 s a case"


@pytest.mark.parametrize(
    ("ended", "duration", "span"),
    [
        (at(2, 32), 42.5, "2026-03-02 11:30:00Z to 2026-03-02 11:32:00Z"),  # the end that was stated
        (None, 42.5, "2026-03-02 11:30:00Z to 2026-03-02 11:30:42Z"),
        (None, None, "from 2026-03-02 11:30:00Z"),
    ],
)
def test_a_run_is_told_from_its_start_to_its_end(ended: Instant | None, duration: float | None, span: str) -> None:
    assert row(builders.test_run(ended=ended, duration_s=duration)).span == span


def test_nothing_of_nothing_has_no_rate() -> None:
    assert rate(Ratio(n=0, total=0, unit="real executions")) == "none"


def test_standings_are_told_in_words() -> None:
    figures = (Figure(word="executed-real", n=2), Figure(word="executed-on-mock", n=1))
    given = held(builders.test_run(), standings=figures, unreached=(Figure(word="deselected", n=6),))
    (found,) = standing_rows(*given)
    assert (found.standings, found.unreached) == ("2 real, 1 on a stand-in", "6 deselected")
    assert standing_rows(*held(builders.test_run(), side="before")) == ()
