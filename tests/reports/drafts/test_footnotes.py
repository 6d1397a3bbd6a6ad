import pytest

from reports.drafts.footnotes import cited, defines_footnotes, merged_definitions

A, B, C = "[^a]: one\n", "[^b]: two\n", "[^c]: three\n"
NEW_A = "[^a]: one, read again\n"


@pytest.mark.parametrize(
    ("before", "theirs", "now", "needed", "merged"),
    [
        (f"{A}{B}\n", f"{A}{B}\n", f"{B}{C}\n", "", f"{B}{C}\n"),
        (f"{A}{B}\n", f"{A}{B}\n", f"{B}{C}\n", "a", f"{B}{C}{A}\n"),  # a kept sentence cites it
        (f"{A}{B}\n", f"{A}{B}\n", f"{NEW_A}\n", "a", f"{NEW_A}\n"),
        (f"{A}\n", "[^a]: my words\n\n", f"{NEW_A}\n", "", "[^a]: my words\n\n"),
        (f"{A}\n", f"{A}[^mine]: a book\n\n", f"{B}\n", "", f"[^mine]: a book\n{B}\n"),
        (f"{A}\n", f"{A}Our sources.\n\n", f"{NEW_A}\n", "", f"{A}Our sources.\n\n"),  # it goes on in the author's line
        (f"{A}\n", f"{A}\nOur sources.\n", f"{NEW_A}{B}\n", "", f"{NEW_A}\nOur sources.\n{B}"),
        (f"{A}{B}\n", f"{B}\n", f"{A}{B}\n{C}", "", f"{B}{C}\n"),  # taken out, and not cited
        (f"{A}{B}\n", f"{B}\n", f"{A}{B}{C}\n", "a", f"{B}{A}{C}\n"),  # taken out, and cited
        (f"{A}{B}\n", f"{B}\n", f"{B}\n", "a", f"{B}{A}\n"),
        ("\n", "\n", f"{A}\n", "", f"{A}\n"),
    ],
)
def test_definitions_are_merged_label_by_label(before: str, theirs: str, now: str, needed: str, merged: str) -> None:
    assert merged_definitions(before, theirs, now, frozenset(needed.split()), "\n") == merged


def test_definitions_keep_the_line_ends_of_the_draft() -> None:
    theirs = f"{A}[^mine]: x\n".replace("\n", "\r\n")
    assert merged_definitions(A, theirs, f"{NEW_A}{B}", frozenset(), "\r\n") == (
        "[^a]: one, read again\r\n[^mine]: x\r\n[^b]: two\r\n"
    )


def test_labels_are_told_apart_without_regard_to_case() -> None:
    assert cited("As said.[^Log-1][^log-2] `x`[^a]: no") == {"log-1", "log-2"}


@pytest.mark.parametrize(
    ("body", "defines"), [(f"{A}\n{B}", True), ("\n", False), (f"See:\n\n{A}", False), ("x\n", False)]
)
def test_a_block_of_definitions_is_known_by_what_it_holds(body: str, *, defines: bool) -> None:
    assert defines_footnotes(body) is defines
