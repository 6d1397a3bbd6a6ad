from collectors.redaction.found import Found, merged


def test_places_that_overlap_become_one_and_the_first_named_names_it() -> None:
    found = [Found(5, 9, "jwt"), Found(0, 6, "secret"), Found(8, 12, "password", guessable=True)]
    assert merged(found) == [Found(0, 12, "jwt")]


def test_places_side_by_side_stay_two() -> None:
    assert merged([Found(3, 5, "b"), Found(0, 3, "a")]) == [Found(0, 3, "a"), Found(3, 5, "b")]


def test_a_place_inside_another_adds_nothing() -> None:
    assert merged([Found(0, 9, "a"), Found(2, 4, "b")]) == [Found(0, 9, "a")]


def test_an_empty_place_is_none() -> None:
    assert merged([Found(4, 4, "a")]) == []
