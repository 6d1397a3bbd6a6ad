from typing import Any

import pytest

from incidents.model.finding import Ratio
from reports.difference.findings import changed_finding
from tests.builders import finding, log_pattern, priority


def counted(n: int, total: int | None = 20, unit: str = "requests") -> Ratio:
    return Ratio(n=n, total=total, unit=unit)


@pytest.mark.parametrize(
    ("before", "now", "movement", "why"),
    [
        ("new", "persisting", "contradicted", "it was called new and is there before"),
        ("persisting", "new", "contradicted", "it was called there before and is new"),
        ("new", "resolved", "contradicted", "it was called new and is resolved"),
        ("resolved", "worse", "contradicted", "it was called resolved and is worse than before"),
        ("worse", "new", "strengthened", "more certain: worse than before became new"),
        ("new", "worse", "weakened", "less certain: new became worse than before"),
        ("not-comparable", "new", "strengthened", "more certain: not comparable became new"),
        ("persisting", "flaky", "weakened", "less certain: there before became flaky"),
    ],
)
def test_a_state_that_became_another(before: str, now: str, movement: str, why: str) -> None:
    change = changed_finding(finding(state=before), finding(state=now))
    assert change is not None
    assert (change.movement, change.why) == (movement, why)


@pytest.mark.parametrize(
    ("before", "now", "movement", "why"),
    [
        ({"after": counted(8)}, {"after": counted(9, 21)}, "strengthened", "more of it was seen"),
        ({"after": counted(8)}, {"after": counted(2)}, "weakened", "less of it was seen"),
        ({}, {"related": ("log-1",)}, "strengthened", "more evidence"),
        ({"related": ("log-1", "log-2")}, {"related": ("log-1",)}, "weakened", "less evidence"),
        ({"priority": priority(level="P2")}, {"priority": priority(level="P0")}, "strengthened", "more urgent"),
        ({}, {"title": "Labels fail"}, "restated", "the same in other words"),
        # What is counted differently cannot be compared; the evidence decides.
        (
            {"after": counted(8)},
            {"after": counted(9, unit="tests"), "related": ("log-1",)},
            "strengthened",
            "more evidence",
        ),
    ],
)
def test_a_finding_of_the_same_state_that_weighs_more_or_less(
    before: dict[str, Any], now: dict[str, Any], movement: str, why: str
) -> None:
    change = changed_finding(finding(**before), finding(**now))
    assert change is not None
    assert (change.movement, change.why) == (movement, why)


def test_the_same_finding_has_not_changed() -> None:
    assert changed_finding(finding(), finding(id="finding-other")) is None


def test_both_sides_are_said_on_one_line_each() -> None:
    change = changed_finding(finding(after=counted(8)), finding(after=counted(9), state="persisting"))
    assert change is not None
    assert (change.what, change.id) == ("finding", "finding-label-printer")
    level = finding().priority.level
    assert change.before == f"{level} new, 8 of 20 requests: Labels are not printed"
    assert change.now == f"{level} there before, 9 of 20 requests: Labels are not printed"


def test_the_evidence_of_a_finding_counts_once() -> None:
    assert changed_finding(finding(), finding(related=(log_pattern().id,))) is None
