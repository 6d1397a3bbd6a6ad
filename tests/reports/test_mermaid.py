"""Every diagram is parsed by the real mermaid in a real browser, where both are at hand."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from reports.diagrams.issue_order import issue_order
from tests.reports.rendered_documents import held, with_words

TESTS = Path(__file__).parents[1]
PARSE = """async (texts) => {
  const found = [];
  for (const text of texts) found.push(await mermaid.parse(text).then(() => null, (error) => String(error.message)));
  return found;
}"""
HOSTILE = 'x" ] --> y; end %%init%% : `click` \u202e [a](b) <b> #1 10:00:00 ()'
BLOCK = re.compile(r"^```mermaid\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
KINDS = {"timeline", "flowchart TD", "xychart-beta"}


def diagrams(documents: dict[str, str]) -> list[str]:
    return [each for text in documents.values() for each in BLOCK.findall(text)]


def test_every_kind_of_diagram_is_drawn_and_none_can_be_clicked() -> None:
    found = diagrams(held("rich"))
    assert {each.splitlines()[0] for each in found} == KINDS
    hostile = diagrams(with_words(HOSTILE))
    assert [len(each.splitlines()) for each in hostile] == [
        len(each.splitlines()) for each in diagrams(with_words("a"))
    ]
    assert not any(re.match(r"\s*click\b", line) for each in hostile for line in each.splitlines())


Parse = Callable[[list[str]], list[str | None]]


@pytest.fixture
def parsed(browser: Browser) -> Iterator[Parse]:
    """For each text what mermaid finds wrong with it, or None."""
    script = os.environ.get("MERMAID")
    if not script:
        pytest.skip("no mermaid is named: `npm pack mermaid`, unpack it, and set MERMAID=package/dist/mermaid.min.js")
    page = browser.new_page()
    page.add_script_tag(path=script)
    yield lambda texts: page.evaluate(PARSE, texts)
    page.close()


@pytest.mark.parametrize("name", ["rich", "bare", "small"])
def test_the_real_mermaid_parses_every_diagram(parsed: Parse, name: str) -> None:
    texts = diagrams(held(name))
    assert [*zip(texts, parsed(texts), strict=True)] == [(text, None) for text in texts]


@pytest.mark.parametrize(
    "folder", ["incidents/build/snapshots", "examples/snapshots/museum", "examples/snapshots/garden"]
)
def test_the_real_mermaid_parses_the_diagrams_of_whole_incidents(parsed: Parse, folder: str) -> None:
    texts = diagrams({each.name: each.read_text(encoding="utf-8") for each in (TESTS / folder).glob("*.md")})
    assert texts
    assert [*zip(texts, parsed(texts), strict=True)] == [(text, None) for text in texts]


def test_hostile_words_break_no_diagram(parsed: Parse) -> None:
    texts = diagrams(with_words(HOSTILE))
    assert texts
    assert [*zip(texts, parsed(texts), strict=True)] == [(text, None) for text in texts]


def test_the_order_of_issues_is_parsed_whatever_they_are_called(parsed: Parse) -> None:
    drawn = issue_order([(("F1", "F1, P0: it is slow"), ("F2", HOSTILE)), (("F2", HOSTILE), ("F3", "F3"))])
    texts = BLOCK.findall(str(drawn))
    assert parsed(texts) == [None]


def test_the_parser_finds_what_is_broken(parsed: Parse) -> None:
    (wrong,) = parsed(['flowchart TD\n  A["a "b" c"] --> B'])
    assert wrong
