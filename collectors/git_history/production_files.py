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
    """`blobs` has the paths of one commit with the id of each one's content; `unread` says why there are none."""

    blobs: Mapping[str, str]
    unread: str | None = None


def production_files(
    repository: Repository, shas: Iterable[str]
) -> tuple[dict[str, ProductionFiles], Mapping[str, bytes]]:
    """The files of each commit, and the contents by their ids; what is missing or too large has no content.

    One run of git for each commit and two for all contents.
    """
    found: dict[str, ProductionFiles] = {}
    for sha in dict.fromkeys(shas):
        try:
            blobs = python_files(repository.git, sha, MOST_FILES)
        except BadInputError as error:
            found[sha] = ProductionFiles({}, str(error))
            continue
        kept = {path: blob for path, blob in blobs.items() if path_class(path) == "production"}
        found[sha] = ProductionFiles(kept)
    wanted = (blob for each in found.values() for _, blob in sorted(each.blobs.items()))
    return found, _contents(repository, wanted)


def _contents(repository: Repository, wanted: Iterable[str]) -> Mapping[str, bytes]:
    try:
        return read_blobs(repository.git, wanted, MOST_BYTES, TOTAL_BYTES)
    except BadInputError:
        return {}  # one damaged object ends git; all files then count as missing
