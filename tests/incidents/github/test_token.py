"""The token out of the environment."""

import pytest

from incidents.github.failures import RefusedError
from incidents.github.token import Token, token_in

SECRET = "ghp_" + "ThisIsNoRealToken0000"


def test_the_first_variable_that_holds_something_counts() -> None:
    assert token_in({"GITHUB_TOKEN": f" {SECRET}\n", "GH_TOKEN": "other"}) == Token("GITHUB_TOKEN", SECRET)
    assert token_in({"GITHUB_TOKEN": " ", "GH_TOKEN": SECRET}) == Token("GH_TOKEN", SECRET)


def test_it_is_not_shown() -> None:
    token = Token("GH_TOKEN", SECRET)
    assert SECRET not in f"{token!r} {token}"
    assert token.hidden_in(f"no {SECRET}!") == "no [redacted:github-token]!"


@pytest.mark.parametrize("held", [f"{SECRET} x", f"{SECRET}\nx", f"{SECRET}\u00e9", f"{SECRET}\x00"])
def test_what_no_header_can_hold_is_refused_without_being_shown(held: str) -> None:
    with pytest.raises(RefusedError) as refused:
        token_in({"GITHUB_TOKEN": held})
    assert SECRET not in str(refused.value)


def test_none_is_said_with_what_to_do() -> None:
    with pytest.raises(RefusedError, match="set GITHUB_TOKEN, or GH_TOKEN, in the environment"):
        token_in({})
