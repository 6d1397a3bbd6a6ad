"""Currencies beside amounts."""

import re

import pytest

from incidents.config.currency import PATTERN, code_of


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("$",), "USD"),
        (("A$",), "AUD"),
        (("$", None, "CAD"), "CAD"),  # several countries have dollars; the code decides
        (("eur",), "EUR"),
        ((None, None), ""),
        ((), ""),
    ],
)
def test_symbols_and_codes_name_a_currency(names: tuple[str | None, ...], code: str) -> None:
    assert code_of(*names) == code


@pytest.mark.parametrize("text", ["CAR$", "XEUR", "try", "mad"])
def test_the_end_of_another_word_is_no_currency(text: str) -> None:
    found = re.compile(PATTERN, re.IGNORECASE).search(text)
    assert found is None or found[0] == "$"
