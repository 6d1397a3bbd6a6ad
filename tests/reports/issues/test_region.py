import pytest

from reports.issues.region import Marker, fitted, found, is_current, room_in, with_marker, with_region, without_blocks
from tests.builders import at

_MARKER = Marker(fingerprints=("0123456789ab",), incident="2026-03-02-x", facts="ab", labels=("P1",), seen=at(2))


def test_a_region_comes_back_as_it_was_written() -> None:
    marker = _MARKER.model_copy(update={"made": True, "after": "[#1](0001-x.md)", "fingerprints": ("a1", "b2")})
    region = found(with_region("", marker, "Our words."))
    assert region is not None
    assert region.marker == marker.model_copy(update={"text": region.marker.text})
    assert (region.before, region.text.strip(), region.edited) == ("", "Our words.", False)
    assert is_current(region, marker, "Our words.")
    assert not is_current(region, marker, "Other words.")
    assert not is_current(region, marker.model_copy(update={"facts": "cd"}), "Our words.")


@pytest.mark.parametrize("body", ["", "Theirs.", "Theirs.\r\n", "One.\n\n\nTwo.\n"])
def test_everything_else_stays_when_it_is_written_again(body: str) -> None:
    first = with_region(body, _MARKER, "Old.")
    assert first.startswith(body.rstrip())
    edited = first.replace("<!-- incident:issue-end -->", "<!-- incident:issue-end -->\r\nBelow.\r\n")
    second = with_region(edited, _MARKER, "New.")
    assert second == edited.replace("Old.", "New.").replace(
        found(edited).marker.text,  # type: ignore[union-attr] # it was just written
        found(second).marker.text,  # type: ignore[union-attr]
    )


def test_another_marker_leaves_the_words_and_knows_whose_they_are() -> None:
    edited = with_region("Theirs.", _MARKER, "Ours.").replace("Ours.", "Mine.")
    marked = found(with_marker(edited, _MARKER.model_copy(update={"facts": "cd"})))
    assert marked is not None
    assert (marked.before, marked.text, marked.marker.facts, marked.edited) == ("Theirs.\n\n", "Mine.\n", "cd", True)
    assert with_marker("No region.", _MARKER) == "No region."


def test_other_line_ends_are_no_edit_and_other_words_are() -> None:
    """Forms on the web send CR LF."""
    body = with_region("", _MARKER, "One.\n\nTwo.")
    assert found(body.replace("\n", "\r\n")).edited is False  # type: ignore[union-attr]
    assert found(body.replace("Two", "2")).edited is True  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- incident:issue fingerprint=a -->\ntext\n<!-- incident:issue-end -->",  # not all that ours name
        with_region("", _MARKER, "x").replace("<!-- incident:issue-end -->", ""),  # no end
        "No region.",
    ],
)
def test_half_a_region_is_a_persons_text(body: str) -> None:
    assert found(body) is None
    assert with_region(body, _MARKER, "Ours.").startswith(body.rstrip())


def test_the_room_is_what_people_leave() -> None:
    body = with_region("Theirs.", _MARKER, "Ours.")
    assert room_in(body, 100) == 100 - len("Theirs.")
    assert room_in("x" * 200, 100) == 0


def test_a_long_text_is_cut_at_a_line_and_an_open_fence_is_closed() -> None:
    text = "```text\n" + "line\n" * 100 + "```\n"
    cut = fitted(text, 200, "*The rest.*")
    assert len(cut) <= 200
    assert cut.count("```") == 2
    assert cut.endswith("\n```\n\n*The rest.*\n")
    assert fitted("short", 200, "x") == "short"


def test_the_markers_of_a_draft_are_not_filed() -> None:
    body = "<!-- incident:block issue.a -->\n## A\n\nOne.\n\n<!-- incident:end issue.a -->\n\nMine."
    assert without_blocks(body) == "## A\n\nOne.\n\nMine."
