"""The page holds; one with a wrong word in it does not."""

from functools import cache

import pytest

from reports.checker.carried import Fault
from reports.checker.page import PageChecker
from reports.checker.page_passages import page_passages
from reports.issues.draft.drafting import drafted
from reports.page.render import render_page
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE

DRAFTS = drafted(rich_incident(), EVIDENCE, most=10).drafts


@cache
def checker() -> PageChecker:
    return PageChecker(rich_incident(), EVIDENCE, DRAFTS)


@cache
def whole_page() -> str:
    return render_page(rich_incident(), EVIDENCE, drafts=DRAFTS)


def faults(page: str) -> list[Fault]:
    return list(checker().faults("report.html", page))


def test_every_generated_word_is_carried() -> None:
    assert faults(whole_page()) == []


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        # A share in percent, in the headline and on the card.
        ("40 %", "41 %", "41"),
        # The confidence beside the claim.
        ('<span class="sure probable">probable</span>', '<span class="sure probable">confirmed</span>', "confirmed"),
        ('<span class="sure refuted">refuted</span>', '<span class="sure refuted">possible</span>', "possible"),
        # The citation of another record.
        ('href="#log-aee0f56670b2">', 'href="#req-15a43977c42e">', "[^req-15a43977c42e]"),
        ("<dd>there before</dd>", "<dd>new</dd>", "new"),
        ("64 of 64", "63 of 64", "63"),
    ],
)
def test_a_wrong_word_is_found(right: str, wrong: str, word: str) -> None:
    assert right in whole_page()
    assert word in {fault.word for fault in faults(whole_page().replace(right, wrong))}


def test_the_page_is_read_in_parts_with_what_they_are_about() -> None:
    page = """<section id="findings"><h2>Findings <span class="count">1</span></h2>
<article id="finding-1"><h3><span>P1</span> it <code>fails</code></h3>
<dl><div><dt>State</dt> <dd>new</dd></div></dl><p>Stands on <a class="cite" href="#log-1">log 1</a></p></article>
<div class="cause"><h2>Leading cause</h2><p>none</p></div>
<table><thead><tr><th>Route</th><th>5xx</th></tr></thead>
<tbody><tr><th>GET /</th><td><b>1</b> of 2</td></tr></tbody></table></section>
<section id="evidence"><p>kept</p></section><svg><text>ticks</text></svg>"""
    found = [(each.kind, each.line, each.text, each.cites) for each in page_passages(page)]
    assert found == [
        ("prose", 1, "Findings", ()),
        ("prose", 2, "⟨finding-1⟩ ⟨Title⟩ P1 it fails", ()),
        ("prose", 3, "⟨finding-1⟩ ⟨State⟩ new", ()),
        ("prose", 3, "⟨finding-1⟩ Stands on ⟦log-1⟧", ("log-1",)),
        ("prose", 4, "Leading cause none", ()),
        ("row", 6, "⟨Route⟩ GET / ⟨5xx⟩ 1 of 2", ()),
    ]
