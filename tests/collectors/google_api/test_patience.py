import pytest

from collectors.google_api.failures import BusyError, RefusedError, SilentError
from collectors.google_api.patience import Patience
from incidents.timing.pacing import Pace
from tests.incidents.timing.fake_time import FakeTime


class Busy:
    """Is busy so often, then answers with the seconds it was given; every call lasts a while."""

    def __init__(self, times: int, passing: FakeTime, lasting: float = 0.0) -> None:
        self._times = times
        self._passing = passing
        self._lasting = lasting
        self.calls = 0

    def __call__(self, seconds: float) -> float:
        self.calls += 1
        self._passing.now += self._lasting
        if self.calls <= self._times:
            raise BusyError("the quota of reads was used up (429)")
        return seconds


def patient(passing: FakeTime) -> Patience:
    return Patience(passing.timer, Pace(a_minute=48, at_once=5), minutes=30)


def test_an_answer_needs_no_waiting_and_has_a_deadline_of_its_own() -> None:
    passing = FakeTime()
    assert patient(passing).ask(Busy(0, passing)) == 60
    assert passing.slept == []


def test_waits_grow_and_are_always_the_same() -> None:
    passing = FakeTime()
    assert patient(passing).ask(Busy(6, passing)) == 60
    assert passing.slept == [1, 2, 4, 8, 16, 32]


def test_it_gives_up_after_the_last_wait_and_says_why() -> None:
    passing = FakeTime()
    call = Busy(7, passing)
    with pytest.raises(SilentError, match=r"^the quota of reads was used up \(429\), 7 times in a row$"):
        patient(passing).ask(call)
    assert call.calls == 7


def test_the_whole_read_has_one_deadline() -> None:
    passing = FakeTime()
    patience = patient(passing)
    assert patience.ask(Busy(0, passing, lasting=1790)) == 60
    assert patience.ask(Busy(0, passing, lasting=10)) == 10  # what is left is less than a call may take
    with pytest.raises(SilentError, match=r"^the read had not ended after 30 minutes$"):
        patience.ask(Busy(0, passing))


def test_what_is_refused_is_not_asked_again() -> None:
    calls = []

    def refuse(seconds: float) -> None:
        calls.append(seconds)
        raise RefusedError("no")

    with pytest.raises(RefusedError, match=r"^no$"):
        patient(FakeTime()).ask(refuse)
    assert calls == [60]
