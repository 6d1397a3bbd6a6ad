"""The files of one commit, from one run of `git ls-tree`."""

from collections.abc import Iterator

from collectors.git_history.opening.git_process import GitProcess

_LONGEST_PATH = 1000
_DEEPEST = 40


def python_files(git: GitProcess, sha: str, most: int) -> dict[str, str]:
    return source_files(git, sha, most, (".py",))


def source_files(git: GitProcess, sha: str, most: int, endings: tuple[str, ...]) -> dict[str, str]:
    """The blob of each file with such an ending by its path, at most so many, in the order of the tree.

    Links are left out, and what lies deeper than in any tree of source code.
    """
    found: dict[str, str] = {}
    for path, blob in _files(git, sha):
        if path.endswith(endings) and len(path) <= _LONGEST_PATH and path.count("/") <= _DEEPEST:
            found[path] = blob
            if len(found) == most:
                break
    return found


def _files(git: GitProcess, sha: str) -> Iterator[tuple[str, str]]:
    with git.stream("ls-tree", "-r", "-z", "--full-tree", sha) as reader:
        while not reader.ended:
            meta, _, path = reader.until(b"\0").partition(b"\t")
            mode, _, rest = meta.partition(b" ")
            if mode.startswith(b"100"):
                yield path.decode("utf-8", "surrogateescape"), rest.rpartition(b" ")[2].decode("ascii", "replace")
