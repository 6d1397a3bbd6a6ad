import pytest

from reports.drafts.three_way import Clash, Woven, weave


def lines(*texts: str) -> str:
    return "".join(f"{text}\n" for text in texts)


@pytest.mark.parametrize(
    ("before", "theirs", "now", "woven"),
    [
        ("abc", "abc", "aBc", Woven("aBc")),
        ("abc", "aXc", "abc", Woven("aXc")),
        ("abcde", "Xbcde", "abcdE", Woven("XbcdE")),  # both, in different lines
        ("abc", "Xbc", "aBc", Woven("XBc")),  # lines that touch say each something of their own
        ("abcd", "Xd", "aBcd", Woven("Xd", (Clash(("a\n", "b\n", "c\n"), ("a\n", "B\n", "c\n")),))),
        ("abcd", "aYcZ", "XbWd", Woven("XYWZ")),
        ("abc", "abc1", "2abC", Woven("2abC1")),
        ("abc", "a1bc", "aBc", Woven("a1Bc")),  # written between a line and the one that became another
        ("abcd", "a1d", "aXbYcd", Woven("aX1d", (Clash(("b\n", "c\n"), ("b\n", "Y\n", "c\n")),))),
        ("abc", "aXc", "aBc", Woven("aXc", (Clash(("b\n",), ("B\n",)),))),  # the author wins
        ("abc", "aBc", "aBc", Woven("aBc")),  # the author took the offer
        ("abc", "ac", "abc", Woven("ac")),  # a line taken out stays out
        ("abc", "ac", "aBc", Woven("ac", (Clash(("b\n",), ("B\n",)),))),  # also where it is another by now
        ("abc", "aXc", "ac", Woven("aXc", (Clash(("b\n",), ()),))),
        ("ab", "abX", "abc", Woven("abcX")),  # two additions at one place do not clash
        ("ab", "abcX", "abc", Woven("abcX")),  # the addition is among what the author wrote
        ("", "X", "a", Woven("aX")),
        ("abc", "", "abc", Woven("")),
        ("abc", "cab", "abc", Woven("cab")),
    ],
)
def test_lines_are_woven(before: str, theirs: str, now: str, woven: Woven) -> None:
    expected = Woven(lines(*woven.text), woven.clashes)
    assert weave(lines(*before), lines(*theirs), lines(*now)) == expected


def test_a_name_added_to_each_line_of_a_list_clashes_with_none_but_a_line_that_changed() -> None:
    before = lines("- ask the team", "- fix the cache", "- watch the rates")
    theirs = lines("- ask the team, Ann", "- fix the cache, Bob", "- watch the rates, Cy")
    now = lines("- ask the whole team", "- fix the cache", "- tell the users", "- watch the rates")
    woven = weave(before, theirs, now)
    assert woven.text == lines(
        "- ask the team, Ann", "- fix the cache, Bob", "- tell the users", "- watch the rates, Cy"
    )
    assert woven.clashes == (Clash(("- ask the team\n",), ("- ask the whole team\n",)),)


def test_a_line_that_moved_does_not_come_back_beside_the_author_s_version_of_it() -> None:
    before, now = lines("- ask", "- fix", "- watch"), lines("- watch", "- ask", "- fix")
    assert weave(before, lines("- ask", "- fix", "- watch, Ann"), now) == Woven(lines("- ask", "- fix", "- watch, Ann"))
    assert weave(before, lines("- ask", "- fix"), now) == Woven(lines("- ask", "- fix"))
    assert weave(before, lines("- ask, Ann", "- fix", "- watch"), now) == Woven(lines("- watch", "- ask, Ann", "- fix"))


def test_a_new_paragraph_goes_behind_the_line_that_an_author_added_to_a_list() -> None:
    woven = weave(lines("- a"), lines("- a", "- mine"), lines("- a", "", "More."))
    assert woven.text == lines("- a", "- mine", "", "More.")


def test_new_lines_get_the_line_ends_of_the_draft_and_the_author_s_stay_as_they_are() -> None:
    woven = weave("a\nb\nc\n", "a\r\nb\r\nc\r\nmine\n", "a\nB\nc\n", "\r\n")
    assert woven.text == "a\r\nB\r\nc\r\nmine\n"
