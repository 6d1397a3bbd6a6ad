from collectors.logs.entries.surrogates import may_hold_halves, with_escaped_halves


def test_only_a_half_without_its_other_half_is_escaped() -> None:
    assert with_escaped_halves({"a\udc00": ["\ud83d", "\U0001f600"]}) == ({"a\\udc00": ["\\ud83d", "\U0001f600"]}, 2)
    assert with_escaped_halves({"a": "\U0001f600"}) == ({"a": "\U0001f600"}, 0)


def test_the_quick_look_sees_escapes_of_halves_between_the_bounds() -> None:
    text = r'{"a": "\uD83D"} {"b": "\u00e4"}'
    assert [may_hold_halves(text, 0, 15), may_hold_halves(text, 15, len(text))] == [True, False]
