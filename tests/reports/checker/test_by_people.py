from reports.checker.by_people import judged

GENERATED = """# Title

<!-- incident:block a.one -->
One.

<!-- incident:end a.one -->

<!-- incident:block a.two -->
Two.

<!-- incident:end a.two -->
"""


def test_a_draft_as_it_was_generated_is_judged_whole() -> None:
    assert judged(GENERATED, GENERATED) == judged(GENERATED.replace("\n", "\r\n"), GENERATED)
    assert judged(GENERATED, GENERATED).text == GENERATED
    assert judged(GENERATED, GENERATED).by_people == ()


def test_an_edited_block_and_text_outside_are_left_out_and_named() -> None:
    found = judged(GENERATED.replace("Two.", "Three.").replace("# Title\n", "# Title\nOurs: 7.\n"), GENERATED)
    assert found.by_people == ("outside of the blocks", "a.two")
    assert "Three" not in found.text
    assert "Ours" not in found.text
    assert found.text.split("\n")[4] == "One."  # lines keep their numbers


def test_without_what_was_generated_all_is_of_people() -> None:
    assert judged("# Title\n\n<!-- incident:block a -->\n1\n<!-- incident:end a -->\n", "").text.strip() == ""
