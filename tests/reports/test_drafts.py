import pytest

from reports.drafts import Merged, State, merge

OLD, NEW, EDITED = "old\n", "new\n", "old\nand a person's line\n"


@pytest.mark.parametrize(
    ("before", "on_disk", "now", "merged"),
    [
        (None, None, NEW, Merged(NEW, "written")),  # the first build
        (OLD, OLD, OLD, Merged(OLD, "unchanged")),
        (OLD, OLD, NEW, Merged(NEW, "replaced")),
        (OLD, EDITED, OLD, Merged(EDITED, "kept")),
        (OLD, EDITED, NEW, Merged(EDITED, "conflict", offered=NEW)),
        (OLD, NEW, NEW, Merged(NEW, "unchanged")),  # the author wrote what is generated now
        (OLD, None, OLD, Merged(None, "deleted")),
        (OLD, None, NEW, Merged(None, "deleted")),  # new evidence does not bring a deleted draft back
        (None, EDITED, NEW, Merged(EDITED, "conflict", offered=NEW)),  # a file that is not known to be ours
        (None, NEW, NEW, Merged(NEW, "unchanged")),
        (OLD, "old\r\n", OLD, Merged("old\r\n", "kept")),  # other line ends are an edit like any other
        (OLD, "old\r\n", NEW, Merged("old\r\n", "conflict", offered=NEW)),
        (OLD, "", OLD, Merged("", "kept")),  # emptied is not deleted
        (OLD, OLD.rstrip(), OLD, Merged(OLD.rstrip(), "kept")),
    ],
)
def test_the_author_s_text_is_never_lost(before: str | None, on_disk: str | None, now: str, merged: Merged) -> None:
    assert merge(before, on_disk, now) == merged


@pytest.mark.parametrize(
    ("state", "start"),
    [
        ("written", None),
        ("unchanged", None),
        ("replaced", None),
        ("kept", None),
        ("conflict", "it was edited and is kept as it is; the newly generated text is in .generated/"),
        ("deleted", "it was deleted and is not written again"),
    ],
)
def test_an_author_is_told_what_they_cannot_see(state: State, start: str | None) -> None:
    note = Merged(None, state).note
    assert note == start if start is None else note and note.startswith(start)
