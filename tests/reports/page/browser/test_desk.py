"""Citations, search and keys, as somebody at a desk uses them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.reports.page.browser.conftest import Opened, Reader

CITATIONS = "main > section:not(#evidence) a.cite:visible"


@pytest.fixture
def opened(reader: Reader, demo: Path) -> Opened:
    return reader.open(demo)


@pytest.fixture
def page(opened: Opened) -> Page:
    return opened.page


def shown(page: Page) -> str:
    """The id of the record on the desk."""
    return page.locator("#record .card-id").inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.hash"))


def test_a_citation_of_each_kind_opens_its_record_beside_the_text(opened: Opened) -> None:
    page = opened.page
    words = page.locator(CITATIONS).all_inner_texts()
    kinds = {re.sub(r" \d+$", "", each) for each in words}
    assert kinds >= {"log", "requests", "revision", "test", "run", "commit", "diff", "issue"}
    for kind in sorted(kinds):
        citation = page.locator(CITATIONS).filter(has_text=re.compile(rf"^{kind} \d+$")).first
        record = str(citation.get_attribute("href")).removeprefix("#")
        citation.click()
        assert shown(page) == record
        expect(page.locator("#record h2")).to_contain_text(citation.inner_text())
        expect(page.locator("#record")).to_be_focused()
        expect(citation).to_have_attribute("aria-current", "true")
        expect(citation).to_be_in_viewport()
        assert page.url.endswith(f"#{record}")
    assert opened.is_calm


def test_a_record_has_no_id_twice_and_keeps_its_place_in_the_shelf(page: Page) -> None:
    page.locator(CITATIONS).first.click()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_a_link_inside_of_a_record_opens_there_and_back_returns(page: Page) -> None:
    page.locator(CITATIONS).filter(has_text=re.compile(r"^test ")).first.click()
    first = shown(page)
    page.locator("#record .facts a").first.click()
    assert shown(page).startswith("run-")
    page.go_back()
    expect(page.locator("#record .card-id")).to_have_text(first)
    page.go_back()
    expect(page.locator("#welcome")).to_be_visible()


def test_escape_closes_the_record_and_returns_to_the_sentence(page: Page) -> None:
    citation = page.locator(CITATIONS).nth(2)
    citation.click()
    page.keyboard.press("Escape")
    expect(page.locator("#record")).to_be_hidden()
    expect(citation).to_be_focused()
    assert "#" not in page.url


def test_a_page_that_is_opened_at_a_record_shows_it_beside_the_sentence(reader: Reader, demo: Path) -> None:
    page = reader.open(demo).page
    record = str(page.locator("#findings a.cite").last.get_attribute("href"))
    linked = reader.open(demo, part=record).page
    assert f"#{shown(linked)}" == record
    expect(linked.locator(f'main a.cite[href="{record}"]').first).to_be_in_viewport()


def test_what_a_record_speaks_for_is_a_way_back_into_the_text(page: Page) -> None:
    page.locator("#findings a.cite").first.click()
    page.locator("#record .uses a").first.click()
    expect(page.locator(".finding").first).to_be_in_viewport()
    expect(page.locator("#record")).to_be_visible()


def test_search_finds_findings_before_records_and_opens_by_the_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("/")
    assert focused(page) == "query"
    page.keyboard.type("CACHE unavailable")
    expect(page.locator("#said")).to_have_text(re.compile(r"^\d+ of \d+ match$"))
    assert page.locator("#hits .hit-kind").first.inner_text() == "finding"
    assert page.locator("#hits mark").first.inner_text().lower() in ("cache", "unavailable")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "unavailable" in page.locator("#record").inner_text().lower()
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#welcome")).to_be_visible()
    assert page.locator("#query").input_value() == ""
    assert opened.is_calm


def test_a_finding_among_the_hits_is_gone_to(page: Page) -> None:
    page.locator("#query").fill("freight keyerror")
    page.keyboard.press("Enter")
    expect(page.locator(".finding:focus")).to_contain_text("KeyError")
    expect(page.locator(".finding:focus")).to_be_in_viewport()


def test_what_is_nowhere_is_said_to_be_nowhere(page: Page) -> None:
    page.locator("#query").fill("<b>zebra</b>")
    expect(page.locator("#said")).to_have_text("Nothing matches.")
    assert page.locator("#hits li").count() == 0


def test_j_and_k_walk_along_the_citations_and_an_open_desk_follows(page: Page) -> None:
    citations = page.locator(CITATIONS)
    page.keyboard.press("j")
    expect(citations.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    assert f"#{shown(page)}" == citations.nth(0).get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(citations.nth(2)).to_be_focused()
    assert f"#{shown(page)}" == citations.nth(2).get_attribute("href")
    page.keyboard.press("k")
    expect(citations.nth(1)).to_be_focused()
    outline = citations.nth(1).evaluate("(each) => getComputedStyle(each).outlineWidth")
    assert outline == "2px"


def test_arrows_walk_along_the_records_of_a_kind(page: Page) -> None:
    page.locator(CITATIONS).filter(has_text=re.compile(r"^log ")).first.click()
    first = shown(page)
    page.keyboard.press("ArrowRight")
    second = shown(page)
    assert second != first
    page.keyboard.press("ArrowLeft")
    assert shown(page) == first
    page.get_by_role("button", name="Next").click()
    assert shown(page) == second


def test_letters_do_nothing_in_a_field_nor_where_they_are_switched_off(page: Page) -> None:
    page.locator("#query").fill("")
    page.locator("#query").press_sequentially("j/k")
    assert page.locator("#query").input_value() == "j/k"
    page.keyboard.press("Escape")
    page.get_by_label("single keys act").uncheck()
    page.keyboard.press("/")
    assert focused(page) == "letters"
    page.keyboard.press("j")
    assert focused(page) == "letters"


def test_a_kind_of_evidence_is_unfolded_from_the_desk(page: Page) -> None:
    page.locator("#welcome .holds a").first.click()
    expect(page.locator("details.shelf").first).to_have_attribute("open", "")
    expect(page.locator("details.shelf .card").first).to_be_visible()
    expect(page.locator("details.shelf .card").last).to_be_hidden()


def test_the_command_can_be_copied(reader: Reader, demo: Path) -> None:
    page = reader.open(demo, permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_role("button", name="Copy the command").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#command").inner_text()
