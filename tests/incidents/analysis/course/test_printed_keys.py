import pytest

from incidents.analysis.course.printed_keys import keys_at


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("{'a': [{'b': 1}], 'c': \"x, 'd': 2\"} == 3", {"a", "c"}),  # nothing of what is inside, or of a text
        ("{count: rows.length, rows, ...rest}", {"count", "rows", "rest"}),
        ("{'a': 1, 'b': [1, 2, ...", {"a", "b"}),  # cut off
        ("{'a', 'b'}", set()),  # a set
        ("{(1, 2): 'a'}", set()),
        ("{}", set()),
    ],
)
def test_the_keys_of_an_object_are_those_of_its_own_level(text: str, keys: set[str]) -> None:
    assert keys_at(text, 0) == keys
