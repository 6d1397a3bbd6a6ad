import pytest

from incidents.store.file_name import checked, checked_folder, draft_of, is_draft


@pytest.mark.parametrize(
    "name",
    [
        "incident.json",
        "issues/P0-label-printer.md",
        ".generated/impact.md",
        ".generated/issues/P0-label-printer.md",
        "_x",
        "a" * 200,
        # The text that is put beside a draft of the longest name.
        "a" * 197 + ".md.new",
    ],
)
def test_names_that_stay_in_the_folder_pass(name: str) -> None:
    assert checked(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../outside.md",
        "issues/../../outside.md",
        "issues/./x.md",
        "issues//x.md",
        "issues/",
        # Hidden names are the store's own.
        ".writing/journal.json",
        "issues/.hidden",
        ".generated",
        ".generated/.generated/x",
        "-rf",
        "a\\b",
        "a b.md",
        "größe.md",
        "line\nend.md",
        "x.md\n",
        "nul\x00",
        "a" * 201,
    ],
)
def test_names_that_do_not_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name a file of an incident"):
        checked(name)


def test_an_incident_folder_is_one_plain_name() -> None:
    assert checked_folder("2026-03-02-parcel-api-00008-fox") == "2026-03-02-parcel-api-00008-fox"
    for name in ("", ".", "..", ".hidden", "a/b", "-x", "a b", "a\n", "a" * 201):
        with pytest.raises(ValueError, match="cannot name an incident folder"):
            checked_folder(name)


def test_what_people_edit_is_told_from_what_is_generated() -> None:
    names = ["impact.md", "issues/P0-x.md", ".generated/impact.md", "incident.json", "report.html", "impact.md.new"]
    assert [name for name in names if is_draft(name)] == ["impact.md", "issues/P0-x.md"]


def test_a_merge_base_belongs_to_its_draft() -> None:
    assert draft_of(".generated/issues/P0-x.md") == "issues/P0-x.md"
    assert draft_of("issues/P0-x.md") is None
