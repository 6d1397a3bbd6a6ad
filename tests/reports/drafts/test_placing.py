import pytest

from reports.drafts.blocks import blocks_of, parts_of, text_of
from reports.drafts.placing import inserted, removed
from tests.reports.drafts.documents_of_blocks import block, document

ORDER = ("d.one", "d.two", "d.three")
ONE, TWO, THREE = (block(name, name) for name in ORDER)
NEW = blocks_of(parts_of(TWO))["d.two"]


@pytest.mark.parametrize(
    ("draft", "placed"),
    [
        (f"{ONE}\n{THREE}", f"{ONE}\n{TWO}\n{THREE}"),
        (f"{ONE}\nMy comment.\n\n{THREE}", f"{ONE}\nMy comment.\n\n{TWO}\n{THREE}"),  # it belongs to what is above it
        (f"{THREE}\n{ONE}\nMine.\n", f"{THREE}\n{ONE}\n{TWO}\nMine.\n"),  # turned round by an author
        (f"Mine.\n\n{THREE}", f"Mine.\n\n{TWO}\n{THREE}"),
        (ONE, f"{ONE}\n{TWO}"),
        (ONE.removesuffix("\n"), f"{ONE}\n{TWO}"),
        (f"{ONE}\n{THREE}".replace("\n", "\r\n"), f"{ONE}\n{TWO}\n{THREE}".replace("\n", "\r\n")),
        ("All mine.\n", "All mine.\n"),  # nothing tells where it would go
    ],
)
def test_a_new_block_goes_where_a_reader_would_look_for_it(draft: str, placed: str) -> None:
    assert text_of(inserted(parts_of(draft), NEW, ORDER)) == placed


@pytest.mark.parametrize("name", ORDER)
def test_a_block_that_leaves_leaves_no_gap(name: str) -> None:
    blocks = {each: (each,) for each in ORDER}
    left = {each: lines for each, lines in blocks.items() if each != name}
    assert text_of(removed(parts_of(document(blocks)), name)) == document(left)


@pytest.mark.parametrize(
    ("draft", "left"),
    [
        (f"Above.\n{TWO}Below.\n", "Above.\nBelow.\n"),
        (f"Above.\n\n{TWO}\nBelow.\n", "Above.\n\nBelow.\n"),
        (f"Above.\n{TWO}\nBelow.\n", "Above.\n\nBelow.\n"),
        (TWO, ""),
    ],
)
def test_the_text_around_it_stays(draft: str, left: str) -> None:
    assert text_of(removed(parts_of(draft), "d.two")) == left
