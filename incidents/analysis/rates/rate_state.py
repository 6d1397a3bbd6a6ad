"""The state of a counted thing from its counts and the traffic of both sides, by the exact test alone."""

import math
from dataclasses import dataclass

from incidents.analysis.rates.exact_rate import Rates, compare
from incidents.model.finding import State

CHANCE = 0.025
"""What chance brings about more often than this shows no change: the level at which an interval of 95 % ends."""
_LEAST = 5
_TWICE = 2


@dataclass(frozen=True)
class Judged:
    """A state with the test behind it; `times`, `low`, `high` and `chance` are None where nothing could be tested."""

    state: State
    reason: str
    times: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None


def judge(before: int, before_of: int, after: int, after_of: int, *, each_once: bool = False) -> Judged:
    """Counts among their traffic; "not comparable" where a side has no traffic, or chance may explain the absence.

    "Worse" needs twice the rate, at least five, and an interval that lies above one; a change of less persists.
    `each_once` says that no part of the traffic counts twice, as a request fails once: then an absence is weighed by
    the chance that all counts fell to one side, which is Fisher's exact test and tells more.
    """
    if not before_of or not after_of:
        side = "before the window" if not before_of else "in the window"
        return Judged("not-comparable", f"no traffic {side} to compare with")
    rates = compare(before, before_of, after, after_of)
    if before and after:
        return _of_both(before, before_of, after, after_of, rates)
    chance = rates.fall if before else rates.rise
    if each_once and (before or after):
        chance = _all_on_one_side(before or after, before_of if before else after_of, before_of + after_of)
    if chance > CHANCE:
        missing = "its absence" if before else "that it was not seen before"
        return _judged(
            "not-comparable", f"too few: {missing} has a probability of {chance:.2g} by chance", rates, chance
        )
    seen = "seen before, and not in the window" if before else "seen in the window, and not before"
    return _judged(
        "resolved" if before else "new", f"{seen}; by chance that has a probability of {chance:.2g}", rates, chance
    )


def _of_both(before: int, before_of: int, after: int, after_of: int, rates: Rates) -> Judged:
    times = (after / after_of) / (before / before_of)
    worse = times >= _TWICE and after >= _LEAST and rates.low > 1
    chance = rates.rise if times >= 1 else rates.fall
    said = f"{times:.2g} times the rate, between {rates.low:.2g} and {rates.high:.2g} at 95 %"
    return _judged("worse" if worse else "persisting", said, rates, chance, times)


def _all_on_one_side(count: int, side: int, whole: int) -> float:
    """The chance that so many parts of the whole, drawn at random, all belong to the side."""
    return math.prod((side - drawn) / (whole - drawn) for drawn in range(count))


def _judged(state: State, reason: str, rates: Rates, chance: float, times: float | None = None) -> Judged:
    high = None if math.isinf(rates.high) else _short(rates.high)
    low = None if math.isinf(rates.low) else _short(rates.low)
    return Judged(state, reason, None if times is None else _short(times), low, high, _short(chance))


def _short(value: float) -> float:
    """Three figures: the continued fraction's last bits are no result."""
    return float(f"{value:.3g}")
