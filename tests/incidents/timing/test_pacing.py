import time

import pytest

from collectors.logs.live.api import PACE
from incidents.timing.pacing import Pace, Pacer
from incidents.timing.timer import REAL_TIMER
from tests.incidents.timing.fake_time import FakeTime


def starts(pacer: Pacer, passing: FakeTime, reads: int, lasting: float = 0.0) -> list[float]:
    """When each read started, after the first."""
    found = []
    for _ in range(reads):
        pacer.wait()
        found.append(passing.now)
        passing.now += lasting
    return [each - found[0] for each in found]


def test_a_few_reads_go_at_once_and_the_others_one_after_another() -> None:
    passing = FakeTime()
    assert starts(Pacer(passing.timer, PACE), passing, 8) == [0, 0, 0, 0, 0, 1.25, 2.5, 3.75]


def test_no_minute_has_sixty_reads() -> None:
    passing = FakeTime()
    pacer = Pacer(passing.timer, PACE)
    found = starts(pacer, passing, 200)
    passing.now += 1000  # a rest does not save up more than the few
    found += [each + found[-1] + 1000 for each in starts(pacer, passing, 200)]
    assert max(sum(start <= each < start + 60 for each in found) for start in found) == 52


def test_reads_that_are_slow_themselves_do_not_wait() -> None:
    passing = FakeTime()
    starts(Pacer(passing.timer, PACE), passing, 100, lasting=1.5)
    assert passing.slept == []


def test_the_real_timer_is_that_of_the_machine() -> None:
    assert (REAL_TIMER.ticks, REAL_TIMER.sleep) == (time.monotonic, time.sleep)


def test_another_pace_is_another_interval() -> None:
    passing = FakeTime()
    assert starts(Pacer(passing.timer, Pace(a_minute=600, at_once=2)), passing, 4) == pytest.approx([0, 0, 0.1, 0.2])
