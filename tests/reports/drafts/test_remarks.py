import pytest

from reports.drafts.remarks import Remark, changed, remarks_file, remarks_in, seen

OFFER = Remark("offer", "impact.summary", "`impact.summary` was edited.", "0a1b2c3d4e5f", ("- old", ""), ("- `new`",))


@pytest.mark.parametrize(
    "remarks",
    [
        (),
        (OFFER,),
        (Remark("deleted", "impact.options", "`impact.options` was taken out."), OFFER),
        (Remark("offer", "impact.summary", "Edited.", "00", ("```sh", "```", "--- x", "+++ y"), ()), OFFER),
        (Remark("figure", "outside", "`<!-- incident:remark x -->` is wrong:", "00", ("8 tests",), ("9 tests",)),),
    ],
)
def test_remarks_are_read_as_they_were_written(remarks: tuple[Remark, ...]) -> None:
    assert remarks_in(remarks_file("impact.md", remarks)) == remarks
    assert remarks_in(remarks_file("impact.md", remarks).replace("Remarks on", "Notes on")) == remarks


def test_the_file_is_made_for_people() -> None:
    assert remarks_file("impact.md", [OFFER]) == (
        "# Remarks on impact.md\n"
        "\n"
        "For the authors of the draft, who need not answer: a remark goes when the text it is about is edited.\n"
        "The whole newly generated text is in `.generated/impact.md`.\n"
        "\n"
        "<!-- incident:remark offer impact.summary 0a1b2c3d4e5f -->\n"
        "`impact.summary` was edited.\n"
        "\n"
        "```diff\n"
        "-- old\n"
        "-\n"
        "+- `new`\n"
        "```\n"
    )


@pytest.mark.parametrize("text", [None, "", "a person's notes\n", "<!-- incident:remark other x - -->\n"])
def test_other_text_holds_no_remarks(text: str | None) -> None:
    assert remarks_in(text) == ()


def test_a_remark_knows_its_text_whatever_the_line_ends() -> None:
    assert seen("a\r\nb\r\n") == seen("a\nb\n") != seen("a\nB\n")
    assert changed("a\r\n\r\nb") == ("a", "", "b")
