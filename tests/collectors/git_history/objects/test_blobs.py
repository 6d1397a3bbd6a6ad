from pathlib import Path

import pytest

from collectors.git_history.objects import blobs
from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.opening.byte_reader import ByteReader
from collectors.git_history.opening.repository import opened
from incidents.errors import BadInputError
from tests.collectors.git_history.little_repository import Story, git


def test_contents_come_by_name_and_what_is_no_file_is_absent(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a.py": "a\n\n", "empty": "", "folder/b.py": b"\0\n"})
    sha = story.write(tmp_path / "repo")["one"]
    blob = git(tmp_path / "repo", "rev-parse", f"{sha}:a.py").decode().strip()
    names = [blob, f"{sha}:empty", f"{sha}:folder/b.py", f"{sha}:folder", f"{sha}:gone", "f" * 40, sha, blob]
    with opened(tmp_path / "repo", "repo") as repository:
        assert read_blobs(repository.git, names, 100, 100) == {
            blob: b"a\n\n",
            f"{sha}:empty": b"",
            f"{sha}:folder/b.py": b"\0\n",
        }
        assert read_blobs(repository.git, [], 100, 100) == {}


def test_large_contents_are_never_read(tmp_path: Path) -> None:
    story = Story()
    story.commit("one", {"a": "x" * 11, "b": "x" * 10, "c": "x" * 8, "d": "x" * 5})
    sha = story.write(tmp_path / "repo")["one"]
    with opened(tmp_path / "repo", "repo") as repository:
        found = read_blobs(repository.git, [f"{sha}:{name}" for name in "abcd"], 10, 16)
    assert {name[-1]: len(content) for name, content in found.items()} == {"b": 10, "d": 5}


def test_an_object_that_disappears_in_between_is_told() -> None:
    class Gone:
        def read(self, _size: int) -> bytes:
            return b"abc missing\n"

    with pytest.raises(BadInputError, match="disappeared while it was read"):
        blobs._content(ByteReader(Gone()))  # type: ignore[arg-type]  # all that it reads from
