import pytest

from incidents.analysis.commands import plain


@pytest.mark.parametrize("text", ["amount_cents", "europe-west1/labels:7", "tests/e2e/test_label.py"])
def test_what_may_stand_in_a_command_is_kept(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["", "-rf", "--all", "it's", "a b", "$HOME", "a;b", "a\n"])
def test_what_would_end_a_command_or_be_an_option_of_it_is_not(text: str) -> None:
    assert plain(text) is None
