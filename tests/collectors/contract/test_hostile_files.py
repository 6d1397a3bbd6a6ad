"""A corpus of hostile files from outside, given by its folder: every collector reads all of it as its own source."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.collector import Collector
from incidents.build.sources import sources
from incidents.model.scope import Span
from tests.collectors.contract.fixtures import fixture_of
from tests.collectors.contract.terms import accounted, kept, stored
from tests.collectors.contract.test_contract import own_places  # noqa: F401 - the same bounds hold here
from tests.collectors.git_history.little_repository import Story
from tests.collectors.logs.log_files import raw_entry, write_lines

VARIABLE = "HOSTILE_FILES"
_NAMES = {
    "cloud_run": ("revisions.json",),
    "tests": ("junit.xml", "console.txt", "report.json", "report.zip"),
    "logs": ("app.json", "app.log"),
}


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder of files and repositories; what its payloads leave behind ends in `.canary`."""
    given = os.environ.get(VARIABLE)
    if not given:
        pytest.skip(f"{VARIABLE} names no folder of hostile files")
    return Path(given)


@pytest.mark.parametrize("collector", sources(), ids=lambda each: each.name)
def test_hostile_files_are_accounted_for(collector: Collector, corpus: Path, tmp_path: Path) -> None:
    """Each file under the names that the source's globs call, and repositories for the collector of git."""
    fixture = fixture_of(collector.name)
    for path in sorted(corpus.iterdir()):
        case = tmp_path / f"case-{path.name}"
        if path.is_dir() and collector.name == "git":
            shutil.copytree(path, case, symlinks=True)
        elif path.is_file() and collector.name != "git":
            for name in _NAMES.get(collector.name, (f"{collector.name}.json",)):
                (case / "in").mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, case / "in" / name)
    assert any(tmp_path.iterdir()), "the folder holds nothing for this collector"
    ask = fixture.ask(tmp_path, "case-*")
    ask = replace(ask, scope=ask.scope.model_copy(update={"span": Span()}))
    found = kept(collector, ask)
    accounted(found)
    assert stored(found) == stored(kept(collector, ask))
    assert not list(corpus.glob("*.canary")), "a payload ran"


def test_hostile_texts_in_good_entries_and_commits_are_kept_as_words(corpus: Path, tmp_path: Path) -> None:
    texts = {path.stem: path.read_bytes() for path in sorted(corpus.iterdir()) if path.suffix == ".txt"}
    said = [raw_entry(text.decode("utf-8", "replace"), second=n) for n, text in enumerate(texts.values())]
    write_lines(tmp_path / "case" / "in" / "app.json", said)
    story = Story()
    for name, text in texts.items():
        clean = text.replace(b"\0", b"")
        story.commit(name.encode() + b" " + clean, {"api/a.py": clean})
    story.write(tmp_path / "repo")
    by_name = {each.name: each for each in sources()}
    for name, case in (("logs", "case"), ("git", "repo")):
        found = kept(by_name[name], fixture_of(name).ask(tmp_path, case))
        assert found.evidence
        accounted(found)
