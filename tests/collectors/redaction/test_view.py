from collectors.redaction.view import BLANK, View, plain_view, rewritten


def test_a_plain_view_hides_what_was_redacted_before() -> None:
    view = plain_view("a [redacted:jwt:0f3a] b")
    assert view.text == "a " + BLANK * 19 + " b"
    assert view.span_in_source(0, 1) == (0, 1)


def test_each_character_is_one_byte_for_the_search() -> None:
    assert View("aü\ud800🚀b").data == b"a???b"


def test_places_are_mapped_back_through_every_rewriting() -> None:
    source = View("ab%41cd%42")
    once = rewritten(source, iter([(2, 5, "A"), (7, 10, "B")]))
    twice = rewritten(once, iter([(0, 1, "")]))
    assert (once.text, twice.text) == ("abAcdB", "bAcdB")
    assert twice.span_in_source(0, 2) == (1, 5)  # b and the escape
    assert twice.span_in_source(2, 5) == (5, 10)
    assert twice.own_span(0, 1) == (1, 2)


def test_what_was_left_out_inside_belongs_to_the_place_around_it() -> None:
    view = rewritten(View("ab--cd"), iter([(2, 4, "")]))
    assert view.text == "abcd"
    assert view.span_in_source(1, 3) == (1, 5)
    assert view.span_in_source(0, 2) == (0, 2)


def test_a_part_of_a_long_escape_is_all_of_it() -> None:
    view = rewritten(View("x%C3%BC%C3%B6y"), iter([(1, 13, "üö")]))
    assert view.text == "xüöy"
    assert view.span_in_source(1, 2) == (1, 13)
