from functools import reduce
from itertools import permutations

from collectors.logs.masking.holes import with_joined_kinds, without_kinds


def test_templates_that_differ_in_the_kinds_of_their_holes_are_alike() -> None:
    assert without_kinds("run <num> in <duration>") == without_kinds("run <id> in <value>") == "run <*> in <*>"
    assert without_kinds("a <b> c") == "a <b> c"


def test_a_hole_of_several_kinds_is_an_id_if_it_ever_was_one_and_else_a_value() -> None:
    assert with_joined_kinds("<num> <num> <ip>", "<id> <size> <ip>") == "<id> <value> <ip>"


def test_kinds_are_joined_alike_in_any_order() -> None:
    templates = ["<num> <ip>", "<id> <ip>", "<duration> <num>", "<num> <num>"]
    assert {reduce(with_joined_kinds, order) for order in permutations(templates)} == {"<id> <value>"}


def test_templates_with_different_holes_stay_what_they_are() -> None:
    assert with_joined_kinds("<num>", "<num> <num>") == "<num>"
