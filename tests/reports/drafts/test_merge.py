import pytest

from reports.drafts.contradicted import evidence_of
from reports.drafts.merge import Draft, Merged, merge
from reports.drafts.remarks import Remark
from tests.reports.drafts.documents_of_blocks import block, document

BEFORE = document(
    {
        "impact.summary": ("## Summary", "", "- 8 of 20 requests fail.[^log-a]", "- It goes on."),
        "impact.exposure": ("## Exposure", "", "- labels"),
        "impact.options": ("## Options", "", "Go back."),
        "impact.records": ("[^log-a]: the record",),
    }
)
NOW = document(
    {
        "impact.summary": ("## Summary", "", "- 9 of 21 requests fail.[^log-b]", "- It goes on."),
        "impact.changes": ("## What changed", "", "- a commit"),
        "impact.options": ("## Options", "", "Go back, or wait."),
        "impact.records": ("[^log-b]: another record",),
    }
)
EXPOSURE = block("impact.exposure", "## Exposure", "", "- labels") + "\n"


def kinds(merged: Merged) -> list[tuple[str, str]]:
    return [(each.kind, each.about) for each in merged.remarks]


def edited(old: str, new: str, text: str = BEFORE) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("before", "on_disk", "now", "text"),
    [
        (None, None, NOW, NOW),  # the first build
        (BEFORE, BEFORE, NOW, NOW),
        (BEFORE, NOW, NOW, NOW),  # somebody else's build, fetched
        (None, NOW, NOW, NOW),
        (BEFORE, BEFORE.replace("\n", "\r\n"), NOW, NOW.replace("\n", "\r\n")),
        (BEFORE, BEFORE.removesuffix("\n"), NOW, NOW.removesuffix("\n")),
    ],
)
def test_a_draft_that_nobody_edited_is_as_generated(
    before: str | None, on_disk: str | None, now: str, text: str
) -> None:
    assert merge(Draft(before, on_disk, now)) == Merged(text)


@pytest.mark.parametrize(
    "on_disk",
    [
        edited("Go back.", "Never go back."),
        edited(EXPOSURE, ""),
        edited("<!-- incident:end impact.summary -->\n", ""),
        edited("\n", "\r\n") + "Mine, in another style.\n",
        f"\ufeff{BEFORE}",
        f"{BEFORE}\n\n\n",
        "",
        "All mine.",
    ],
)
def test_without_new_evidence_no_byte_is_touched(on_disk: str) -> None:
    assert merge(Draft(BEFORE, on_disk, BEFORE)).text == on_disk


def test_an_edit_stays_while_all_around_it_is_brought_up_to_date() -> None:
    merged = merge(Draft(BEFORE, edited("- It goes on.", "- It goes on, says Ann."), NOW))
    assert merged == Merged(edited("- It goes on.", "- It goes on, says Ann.", NOW))


def test_the_author_wins_a_conflict_and_is_offered_what_is_generated() -> None:
    merged = merge(Draft(BEFORE, edited("Go back.", "Never go back."), NOW))
    assert merged.text == edited("Go back, or wait.", "Never go back.", NOW)
    (offer,) = merged.remarks
    assert (offer.kind, offer.about) == ("offer", "impact.options")
    assert (offer.before, offer.now) == (("Go back.",), ("Go back, or wait.",))


def test_an_offer_stands_until_its_block_is_edited_or_something_else_is_generated() -> None:
    first = merge(Draft(BEFORE, edited("Go back.", "Never go back."), NOW))
    text = str(first.text)
    again = merge(Draft(NOW, text, NOW), first.remarks)
    assert again == first
    elsewhere = merge(Draft(NOW, text, edited("- a commit", "- two commits", NOW)), first.remarks)
    assert kinds(elsewhere) == [("offer", "impact.options")]
    answered = merge(Draft(NOW, edited("Never go back.", "Go back, or wait, or pray.", text), NOW), first.remarks)
    assert answered.remarks == ()
    outdated = merge(Draft(NOW, text, edited("Go back, or wait.", "Go back.", NOW)), first.remarks)
    assert [each.now for each in outdated.remarks] == [("Go back.",)]


def test_moved_blocks_stay_moved() -> None:
    moved = EXPOSURE + edited(EXPOSURE, "")
    merged = merge(Draft(BEFORE, moved, edited("- labels", "- labels, twice")))
    assert merged == Merged(edited("- labels", "- labels, twice", moved))


def test_a_block_that_was_taken_out_stays_out_even_when_it_comes_and_goes() -> None:
    without = edited(EXPOSURE, "")
    first = merge(Draft(BEFORE, without, edited("- labels", "- labels, twice")))
    assert first.text == without
    assert kinds(first) == [("deleted", "impact.exposure")]
    second = merge(Draft(edited("- labels", "- labels, twice"), without, NOW), first.remarks)
    assert second.text == NOW
    third = merge(Draft(NOW, second.text, BEFORE), second.remarks)
    assert third.text == without
    assert ("deleted", "impact.exposure") in kinds(third)


