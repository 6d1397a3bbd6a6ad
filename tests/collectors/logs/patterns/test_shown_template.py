import pytest

from collectors.logs.masking.coarse import coarse_text
from collectors.logs.masking.mask_text import Masker
from collectors.logs.messages.line_prefix import read_prefix
from collectors.logs.mining.tokens import tokens_of
from collectors.logs.patterns.shown_template import shown_template, tokens_before


@pytest.mark.parametrize(
    ("mined", "fine", "varies", "shown"),
    [
        ("parcel <*> lost", "parcel <num> lost", False, "parcel <num> lost"),
        ("state <*> again", "state open again", True, "state <value> again"),  # one of the values
        ("state <*> again", "state open again", False, "state open again"),
        ("<*> again", "open again", True, "<value> again"),  # at the front too
        ("depot-<*> full", "depot-north full", True, "depot-<value> full"),
        ("keys <*> for <*>", "keys ['a', 'b'] for <id>", True, "keys <value> for <id>"),  # a list is one value
        ("of=<*> in=<*>", 'of=["a", <num>] in=west', True, "of=<value> in=<value>"),  # a key stays with its value
        ("of=<*> in=<*>", "[redacted:token] and in=west", True, "<value>"),  # no key that was redacted
        ("key ab<*>9 bad", "key [redacted:token] bad", True, "key [redacted:token] bad"),  # no piece of a secret
        ("key ab<*>9 bad", "key other bad", True, "key <value> bad"),  # no words of another reading
    ],
)
def test_holes_have_the_kinds_of_the_finer_mask(mined: str, fine: str, varies: bool, shown: str) -> None:
    assert shown_template(mined, fine, before=0, varies=varies) == shown


@pytest.mark.parametrize(
    "head",
    [
        "",
        "INFO: ",
        "2026-03-02 10:00:01,123 ERROR ",
        "2026-03-02T10:00:01.123Z [error] [routes.depots] ",
        "2026-03-02 10:00:01,123 - routes.depots - ERROR - ",
        "[2026-03-02 10:00:01 +0000] [17] [ERROR] ",
        "E0302 10:00:01.123456 17 depots.go:31] ",
    ],
)
def test_nothing_is_left_of_what_a_library_printed_before_the_message(head: str) -> None:
    said = "north parcel 17 lost"
    text = head + said
    mined = " ".join(tokens_of(coarse_text(text), {})).replace("north", "<*>")
    before = tokens_before(text, read_prefix(text).rest)
    shown = shown_template(mined, Masker().mask(said), before=before, varies=True)
    assert shown == "<value> parcel <num> lost"


def test_a_message_inside_of_a_text_takes_no_hole_from_around_it() -> None:
    mined = 'time=<*> level=info msg="the state <*> again and again" took=<*>'
    said = "the state open again and again"
    assert tokens_before(f'time=3 level=info msg="{said}" took=2', said) is None
    assert shown_template(mined, said, before=None, varies=True) == "the state <value> again and again"
