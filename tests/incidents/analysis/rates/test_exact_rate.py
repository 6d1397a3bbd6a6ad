import math

import pytest

from incidents.analysis.rates.exact_rate import at_least, compare, interval


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.5, 0.97])
def test_the_tail_is_the_sum_of_the_binomial(chance: float) -> None:
    for tries in (1, 7, 60):
        for hits in range(tries + 2):
            terms = (math.comb(tries, n) * chance**n * (1 - chance) ** (tries - n) for n in range(hits, tries + 1))
            assert at_least(hits, tries, chance) == pytest.approx(sum(terms), abs=1e-11)


def test_the_bounds_are_those_of_clopper_and_pearson() -> None:
    assert interval(3, 10) == pytest.approx((0.0667395, 0.6524529), abs=1e-6)
    assert interval(0, 10) == pytest.approx((0.0, 0.3084971), abs=1e-6)


@pytest.mark.parametrize("times", [1, 3, 40])
def test_one_rate_at_any_traffic_is_never_a_rise(times: int) -> None:
    for count in range(1, 30):
        rates = compare(count, 200, count * times, 200 * times)
        assert rates.low < 1 < rates.high


def test_a_clear_rise_lies_above_one_and_a_few_more_do_not() -> None:
    assert compare(2, 100, 20, 100).low > 1
    assert compare(2, 100, 5, 100).low < 1
    assert compare(0, 100, 5, 100).high == math.inf
