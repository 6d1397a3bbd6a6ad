"""What differs in a failed comparison, in the words of several test frameworks."""

import time

import pytest

from incidents.analysis.causes.ranking.compared_words import compared_words


@pytest.mark.parametrize(
    "message",
    [
        "AssertionError: 'label TRIM(parcel)' != 'label CUT(parcel)'",
        "assert 'label TRIM(parcel)' == 'label CUT(parcel)'",
        "AssertionError: assert ['trim', 'parcel'] == ['cut', 'parcel']",
        "Lists differ: ['trim', 'parcel'] != ['cut', 'parcel']",
        'expect(received).toBe(expected)\n\nExpected: "cut parcel"\nReceived: "trim parcel"',
        "expected 'cut parcel' to equal 'trim parcel'",
        "expected 'cut parcel' to deep equal 'trim parcel'",
        "expected:<cut parcel> but was:<trim parcel>",
        'expected: "cut parcel"\n            \tactual  : "trim parcel"',
        "label() = got trim parcel, want cut parcel",
    ],
)
def test_the_words_that_one_side_alone_has_are_what_differs(message: str) -> None:
    assert compared_words(message) == {"trim", "cut"}


def test_a_word_at_another_place_differs_too() -> None:
    assert compared_words("assert 'WITH bar AS label' == 'WITH label AS bar'") == {"as", "label"}


@pytest.mark.parametrize("message", ["", "KeyError: 'express'", "assert not True", "assert 4 == 4"])
def test_without_two_sides_that_differ_nothing_does(message: str) -> None:
    assert compared_words(message) == frozenset()


@pytest.mark.parametrize("part", ["expected ", "expected" + " " * 2000, "got \t" * 9 + ": " * 900, "assert a == "])
def test_a_hostile_message_takes_no_long_time(part: str) -> None:
    began = time.process_time()
    compared_words(part * 200)
    assert time.process_time() - began < 1
