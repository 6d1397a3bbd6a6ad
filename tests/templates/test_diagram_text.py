import pytest

from templates.diagram_text import diagram, label
from templates.safe import Safe


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("parcel-api-00008-fox, 3.5 of 7_000/s", "parcel-api-00008-fox, 3.5 of 7_000/s"),
        ("10:00:00Z", "10#58;00#58;00Z"),  # a raw colon ends the time of a timeline
        ('say "hi" (now)', "say #34;hi#34; #40;now#41;"),
        ("a;b", "a#59;b"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("the `a` of it", "the a of it"),
        ("#1 & <b>", "#35;1 #38; #60;b#62;"),
        ("a --> b", "a #45;#45;#62; b"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\u202eevil", "#92;u202eevil"),  # what hides is written out, as everywhere
        ("\u00fcber", "\u00fcber"),
        ("", "(empty)"),
    ],
)
def test_only_harmless_characters_stay_as_they_are(given: str, shown: str) -> None:
    assert label(given).replace("#40;empty#41;", "(empty)") == shown


def test_a_long_label_is_cut_before_it_is_coded() -> None:
    assert label("x" * 100, 10) == "x" * 9 + "\u2026"
    assert label(":" * 100, 3) == "#58;#58;\u2026"


def test_a_diagram_is_a_block_of_lines_that_were_made_safe() -> None:
    assert diagram("timeline", (Safe("a : b"),)) == "```mermaid\ntimeline\n  a : b\n```"


@pytest.mark.parametrize("line", ["plain text", Safe("two\nlines"), Safe("```")])
def test_what_could_end_the_block_is_refused(line: str) -> None:
    with pytest.raises(TypeError):
        diagram("timeline", (line,))  # type: ignore[arg-type]
