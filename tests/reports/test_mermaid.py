"""Every diagram is parsed by the real mermaid, where `npm install mermaid jsdom` was run in the folder MERMAID."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reports.diagrams.issue_order import issue_order
from tests.reports.rendered_documents import held, with_words

PARSER = Path(__file__).parent / "parse_mermaid.mjs"
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


@pytest.fixture
def folder() -> Path:
    given = os.environ.get("MERMAID")
    if not given or not shutil.which("node"):
        pytest.skip("no node, or MERMAID names no folder with mermaid and jsdom in it: diagrams were not parsed")
    return Path(given)


def parsed(folder: Path, texts: list[str]) -> list[str | None]:
    command = ["node", str(PARSER), str(folder)]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", ["rich", "bare", "small"])
def test_the_real_mermaid_parses_every_diagram(folder: Path, name: str) -> None:
    texts = diagrams(held(name))
    assert [*zip(texts, parsed(folder, texts), strict=True)] == [(text, None) for text in texts]


def test_hostile_words_break_no_diagram(folder: Path) -> None:
    texts = diagrams(with_words(HOSTILE))
    assert texts
    assert [*zip(texts, parsed(folder, texts), strict=True)] == [(text, None) for text in texts]


def test_the_order_of_issues_is_parsed_whatever_they_are_called(folder: Path) -> None:
    drawn = issue_order([(("F1", "F1, P0: it is slow"), ("F2", HOSTILE)), (("F2", HOSTILE), ("F3", "F3"))])
    texts = BLOCK.findall(str(drawn))
    assert parsed(folder, texts) == [None]


def test_the_parser_finds_what_is_broken(folder: Path) -> None:
    (wrong,) = parsed(folder, ['flowchart TD\n  A["a "b" c"] --> B'])
    assert wrong
