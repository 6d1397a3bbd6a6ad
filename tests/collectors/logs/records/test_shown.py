import pytest

from collectors.logs.records.shown import CUT, excerpt


def same(text: str) -> str:
    return text


def test_of_a_long_stack_the_beginning_and_the_end_are_kept_at_whole_lines() -> None:
    frames = [f'  File "app/part_{n}.py", line {n}, in call' for n in range(200)]
    stack = "\n".join(["Traceback (most recent call last):", *frames, "KeyError: 'price'"])
    shown = excerpt(stack, same)
    head, tail = shown.split(f"\n{CUT}\n")
    assert head.startswith("Traceback (most recent call last):\n  File")
    assert tail.endswith("in call\nKeyError: 'price'")
    assert set(shown.split("\n")) - {CUT} <= set(stack.split("\n"))
    assert len(shown) <= 2000 + len(CUT) + 2


@pytest.mark.parametrize("text", ["x" * 3000, "y\n" + "x" * 3000, "x" * 3000 + "\ny"])
def test_of_long_lines_the_beginning_is_kept(text: str) -> None:
    assert excerpt(text, same) == text[:2000] + CUT


def test_what_is_short_enough_stays() -> None:
    assert excerpt("a\nb", same, longest=3) == "a\nb"


def test_it_is_cut_only_after_it_was_redacted() -> None:
    secret = "k" * 30
    assert secret[:4] not in excerpt("a" * 1990 + secret, lambda text: text.replace(secret, "<secret>"))
