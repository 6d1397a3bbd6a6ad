import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.drafts.blocks import Block, Loose, blocks_of, parts_of, text_of, torn
from tests.reports.drafts.documents_of_blocks import block

SUMMARY, OPTIONS = block("impact.summary", "said"), block("impact.options", "back")


def test_a_draft_is_blocks_and_the_text_between_them() -> None:
    parts = parts_of(f"# Title\n\n{SUMMARY}\n{OPTIONS}Ours.\n")
    assert parts == (
        Loose("# Title\n\n"),
        Block(
            "impact.summary",
            "<!-- incident:block impact.summary -->\n",
            "said\n\n",
            "<!-- incident:end impact.summary -->\n",
        ),
        Loose("\n"),
        Block(
            "impact.options",
            "<!-- incident:block impact.options -->\n",
            "back\n\n",
            "<!-- incident:end impact.options -->\n",
        ),
        Loose("Ours.\n"),
    )


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY.replace("\n", "\r\n"),
        f"\ufeff{SUMMARY}",
        SUMMARY.removesuffix("\n"),
        SUMMARY.replace("<!--", "  <!--").replace("-->", "-->  "),
        SUMMARY.replace("<!-- incident", "<!--incident").replace(" -->", "-->"),  # a formatter's taste
    ],
)
def test_what_editors_do_to_markers_does_not_hide_them(text: str) -> None:
    assert list(blocks_of(parts_of(text))) == ["impact.summary"]


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY + SUMMARY,  # copied
        SUMMARY.replace("<!-- incident:end impact.summary -->\n", ""),  # no end
        SUMMARY.replace("<!-- incident:block impact.summary -->\n", ""),  # no beginning
        SUMMARY.replace("end impact.summary", "end impact.options"),  # another's end
        "<!-- incident:end impact.summary -->\n<!-- incident:block impact.summary -->\n",  # turned round
        f"<!-- incident:block impact.summary -->\n{SUMMARY}",  # begun twice
        SUMMARY.replace("<!-- incident:end", "- <!-- incident:end"),  # inside of a list
    ],
)
def test_torn_markers_make_loose_text_that_is_known_to_be_torn(text: str) -> None:
    assert parts_of(text) == (Loose(text),)
    assert "impact.summary" in torn(parts_of(text))


def test_a_block_inside_of_another_is_a_block_and_the_other_is_torn() -> None:
    parts = parts_of(SUMMARY.replace("said\n", f"said\n{OPTIONS}"))
    assert list(blocks_of(parts)) == ["impact.options"]
    assert torn(parts) == {"impact.summary"}


@given(
    st.lists(
        st.sampled_from(
            ["<!-- incident:block a.b -->", "<!-- incident:end a.b -->", "\n", "\r\n", "text", " ", "\ufeff"]
        ),
        max_size=30,
    )
)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_taken_apart_and_put_together_it_is_the_same_to_the_byte(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert text_of(parts_of(text)) == text
