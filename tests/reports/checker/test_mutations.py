"""One word changed at a time in the documents of the demo: the checker notices each, and nothing that is unchanged."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.document_mutations import Tally, main, revisions_of, tally
from benchmarks.one_word_changed import changes
from benchmarks.part_of_document import telling_lines
from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from reports.checker.check import Checker
from reports.checker.passages import Passage, passages
from reports.documents import DOCUMENTS
from reports.drafts.footnotes import defined
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE
from tests.reports.rendered_documents import held


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    workspace = tmp_path_factory.mktemp("mutations") / "demo"
    write(workspace)
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    return tally(analyse(sealed), {each.id: each for each in sealed.collected.evidence}, most=400)


def test_no_unchanged_sentence_is_a_fault(demo: Tally) -> None:
    assert demo.faults == ()


def test_every_kind_of_change_is_made(demo: Tally) -> None:
    assert len(demo.made) == 21
    assert all(demo.made.values())


def test_every_change_is_noticed(demo: Tally) -> None:
    assert [(file, each.kind, each.after) for file, each in demo.missed] == []


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_a_line_is_read_in_its_part_as_in_the_whole_document(file: str) -> None:
    """What is found in a passage depends on nothing else, so that it is the same in the part."""
    text = held("rich")[file]
    whole = list(passages(text))
    lines = list(telling_lines(text))
    assert len(lines) > 20
    for each in lines:
        of_part = [_read(one) for one in passages(each.part(each.text)) if one.text]
        assert of_part
        assert all(one in map(_read, whole) for one in of_part)


def test_what_is_noticed_in_the_part_is_noticed_in_the_whole_document() -> None:
    """One change of each kind."""
    checker, document = Checker(rich_incident(), EVIDENCE), held("rich")["validation.md"]
    by_kind = {each.kind: each for each in changes(document, revisions_of(rich_incident()))}
    assert len(by_kind) > 15
    for each in by_kind.values():
        whole = {fault.word for fault in checker.faults("validation.md", each.whole(document), defined(document))}
        part = {fault.word for fault in checker.faults("validation.md", each.part, defined(document))}
        assert part
        assert part == whole


def _read(passage: Passage) -> Passage:
    return replace(passage, line=0, block="")


def test_a_line_goes_with_what_decides_how_it_is_read() -> None:
    document = (
        "# T\n\n<!-- incident:block a -->\n- Said.[^a]\n  - More.\n\n````text\n```\nwords\n````\n\n"
        "| H | I |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4[^b] |\n\n```sh\nrun\n```\n"
        '\n### U\n\n```mermaid\nflowchart TD\nF["f"]\nW["w"]\n```\n\n[^a]: x\n[^b]: y\n<!-- incident:end a -->\n'
    )
    fence, run = "````text\n```\nwords\n````\n", "```sh\nrun\n```\n"
    here, within = "<!-- incident:block a -->\n\n", "<!-- incident:block a -->\n\n### U\n\n"
    parts = [each.part("X") for each in telling_lines(document)]
    assert parts == [
        "X\n",
        f"{here}X\n{fence}{run}",
        f"{here}- Said.[^a]\nX\n",
        f"{here}- Said.[^a]\n\n````text\nX\nwords\n````\n",
        f"{here}- Said.[^a]\n\n````text\n```\nX\n````\n",
        f"{here}| H | I |\n| --- | --- |\nX\n",
        f"{here}| H | I |\n| --- | --- |\nX\n",
        f"{here}- Said.[^a]\n\n```sh\nX\n```\n",
        f"{here}X\n",
        f'{within}\n\n```mermaid\nflowchart TD\nX\nW["w"]\n```\n',
        f'{within}\n\n```mermaid\nflowchart TD\nF["f"]\nX\n```\n',
        f"{within}X\n",
        f"{within}X\n",
    ]


def test_a_folder_without_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "holds no case" in capsys.readouterr().err
