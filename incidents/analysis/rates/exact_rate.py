"""Whether two counts, each of its own traffic, can come from one rate: the exact conditional test of two Poisson rates.

Given the sum of both counts, the later one is binomial, with the later traffic's share of all traffic as its chance.
That needs no approximation, however small the counts are.
"""

import math
from dataclasses import dataclass

_ROUNDS = 400


@dataclass(frozen=True)
class Rates:
    """The later rate over the earlier one: `low` and `high` bound it at 95 %, infinite where nothing came before.

    `rise` and `fall` are the chances of a later count so high, or so low, had the rate not changed.
    """

    low: float
    high: float
    rise: float
    fall: float


def compare(before: int, before_of: int, after: int, after_of: int) -> Rates:
    """Both traffics must be positive; counts above their traffic are fine, for a request may log many entries."""
    together = before + after
    share = after_of / (before_of + after_of)
    odds = before_of / after_of
    low, high = interval(after, together) if together else (0.0, 1.0)
    return Rates(
        low=odds * low / (1 - low) if low < 1 else math.inf,
        high=odds * high / (1 - high) if high < 1 else math.inf,
        rise=at_least(after, together, share),
        fall=1 - at_least(after + 1, together, share),
    )


def interval(hits: int, tries: int, level: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's bounds for the chance behind so many hits."""
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else _root(hits, tries, tail)
    high = 1.0 if hits == tries else _root(hits + 1, tries, 1 - tail)
    return low, high


def at_least(hits: int, tries: int, chance: float) -> float:
    """The chance of so many hits or more; the binomial's tail is an incomplete beta function."""
    if hits <= 0:
        return 1.0
    if hits > tries:
        return 0.0
    return _beta(chance, hits, tries - hits + 1)


def _root(hits: int, tries: int, wanted: float) -> float:
    """The chance at which `at_least` is as wanted; it only grows, so halving finds it."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if at_least(hits, tries, middle) < wanted else (low, middle)
    return (low + high) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction on the side where that is quick."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(logs) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)), from the front, until a step changes nothing (modified Lentz)."""
    tiny = 1e-300
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, _ROUNDS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / ((1 + term * below) or tiny)
        above = (1 + term / above) or tiny
        value *= above * below
        if abs(above * below - 1) < 1e-15:
            break
    return value
