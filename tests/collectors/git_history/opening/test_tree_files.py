from pathlib import Path

import pytest

from collectors.git_history.opening.repository import opened
from tests.collectors.git_history.little_repository import Story, git


def test_python_files_of_a_commit_come_with_their_contents_ids(tmp_path: Path) -> None:
    files = {
        "b.py": "1\n",
        "a/c.py": "2\n",
        "run.py": "exec:3\n",
        "link.py": "link:b.py",
        "x.txt": "4\n",
        b"\xff.py": "5\n",
    }
    files |= {"d/" * 41 + "deep.py": "6\n", "long" * 300 + ".py": "7\n"}
    story = Story()
    story.commit("one", files)
    sha = story.write(tmp_path / "repo")["one"]
    with opened(tmp_path / "repo", "repo") as repository:
        found = repository.files.python(sha, 100)
        assert list(found) == ["a/c.py", "b.py", "run.py", "\udcff.py"]
        assert found["b.py"] == git(tmp_path / "repo", "rev-parse", f"{sha}:b.py").decode().strip()
        assert list(repository.files.python(sha, 2)) == ["a/c.py", "b.py"]


def test_a_tree_is_read_once_for_all_that_ask_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    story.commit("one", {"a.py": "1\n", "b.js": "2\n"})
    sha = story.write(tmp_path / "repo")["one"]
    with opened(tmp_path / "repo", "repo") as repository:
        assert list(repository.files.python(sha, 100)) == ["a.py"]
        monkeypatch.setattr(type(repository.git), "stream", None)
        assert list(repository.files.of(sha, 100, (".js",))) == ["b.js"]


def test_a_tree_with_very_many_files_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    story.commit("one", {"a.py": "1\n", "b.py": "2\n"})
    sha = story.write(tmp_path / "repo")["one"]
    monkeypatch.setattr("collectors.git_history.opening.tree_files._MOST_KEPT", 1)
    with opened(tmp_path / "repo", "repo") as repository:
        assert list(repository.files.python(sha, 100)) == ["a.py", "b.py"]
        monkeypatch.setattr(type(repository.git), "stream", None)
        with pytest.raises(TypeError):
            repository.files.python(sha, 100)
