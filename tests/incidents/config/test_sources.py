"""Where evidence lies."""

from pathlib import Path

import pytest

from collectors.collector import Source
from incidents.build.sources import sources
from incidents.config.config import Sources
from incidents.config.section import SOURCE_KEYS
from tests.incidents.config.files import added_errors, loaded


def test_without_a_word_only_the_folder_itself_is_read_as_a_repository(tmp_path: Path) -> None:
    assert loaded(tmp_path).sources == Sources(git=Source(globs=(".",)))
    assert loaded(tmp_path).sources.configured() == (("git", Source(globs=(".",))),)


def test_every_source_that_is_read_has_its_key() -> None:
    assert set(SOURCE_KEYS) == set(Sources.model_fields) == {collector.name for collector in sources()}


def test_every_source_takes_files(tmp_path: Path) -> None:
    added = "".join(f'[sources.{name}]\nfiles = ["./{name}/*", "x"]\n' for name in SOURCE_KEYS)
    expected = {name: Source(globs=(f"{name}/*", "x")) for name in SOURCE_KEYS}
    assert loaded(tmp_path, added).sources == Sources(**expected)


def test_sources_with_a_service_behind_them_can_be_live(tmp_path: Path) -> None:
    added = "".join(f"[sources.{name}]\nlive = true\n" for name in ("logs", "cloud_run", "tests", "issues"))
    sources = loaded(tmp_path, added + '[issues]\nrepository = "a/b"\n').sources
    assert [name for name, source in sources.configured() if source.live] == ["logs", "cloud_run", "tests", "issues"]


def test_what_is_read_live_from_github_can_be_narrowed(tmp_path: Path) -> None:
    added = '[sources.tests]\nlive = true\nartifacts = ["junit-*"]\nworkflows = ["e2e.yml", "Nightly *"]\n'
    added += '[sources.issues]\nlive = true\nclosed_days = 7\n[issues]\nrepository = "a/b"\n'
    sources = loaded(tmp_path, added).sources
    assert sources.tests == Source(live=True, artifacts=("junit-*",), workflows=("e2e.yml", "Nightly *"))
    assert sources.issues == Source(live=True, closed_days=7)


def test_an_empty_list_switches_a_source_off(tmp_path: Path) -> None:
    assert loaded(tmp_path, "[sources.git]\nfiles = []\n").sources == Sources(git=None)


def test_live_false_is_the_same_as_not_said(tmp_path: Path) -> None:
    added = '[sources.logs]\nlive = false\nfiles = ["a"]\n'
    assert loaded(tmp_path, added).sources.logs == Source(globs=("a",))


@pytest.mark.parametrize(
    ("added", "row"),
    [
        (
            "[sources.logs]\n",
            '5: `files` is missing: add files = ["logs/*.json"] or live = true, in [sources.logs]',
        ),
        ("[sources.probes]\n", '5: `files` is missing: add files = ["probes/*.json"] in [sources.probes]'),
        (
            "[sources.git]\nlive = true\n",
            '6: `sources.git.live`: only files are read here: write files = ["..."]',
        ),
        (
            '[sources.logs]\nfiles = ["a"]\nlive = true\n',
            "7: [sources.logs] has both live = true and files: keep one",
        ),
        (
            '[sources.logs]\nfiles = ["a", "/var/log/*"]\n',
            "6: `sources.logs.files` '/var/log/*' starts outside: write it relative to incident.toml",
        ),
        (
            '[sources.tests]\nfiles = ["a"]\nworkflows = ["e2e.yml"]\n',
            "7: `sources.tests.workflows` is about reading live: it goes with live = true",
        ),
        (
            '[sources.issues]\nlive = true\nclosed_days = -1\n[issues]\nrepository = "a/b"\n',
            "7: `sources.issues.closed_days` is the number -1 and must be a whole number from 0 to 3650",
        ),
        ("[sources.log]\nfiles = []\n", "5: `sources.log` is not a known key. Did you mean `logs`?"),
        (
            '[sources.logs]\nfile = ["a"]\nlive = true\n',
            "6: `sources.logs.file` is not a known key. Did you mean `files`?",
        ),
        ('[sources]\nlogs = "a"\n', "6: `sources.logs` is the text 'a' and must be a table, written as [sources.logs]"),
        (
            "[sources.issues]\nlive = true\n",
            '6: [sources.issues] reads from GitHub: add [issues] and repository = "owner/name" below it',
        ),
    ],
)
def test_a_source_that_cannot_be_read_is_an_error(tmp_path: Path, added: str, row: str) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]


def test_a_repository_that_is_wrong_is_not_called_missing_as_well(tmp_path: Path) -> None:
    rows = added_errors(tmp_path, '[sources.issues]\nlive = true\n[issues]\nrepository = "name"\n')
    assert len(rows) == 1
    assert rows[0].startswith("incident.toml:8: `issues.repository`")
