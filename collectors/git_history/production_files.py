"""The content of the production code in Python at several commits, each version of a file read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collectors.git_history.blobs import read_blobs
from collectors.git_history.path_class import path_class
from collectors.git_history.python_syntax import MOST_BYTES
from collectors.git_history.repository import Repository
from collectors.git_history.tree_files import python_files
from incidents.errors import BadInputError

MOST_FILES = 20_000
TOTAL_BYTES = 64_000_000


@dataclass(frozen=True)
class ProductionFiles:
    """`blobs` has the paths of one commit with the id of each one's content; `unread` says why there are none.

    A commit is `absent` where the repository holds no such thing: services may be built from several repositories.
    """

    blobs: Mapping[str, str]
    unread: str | None = None
    absent: bool = False


def production_files(
    repository: Repository, shas: Iterable[str]
) -> tuple[dict[str, ProductionFiles], Mapping[str, bytes]]:
    """The files of each commit, and the contents by their ids; what is missing or too large has no content.

    One run of git for each commit, one for all commits and two for all contents.
    """
    found: dict[str, ProductionFiles] = {}
    asked = list(dict.fromkeys(shas))
    absent = _absent(repository, asked)
    for sha in asked:
        if sha in absent:
            found[sha] = ProductionFiles({}, absent=True)
            continue
        try:
            blobs = python_files(repository.git, sha, MOST_FILES)
        except BadInputError as error:
            found[sha] = ProductionFiles({}, str(error))
            continue
        kept = {path: blob for path, blob in blobs.items() if path_class(path) == "production"}
        found[sha] = ProductionFiles(kept)
    wanted = (blob for each in found.values() for _, blob in sorted(each.blobs.items()))
    return found, _contents(repository, wanted)


def _absent(repository: Repository, shas: list[str]) -> set[str]:
    try:
        lines = repository.git.output("cat-file", "--batch-check", lines=shas, quiet=True).decode("utf-8", "replace")
    except BadInputError:
        return set()  # then each commit is asked for by itself, and says why it cannot be read
    return {sha for sha, line in zip(shas, lines.split("\n"), strict=False) if line == f"{sha} missing"}


def _contents(repository: Repository, wanted: Iterable[str]) -> Mapping[str, bytes]:
    try:
        return read_blobs(repository.git, wanted, MOST_BYTES, TOTAL_BYTES)
    except BadInputError:
        return {}  # one damaged object ends git; all files then count as missing
