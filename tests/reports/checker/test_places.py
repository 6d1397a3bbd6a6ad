"""A true sentence in the place of another one is noticed."""

import re

import pytest

from reports.checker.check import Checker
from reports.checker.facts.fact import SECTIONS, Fact, is_beneath, may_stand_in, way
from reports.checker.words import words
from reports.drafts.footnotes import defined
from templates.lookup import OURS, names
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE
from tests.reports.rendered_documents import held


def faults(file: str, text: str) -> list[str]:
    return [each.sentence for each in Checker(rich_incident(), EVIDENCE).faults(file, text, defined(text))]


def lines(text: str, begin: str) -> list[str]:
    return [each for each in text.split("\n") if each.startswith(begin)]


def test_a_question_among_the_observations_is_noticed() -> None:
    text = held("rich")["impact.md"]
    question, observed = (
        re.search(rf"## {title}\n\n(- .*)\n", text)[1]  # type: ignore[index]
        for title in ("Not known", "Also observed")
    )
    assert faults("impact.md", text) == []
    assert faults("impact.md", text.replace(observed, question, 1))


def test_the_window_in_the_place_of_what_it_is_compared_with_is_noticed() -> None:
    text = held("rich")["impact.md"]
    (window,), (compared,) = lines(text, "- **Window:** "), lines(text, "- **Compared with:** ")
    swapped = text.replace(window, f"- **Window:** {compared.partition(':** ')[2]}")
    assert faults("impact.md", swapped)


def test_what_would_settle_one_link_under_another_is_noticed() -> None:
    text = held("rich")["impact.md"]
    first, *others = dict.fromkeys(lines(text, "   - How: "))
    assert others
    assert faults("impact.md", text.replace(first, others[-1], 1))


def test_an_arrow_between_other_issues_is_noticed() -> None:
    drawn = '<!-- incident:block impact.issues -->\n```mermaid\nflowchart LR\n  F1["{a}"] --> F2["{b}"]\n```\n'
    assert faults("impact.md", drawn.format(a="F1, P1#58; no", b="F2, P1#58; no"))


def test_the_names_of_our_sections_are_those_of_our_templates() -> None:
    given = "".join((OURS / each).read_text() for each in names(OURS) if each.endswith(".md.j2"))
    told = set(re.findall(r'section\("[a-z-]+\.([a-z-]+)"|id ~ "\.([a-z-]+)"', given))
    assert {one or other for one, other in told} == set(SECTIONS)


@pytest.mark.parametrize(
    ("block", "may"),
    [("impact.actions", True), ("impact.summary", False), ("ours.remarks", True), ("", True)],
)
def test_a_fact_of_a_section_stands_there_and_in_sections_of_a_team_s_own(block: str, may: bool) -> None:
    assert may_stand_in(Fact("x", frozenset({"actions"})), block) is may


def test_a_fact_that_belongs_under_another_stands_beneath_one_of_its_ways() -> None:
    fact = Fact("x", under=(way("Why F1", "Why 1, probable"), way("It was changed.")))
    assert is_beneath(fact, words("Why F1: it fails Why 1, probable:"))
    assert is_beneath(fact, words("1. Probable: it was changed."))
    assert not is_beneath(fact, words("Why F2: it fails Why 1, probable:"))
    assert is_beneath(Fact("x"), ())
