from pathlib import Path

from collectors.git_history.objects.tree_files import python_files
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
        found = python_files(repository.git, sha, 100)
        assert list(found) == ["a/c.py", "b.py", "run.py", "\udcff.py"]
        assert found["b.py"] == git(tmp_path / "repo", "rev-parse", f"{sha}:b.py").decode().strip()
        assert list(python_files(repository.git, sha, 2)) == ["a/c.py", "b.py"]