def test_a_block_that_was_put_back_is_a_block_again() -> None:
    told = merge(Draft(BEFORE, edited(EXPOSURE, ""), BEFORE)).remarks
    assert merge(Draft(BEFORE, BEFORE, edited("- labels", "- more")), told) == Merged(edited("- labels", "- more"))


def test_an_edited_block_that_is_generated_no_longer_stays() -> None:
    merged = merge(Draft(BEFORE, edited("- labels", "- labels, they say"), NOW))
    assert "- labels, they say\n" in str(merged.text)
    assert kinds(merged) == [("withdrawn", "impact.exposure")]
    assert merge(Draft(NOW, merged.text, NOW), merged.remarks) == merged


def test_a_citation_of_a_kept_sentence_goes_on_resolving() -> None:
    merged = merge(Draft(BEFORE, edited("20 requests fail.", "20 requests fail, we think."), NOW))
    text = str(merged.text)
    assert "- 8 of 20 requests fail, we think.[^log-a]" in text
    assert "[^log-b]: another record\n[^log-a]: the record\n\n<!-- incident:end impact.records -->" in text


def test_footnotes_of_a_kept_sentence_stay_even_where_none_are_generated() -> None:
    now = document({"impact.summary": ("## Summary", "", "Nothing.")})
    merged = merge(Draft(BEFORE, edited("20 requests fail.", "20 requests fail, we think."), now))
    assert "[^log-a]: the record\n" in str(merged.text)
    assert kinds(merged) == [("offer", "impact.summary"), ("withdrawn", "impact.records")]


def test_torn_markers_lose_no_text() -> None:
    torn = edited("<!-- incident:end impact.options -->\n", "My addition.\n")
    merged = merge(Draft(BEFORE, torn, NOW))
    assert "Go back.\n\nMy addition.\n" in str(merged.text)
    assert "or wait" not in str(merged.text)
    assert kinds(merged) == [("torn", "impact.options")]


def test_a_copied_block_is_left_alone_in_both_places() -> None:
    copied = BEFORE + "\n" + EXPOSURE
    merged = merge(Draft(BEFORE, copied, NOW))
    assert str(merged.text).count("- labels\n") == 2
    assert kinds(merged) == [("torn", "impact.exposure")]


def test_a_block_that_an_author_made_up_is_theirs() -> None:
    own = block("impact.changes", "What we changed.")
    merged = merge(Draft(BEFORE, own + BEFORE, NOW))
    assert str(merged.text).startswith(own)
    assert [(each.kind, each.about, each.now[0]) for each in merged.remarks] == [
        ("offer", "impact.changes", "## What changed")
    ]


def test_a_deleted_draft_is_not_written_again() -> None:
    merged = merge(Draft(BEFORE, None, NOW))
    assert merged.text is None
    assert kinds(merged) == [("file-deleted", "file")]


def test_a_draft_whose_base_is_lost_stays_as_it_is() -> None:
    merged = merge(Draft(None, edited("Go back.", "Never go back."), NOW))
    assert merged.text == edited("Go back.", "Never go back.")
    assert ("unknown-base", "file") in kinds(merged)
    assert merge(Draft(NOW, merged.text, NOW), merged.remarks) == merged


@pytest.mark.parametrize("on_disk", ["", "All mine.\n"])
def test_a_draft_without_any_block_is_all_its_author_s(on_disk: str) -> None:
    merged = merge(Draft(BEFORE, on_disk, NOW))
    assert merged.text == on_disk
    assert kinds(merged) == [("unmarked", "file")]


def test_a_person_s_sentence_that_new_evidence_contradicts_is_pointed_out_and_left() -> None:
    draft = edited("- It goes on.\n", "- It goes on.\n\nAll 8 of 20 requests came from one customer.\n")
    evidence = evidence_of([(BEFORE, NOW)])
    merged = merge(Draft(BEFORE, draft, NOW), (), evidence)
    assert "All 8 of 20 requests came from one customer.\n" in str(merged.text)
    (remark,) = merged.remarks
    assert (remark.before, remark.now) == (("8 of 20 requests",), ("9 of 21 requests",))
    assert remark.sentence.startswith("`All 8 of 20 requests came from one customer.` names a figure")
    still = evidence_of([(NOW, NOW)])
    assert merge(Draft(NOW, merged.text, NOW), merged.remarks, still) == merged
    back = merge(Draft(NOW, merged.text, BEFORE), merged.remarks, evidence_of([(NOW, BEFORE)]))
    assert [each for each in back.remarks if each.kind == "figure"] == []


def test_remarks_come_in_one_order() -> None:
    draft = edited(EXPOSURE, "").replace("Go back.", "Never go back.")
    first = merge(Draft(BEFORE, draft, NOW))
    told = (Remark("deleted", "impact.exposure", "`impact.exposure` was taken out of the draft and stays out."),)
    assert merge(Draft(BEFORE, draft, NOW), told) == first
