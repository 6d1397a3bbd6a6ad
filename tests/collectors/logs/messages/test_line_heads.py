import pytest

from collectors.logs.messages.line_heads import request_tags, without_repeated_heads, without_request_tags

TAG = "[3478f47f-6975-1475-60b2-f2e9b75407e3] "
CLOCK = "2026-03-02 00:40:45,{} ERROR parcel: "


def test_the_tag_that_every_line_repeats_is_taken_from_all_but_the_first() -> None:
    text = (
        f"F, [2026-03-02T00:40:45.1 #1] FATAL -- : {TAG}  \n{TAG}KeyError (no depot):\n{TAG}  \n{TAG}app/a.rb:1:in 'x'"
    )
    assert without_repeated_heads(text).split("\n")[1:] == ["KeyError (no depot):", "  ", "app/a.rb:1:in 'x'"]


def test_the_head_that_every_line_repeats_may_have_another_time() -> None:
    lines = ["Unhandled", '  File "/app/a.py", line 3, in get', "    indented"]
    text = "\n".join(CLOCK.format(146 + n) + line for n, line in enumerate(lines))
    assert without_repeated_heads(text).split("\n")[1:] == lines[1:]


@pytest.mark.parametrize("text", ["one line", "[a] first\n[b] second", f"{TAG}first\n  second", "1 first\n2 second"])
def test_lines_that_do_not_repeat_the_head_stay(text: str) -> None:
    assert without_repeated_heads(text) == text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"{TAG}no depot", "no depot"),
        (f"{TAG}[10.0.0.7] no depot", "no depot"),
        ("[request_id=F9xkQ2b7LmNo81aa] no depot", "no depot"),
        ("[req-1a2b] no depot", "no depot"),
        (TAG, TAG),  # nothing else is said
        ("[payments] no depot", "[payments] no depot"),
        ("[internationalization] no depot", "[internationalization] no depot"),  # long, and no id
        ("[order 12] no depot", "[order 12] no depot"),
        (f"no depot {TAG}", f"no depot {TAG}"),
    ],
)
def test_ids_of_a_request_in_front_of_a_message_are_none_of_it(said: str, expected: str) -> None:
    assert without_request_tags(said) == expected


def test_the_tags_of_a_line_are_found_behind_its_level() -> None:
    assert request_tags(f"F, [2026-03-02T00:40:45.1 #1] FATAL -- : {TAG}  ") == TAG
    assert request_tags("ERROR [main] no depot") == ""
