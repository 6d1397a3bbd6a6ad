"""One word changed at a time in the documents of the demo: the checker notices each, and nothing that is unchanged."""

from pathlib import Path

import pytest

from benchmarks.document_mutations import Tally, main, tally
from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write

# Two of the demo's sentences say the same of either revision, and nothing but their footnotes tells them apart.
# Only claims are bound to footnotes of their own; a row of a table may take them of another.
_NOT_ALWAYS = {"other revision", "other citation"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    workspace = tmp_path_factory.mktemp("mutations") / "demo"
    write(workspace)
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    return tally(analyse(sealed), {each.id: each for each in sealed.collected.evidence}, most=240)


def test_no_unchanged_sentence_is_a_fault(demo: Tally) -> None:
    assert demo.faults == ()


def test_every_kind_of_change_is_made(demo: Tally) -> None:
    assert len(demo.made) == 19
    assert all(demo.made.values())


def test_every_change_of_a_bound_word_is_noticed(demo: Tally) -> None:
    assert [(file, each.after) for file, each in demo.missed if each.kind not in _NOT_ALWAYS] == []


def test_most_names_of_other_revisions_are_noticed(demo: Tally) -> None:
    assert demo.caught["other revision"] >= 0.8 * demo.made["other revision"]


def test_a_folder_without_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "holds no case" in capsys.readouterr().err
