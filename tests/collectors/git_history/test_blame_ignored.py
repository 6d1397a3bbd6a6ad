from pathlib import Path

from collectors.git_history.blame_ignored import blame_ignored
from collectors.git_history.opening.repository import opened
from tests.collectors.git_history.little_repository import Story

ONE, TWO, THREE = "1" * 40, "ab" * 20, "3" * 40


def test_whole_ids_of_the_list_count_and_nothing_else(tmp_path: Path) -> None:
    lines = f"# {THREE}\n{ONE}\n\n  {TWO.upper()}  # black\r\nabc1234\n{THREE}4\nx{THREE}\n"
    story = Story()
    story.commit("none", {"a": "1\n"})
    story.commit("listed", {".git-blame-ignore-revs": lines})
    story.commit("folder", {".git-blame-ignore-revs": None, ".git-blame-ignore-revs/a": f"{ONE}\n"})
    ids = story.write(tmp_path / "repo")
    with opened(tmp_path / "repo", "repo") as repository:
        assert blame_ignored(repository, [ids["none"], ids["listed"]]) == {ONE, TWO}
        assert blame_ignored(repository, [ids["none"]]) == frozenset()
        assert blame_ignored(repository, [ids["folder"]]) == frozenset()
        assert blame_ignored(repository, []) == frozenset()
