import re

from collectors.redaction.placeholder import PLACEHOLDER, placeholder


def test_a_generated_secret_has_four_digits_and_a_guessable_one_two() -> None:
    assert re.fullmatch(r"\[redacted:jwt:[0-9a-f]{4}\]", placeholder("jwt", "abc", guessable=False))
    assert re.fullmatch(r"\[redacted:password:[0-9a-f]{2}\]", placeholder("password", "abc", guessable=True))


def test_the_digits_come_from_the_value_alone() -> None:
    one, other = (placeholder(kind, "n0t-r3al", guessable=True) for kind in ("password", "badge"))
    assert one.split(":")[2] == other.split(":")[2]


def test_a_guess_is_not_confirmed_for_many_others_have_its_digits() -> None:
    found = placeholder("password", "n0t-r3al", guessable=True)
    guesses = [f"guess-{number}" for number in range(10_000)]
    same = [each for each in guesses if placeholder("password", each, guessable=True) == found]
    assert 15 < len(same) < 80


def test_line_breaks_and_the_groups_of_a_number_make_no_difference() -> None:
    assert placeholder("jwt", "ab\n  cd", guessable=False) == placeholder("jwt", "abcd", guessable=False)
    spaced, plain = (placeholder("card-number", each, guessable=True) for each in ("4111 1111", "41111111"))
    assert spaced == plain
    small, capital = (placeholder("email", each, guessable=True) for each in ("a@b.example", "A@B.example"))
    assert small == capital


def test_placeholders_of_others_are_known_too() -> None:
    assert PLACEHOLDER.fullmatch("[redacted:name]")
    assert not PLACEHOLDER.search("[redacted: it was here]")
