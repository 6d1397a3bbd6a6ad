from pathlib import Path

import pytest

from collectors.logs.source_templates.deployed_source import read_deployed_source
from tests.collectors.git_history.little_repository import Story, git


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deployed")


@pytest.fixture(scope="module")
def ids(root: Path) -> dict[str, str]:
    story = Story()
    story.commit(
        "good",
        {
            "shop/a.py": "from .words import GONE\nprint(GONE)\n",
            "shop/words.py": 'GONE = "parcel gone"\n',
            "shop/broken.py": "print(\n",
            "tests/test_a.py": 'print("from a test")\n',
            "shop/link.py": "link:a.py",
        },
    )
    story.commit("bad", {"shop/words.py": 'GONE = "parcel lost"\n', "shop/broken.py": None})
    found = story.write(root / "repo")
    git(root, "clone", "--quiet", "--bare", "repo", "bare.git")
    return found


@pytest.mark.parametrize("name", ["repo", "bare.git"])
def test_each_commit_has_the_statements_of_its_own_files(root: Path, ids: dict[str, str], name: str) -> None:
    found = read_deployed_source(root / name, "repo", [ids["good"], ids["bad"]])
    assert list(found) == [ids["good"], ids["bad"]]
    good, bad = found.values()
    assert [(each.template, each.file, each.line) for each in good.statements] == [("parcel gone", "shop/a.py", 2)]
    assert [(each.template, each.file, each.line) for each in bad.statements] == [("parcel lost", "shop/a.py", 2)]
    assert (good.files, good.unread, good.failed) == (2, ("shop/broken.py",), None)
    assert (bad.files, bad.unread, bad.failed) == (2, (), None)


def test_a_commit_that_is_not_there_is_absent_alone(root: Path, ids: dict[str, str]) -> None:
    found = read_deployed_source(root / "repo", "repo", ["0" * 40, ids["bad"]])
    assert (found["0" * 40].absent, found["0" * 40].failed) == (True, None)
    assert found["0" * 40].statements == ()
    assert [each.template for each in found[ids["bad"]].statements] == ["parcel lost"]


def test_a_folder_that_is_no_repository_fails_for_every_commit(root: Path) -> None:
    (root / "empty").mkdir(exist_ok=True)
    found = read_deployed_source(root / "empty", "repo", ["a" * 40, "b" * 40])
    assert [each.failed is not None for each in found.values()] == [True, True]


def test_what_the_repository_configures_is_not_run(root: Path, ids: dict[str, str]) -> None:
    marker = root / "ran"
    git(root / "repo", "config", "core.fsmonitor", f"touch {marker}")
    git(root / "repo", "config", "filter.x.smudge", f"touch {marker}")
    (root / "repo" / ".git" / "info").mkdir(exist_ok=True)
    (root / "repo" / ".git" / "info" / "attributes").write_text("* filter=x\n", encoding="utf-8")
    found = read_deployed_source(root / "repo", "repo", [ids["bad"]])
    assert len(found[ids["bad"]].statements) == 1
    assert not marker.exists()


def test_a_file_of_another_language_that_is_too_large_is_told_to_be_unread(root: Path) -> None:
    story = Story()
    story.commit("all", {"web/Depot.php": "<?php\n", "web/Zones.php": "<?php\n" + "// zone\n" * 200_000})
    head = story.write(root / "others")["all"]
    found = read_deployed_source(root / "others", "others", [head])[head]
    assert (found.unread, list(found.code)) == (("web/Zones.php",), ["web/Depot.php"])
