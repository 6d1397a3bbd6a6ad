from reports.drafts.rebuild import needed_files, rebuilt
from tests.reports.drafts.documents_of_blocks import BASE, NAME, REMARKS, document, stored

BEFORE = document(
    {"impact.summary": ("8 of 20 requests fail.",), "impact.options": ("Go back.",), "impact.more": ("x",)}
)
NOW = document({"impact.summary": ("9 of 21 requests fail.",), "impact.options": ("Wait.",), "impact.more": ("y",)})


def test_the_first_build_writes_drafts_and_bases_and_no_remarks() -> None:
    documents = {NAME: NOW, "five-whys.md": BEFORE}
    built = rebuilt(documents, dict.fromkeys(needed_files(documents)))
    assert built.files == {
        NAME: NOW,
        BASE: NOW,
        REMARKS: None,
        "five-whys.md": BEFORE,
        ".generated/five-whys.md": BEFORE,
        ".generated/remarks/five-whys.md": None,
    }
    assert (built.drafts, built.notes) == ((NAME, "five-whys.md"), ())


def test_authors_are_told_once_and_the_remarks_stay() -> None:
    edited = BEFORE.replace("fail.", "fail, says Ann.").replace("Go back.", "Never.")
    first = rebuilt({NAME: NOW}, stored(edited, BEFORE))
    offered, contradicted = first.notes
    assert offered == (
        "impact.md: edited lines were kept in impact.options and impact.summary; what is generated in their place has"
        " changed and is in .generated/remarks/impact.md"
    )
    assert contradicted == (
        "impact.md: `8 of 20 requests fail, says Ann.` names a figure that the evidence contradicts: it has 8 of 20"
        " requests, the evidence 9 of 21 requests; the sentence is left as it is"
    )
    second = rebuilt({NAME: NOW}, first.files)
    assert second.files == first.files
    assert second.notes == ()


def test_many_contradicted_sentences_do_not_fill_the_terminal() -> None:
    added = "".join(f"Guest {name} saw 8 of 20 requests.\n" for name in "abcdefg")
    built = rebuilt({NAME: NOW}, stored(f"{BEFORE}\n{added}", BEFORE))
    assert len(built.notes) == 6
    assert built.notes[-1] == "impact.md: 2 more such figures are in .generated/remarks/impact.md"
    assert str(built.files[REMARKS]).count("incident:remark figure") == 7


def test_a_deleted_draft_is_told_of_once() -> None:
    first = rebuilt({NAME: NOW}, stored(None, BEFORE))
    assert NAME not in first.files
    assert first.drafts == ()
    assert first.notes == (
        "impact.md: it was deleted and is not written again; the generated text is in .generated/impact.md",
    )
    assert rebuilt({NAME: NOW}, {NAME: None, **first.files}).notes == ()


def test_remarks_that_stand_no_longer_are_removed() -> None:
    first = rebuilt({NAME: NOW}, stored(BEFORE.replace("Go back.", "Never."), BEFORE))
    assert first.files[REMARKS]
    settled = rebuilt({NAME: NOW}, {**first.files, NAME: NOW})
    assert settled.files[REMARKS] is None


def test_a_sentence_about_another_document_s_figure_is_pointed_out() -> None:
    whys = document({"whys.first": ("Nobody knows.",)})
    documents = {NAME: NOW, "five-whys.md": whys}
    files = {
        **stored(BEFORE, BEFORE),
        "five-whys.md": f"{whys}\nIt was 8 of 20 requests.\n",
        ".generated/five-whys.md": whys,
        ".generated/remarks/five-whys.md": None,
    }
    (note,) = rebuilt(documents, files).notes
    assert note.startswith("five-whys.md: `It was 8 of 20 requests.` names a figure")
