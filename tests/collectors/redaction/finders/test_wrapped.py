import pytest

from collectors.redaction.finders.wrapped import wrapped_tokens
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, BASE64URL, made

GITHUB = "gh" + "p_" + made(BASE62, 36, "wrapped")
JWT = "ey" + "JhbGciOiJIUzI1NiJ9." + made(BASE64URL, 200, "wrapped")
OPAQUE = made(BASE62, 60, "wrapped")


@pytest.mark.parametrize(
    ("before", "token", "after"),
    [
        ("using ", f"{GITHUB[:20]}\n{GITHUB[20:]}", " now"),
        ("    using ", f"{GITHUB[:34]}\n    {GITHUB[34:]}", ""),  # what is left is short, but the length is known
        ("using ", f"{GITHUB[:6]}\r\n{GITHUB[6:]}", ""),
        ("", f"{JWT[:76]}\n{JWT[76:152]}\n{JWT[152:]}", ""),
        ("Authorization: Bearer ", f"{OPAQUE[:30]}\\\n{OPAQUE[30:]}", "'"),
        ("token=", f"{OPAQUE[:30]}\n{OPAQUE[30:]}", "\nnext"),
    ],
)
def test_a_token_is_found_over_the_end_of_a_line(before: str, token: str, after: str) -> None:
    assert token in found_by(wrapped_tokens, before + token + after)


@pytest.mark.parametrize(
    "after",
    ["2025-09-13 00:40:45 started", "INFO started", "parcel-api-00042-abc is up", "nextToken2=7", "run(7)", "9 passed"],
)
def test_the_next_line_stays_when_it_begins_with_words_of_its_own(after: str) -> None:
    assert found_by(wrapped_tokens, f"token={OPAQUE}\n{after}") == []


def test_on_one_side_of_a_break_nothing_is_found_here() -> None:
    assert found_by(wrapped_tokens, f"line1\n2nd token={OPAQUE}") == []
