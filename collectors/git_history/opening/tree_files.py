"""The files of a commit, from one run of `git ls-tree` however often they are asked for."""

from collections.abc import Iterable, Iterator
from itertools import islice

from collectors.git_history.opening.git_process import GitProcess

_LONGEST_PATH = 1000
_DEEPEST = 40
_MOST_KEPT = 200_000


class TreeFiles:
    """Of the commits of one repository; those of a tree with very many files are read anew each time."""

    def __init__(self, git: GitProcess) -> None:
        self._git = git
        self._kept: dict[str, tuple[tuple[str, str], ...]] = {}

    def python(self, sha: str, most: int) -> dict[str, str]:
        return self.of(sha, most, (".py",))

    def of(self, sha: str, most: int, endings: tuple[str, ...]) -> dict[str, str]:
        """The blob of each file with such an ending by its path, at most so many, in the order of the tree.

        Links are left out, and what lies deeper than in any tree of source code. Raises BadInputError.
        """
        return dict(islice((each for each in self._files(sha) if each[0].endswith(endings)), most))

    def _files(self, sha: str) -> Iterable[tuple[str, str]]:
        if sha not in self._kept:
            found = tuple(islice(self._read(sha), _MOST_KEPT + 1))
            if len(found) > _MOST_KEPT:
                return self._read(sha)
            self._kept[sha] = found
        return self._kept[sha]

    def _read(self, sha: str) -> Iterator[tuple[str, str]]:
        with self._git.stream("ls-tree", "-r", "-z", "--full-tree", sha) as reader:
            while not reader.ended:
                meta, _, path = reader.until(b"\0").partition(b"\t")
                mode, _, rest = meta.partition(b" ")
                name = path.decode("utf-8", "surrogateescape")
                if mode.startswith(b"100") and len(name) <= _LONGEST_PATH and name.count("/") <= _DEEPEST:
                    yield name, rest.rpartition(b" ")[2].decode("ascii", "replace")
