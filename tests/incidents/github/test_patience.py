"""How long GitHub is asked again."""

import pytest

from incidents.github.failures import BusyError, GoneError, RefusedError
from incidents.github.patience import Patience
from tests.incidents.timing.fake_time import FakeTime


class Answers:
    """Fails with what it is given, one after the other, and then answers."""

    def __init__(self, *failures: Exception) -> None:
        self._failures = list(failures)
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        if self._failures:
            raise self._failures.pop(0)
        return "answer"


def test_waits_grow_until_it_answers(passing: FakeTime) -> None:
    answers = Answers(BusyError("busy"), BusyError("busy"), BusyError("busy", wait=30))
    assert Patience(passing.timer).ask(answers) == "answer"
    assert passing.slept == [1, 2, 30]


def test_a_person_is_told_of_a_long_wait_and_of_none_other(passing: FakeTime) -> None:
    told: list[str] = []
    answers = Answers(BusyError("busy"), BusyError("GitHub asked to wait", wait=60), BusyError("busy", wait=4))
    Patience(passing.timer, tell=told.append).ask(answers)
    assert told == ["GitHub asked to wait; waiting 60 seconds"]


def test_what_is_busy_too_often_is_given_up(passing: FakeTime) -> None:
    answers = Answers(*[BusyError("busy")] * 9)
    with pytest.raises(RefusedError, match=r"^busy, 6 times in a row$"):
        Patience(passing.timer).ask(answers)
    assert answers.asked == 6


@pytest.mark.parametrize("wait", [121, 10**9])
def test_a_long_wait_is_told_and_not_made(passing: FakeTime, wait: float) -> None:
    with pytest.raises(RefusedError, match=r"^busy until noon, which was not waited for$"):
        Patience(passing.timer).ask(Answers(BusyError("busy until noon", wait)))
    assert passing.slept == []


def test_no_wait_leads_beyond_the_deadline(passing: FakeTime) -> None:
    patience = Patience(passing.timer, seconds=60)
    passing.now += 40
    with pytest.raises(RefusedError, match="which was not waited for"):
        patience.ask(Answers(BusyError("busy", wait=30)))


def test_the_deadline_is_for_all_questions_together(passing: FakeTime) -> None:
    patience = Patience(passing.timer)
    assert patience.ask(Answers()) == "answer"
    passing.now += 20 * 60
    late = Answers()
    with pytest.raises(RefusedError, match=r"^the read had not ended after 20 minutes$"):
        patience.ask(late)
    assert late.asked == 0


def test_a_refusal_is_not_asked_again(passing: FakeTime) -> None:
    with pytest.raises(GoneError, match="gone"):
        Patience(passing.timer).ask(Answers(GoneError("gone")))
    assert passing.slept == []
