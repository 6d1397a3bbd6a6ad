from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules.new_warning_pattern import find
from incidents.model.evidence import AnyEvidence, LogPattern, MinuteCount, MinuteRequests
from tests import builders
from tests.builders import BAD, GOOD, at

SERVED = builders.request_statistics(
    revision=GOOD, by_minute=(MinuteRequests(minute=at(minutes=30), count=50, server_errors=0),)
)


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def warning(*rows: tuple[str, float, int], **changes: Any) -> LogPattern:
    minutes = tuple(MinuteCount(revision=name, minute=at(minutes=m), count=n) for name, m, n in rows)
    values = {"severity": "WARNING", "error_type": None, "template": "labels are printed twice", "by_minute": minutes}
    return builders.log_pattern(**{**values, **changes})


def test_a_frequent_warning_that_the_baseline_did_not_have_is_a_finding_of_the_lowest_priority() -> None:
    (found,) = find(facts(SERVED, warning((BAD, 125, 7), (BAD, 126, 3))))
    assert (found.state, found.priority.level) == ("new", "P2")
    assert found.title == "parcel-api: new warning `labels are printed twice`"


@pytest.mark.parametrize(
    "pattern",
    [
        warning((BAD, 125, 9)),  # too few to be no accident
        warning((GOOD, 30, 1), (BAD, 125, 50)),  # the baseline had it
        warning((GOOD, 130, 50)),  # an old revision that still serves makes nothing new
        warning((BAD, 125, 50), severity="INFO"),
        warning((BAD, 125, 50), severity="ERROR"),  # another rule's
    ],
)
def test_other_messages_are_left_alone(pattern: LogPattern) -> None:
    assert find(facts(SERVED, pattern)) == []


def test_a_baseline_that_answered_nothing_would_not_have_shown_it() -> None:
    assert find(facts(warning((BAD, 125, 50)))) == []


def test_a_warning_that_comes_with_a_new_error_is_its_echo() -> None:
    error = builders.log_pattern(by_minute=(MinuteCount(revision=BAD, minute=at(minutes=125), count=50),))
    assert find(facts(SERVED, error, warning((BAD, 125, 48)))) == []
    assert find(facts(SERVED, error, warning((BAD, 125, 100)))) == []  # two tries before each failure
    assert len(find(facts(SERVED, error, warning((BAD, 140, 48))))) == 1
