"""Problems by kind."""

from collectors.problem_tally import ProblemTally
from incidents.model.scope import Problem


def test_kinds_are_counted_and_the_first_place_is_kept() -> None:
    tally = ProblemTally()
    tally.add("b", "one")
    tally.add("a", "two", 3)
    tally.add("b", "three")
    tally.add("c", "four", 0)
    tally.add("c", "four", -2)
    assert tally.problems() == (Problem(what="a", count=3, first="two"), Problem(what="b", count=2, first="one"))


def test_only_what_was_left_out_on_purpose_is_harmless() -> None:
    tally = ProblemTally()
    told = [tally.harmless]
    tally.add("left out", "one", harmless=True)
    told.append(tally.harmless)
    tally.add("broken", "two")
    told.append(tally.harmless)
    assert told == [False, True, False]
