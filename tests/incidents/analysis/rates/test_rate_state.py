import pytest

from incidents.analysis.rates.rate_state import judge
from incidents.model.finding import State


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ((0, 100), (6, 100), "new"),  # by chance 1 of 64
        ((0, 100), (5, 100), "not-comparable"),  # by chance 1 of 32
        ((0, 1000), (2, 100), "new"),  # the more was seen before, the fewer are enough
        ((0, 10), (40, 1000), "not-comparable"),  # hardly anything was seen before
        ((6, 100), (0, 100), "resolved"),
        ((5, 100), (0, 100), "not-comparable"),
        ((6, 100), (0, 10), "not-comparable"),  # hardly anything was asked of the new one
        ((20, 100), (40, 100), "worse"),
        ((5, 100), (10, 100), "persisting"),  # one rate may give both
        ((20, 100), (38, 100), "persisting"),  # not twice as much
        ((1, 1000), (4, 100), "persisting"),  # fewer than five
        ((20, 100), (40, 200), "persisting"),  # the same share
        ((0, 0), (9, 9), "not-comparable"),
        ((9, 9), (0, 0), "not-comparable"),
    ],
)
def test_the_state_follows_from_counts_and_traffic(
    before: tuple[int, int], after: tuple[int, int], state: State
) -> None:
    assert judge(*before, *after).state == state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ((0, 10), (2, 2), "new"),  # both of two: by chance 1 of 66
        ((0, 5), (3, 3), "new"),  # by chance 1 of 56
        ((0, 5), (2, 3), "not-comparable"),  # by chance 3 of 28
        ((3, 3), (0, 5), "resolved"),
        ((0, 0), (3, 3), "not-comparable"),
        ((0, 5), (0, 5), "not-comparable"),
    ],
)
def test_where_each_request_counts_once_fewer_of_them_are_enough(
    before: tuple[int, int], after: tuple[int, int], state: State
) -> None:
    assert judge(*before, *after, each_once=True).state == state


def test_the_interval_and_the_chance_are_told() -> None:
    judged = judge(20, 100, 40, 100)
    assert (judged.times, judged.low, judged.high, judged.chance) == (2.0, 1.14, 3.61, 0.00674)
    assert judged.reason == "2 times the rate, between 1.1 and 3.6 at 95 %"


def test_without_an_earlier_count_there_is_no_upper_bound() -> None:
    judged = judge(0, 100, 6, 100)
    assert (judged.times, judged.high, judged.chance) == (None, None, 0.0156)


def test_without_traffic_nothing_is_tested() -> None:
    judged = judge(0, 0, 6, 100)
    assert (judged.reason, judged.low, judged.chance) == ("no traffic before the window to compare with", None, None)
