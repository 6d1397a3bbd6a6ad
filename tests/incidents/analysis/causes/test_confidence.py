import pytest

from incidents.analysis.causes.confidence import confidence
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.model.cause import ChangeRef


def suspect(*, score: float = 1.0, strong: bool = True, weight: float = 0.6, rule: str = "r", **change: str) -> Suspect:
    tie = Tie(rule=rule, weight=weight, did="changes it", how="somehow", cites=(), strong=strong)
    return Suspect(ChangeRef(**change), "a change", score, (tie,), ())


@pytest.mark.parametrize(
    ("lead", "others", "said"),
    [
        (suspect(), [], "probable"),
        (suspect(strong=False), [], "possible"),
        (suspect(), [suspect(score=0.96)], "possible"),
        (suspect(), [suspect(score=0.9)], "probable"),
        (suspect(), [suspect(score=2, strong=False)], "probable"),
        (suspect(weight=0.9), [suspect(score=1.5, weight=0.6)], "probable"),
    ],
)
def test_the_failure_must_name_one_change_alone(lead: Suspect, others: list[Suspect], said: str) -> None:
    assert confidence(lead, others, ended_without_it=False) == said


def test_nothing_is_confirmed_that_did_not_end_when_it_was_taken_back() -> None:
    assert confidence(suspect(), [], ended_without_it=True) == "confirmed"
    assert confidence(suspect(strong=False), [], ended_without_it=True) == "possible"


def test_without_a_comparison_nothing_is_probable() -> None:
    assert confidence(suspect(weight=0.9), [], ended_without_it=False, compared=False) == "possible"


def test_two_settings_that_act_in_the_same_way_stand_together() -> None:
    one, two = suspect(revision="r-8", setting="a"), suspect(revision="r-8", setting="b")
    assert confidence(one, [two], ended_without_it=False) == "probable"
    other = suspect(revision="r-8", setting="b", rule="other")
    assert confidence(one, [other], ended_without_it=False) == "possible"


def test_more_at_once_and_less_room_stand_together_and_going_back_does_not_tell_which_it_was() -> None:
    one = suspect(revision="r-8", setting="a", rule="more-at-once")
    two = suspect(revision="r-8", setting="b", rule="room")
    assert confidence(one, [two], ended_without_it=False) == "probable"
    assert confidence(one, [two], ended_without_it=True) == "probable"
    assert confidence(one, [], ended_without_it=True) == "confirmed"
    elsewhere = suspect(revision="r-7", setting="b", rule="room")
    assert confidence(one, [elsewhere], ended_without_it=False) == "possible"


def test_a_stack_alone_is_not_enough_beside_another_tie() -> None:
    lead = suspect(rule="changed-code-in-stack")
    assert confidence(lead, [], ended_without_it=False) == "probable"
    other = suspect(rule="changed-data", strong=False, weight=0.28, score=0.1)
    assert confidence(lead, [other], ended_without_it=False) == "possible"
    words = suspect(rule="words-in-common", strong=False, weight=0.2, score=2)
    assert confidence(lead, [words], ended_without_it=False) == "probable"
    caller = suspect(rule="changed-code-in-stack", strong=False, weight=0.3, score=0.9)
    assert confidence(lead, [caller], ended_without_it=False) == "probable"


def test_a_commit_whose_place_alone_is_in_the_stack_is_no_surer_than_a_setting_that_changed_with_it() -> None:
    place, line = (suspect(rule="changed-code-in-stack", weight=weight, commit="c1") for weight in (0.6, 0.65))
    gone = suspect(rule="order-of-events", strong=False, weight=0.1, revision="r-8", setting="a", before="1")
    assert confidence(place, [gone], ended_without_it=False) == "possible"
    assert confidence(line, [gone], ended_without_it=False) == "probable"
    added = suspect(rule="order-of-events", strong=False, weight=0.1, revision="r-8", setting="a", after="1")
    assert confidence(place, [added], ended_without_it=False) == "probable"
