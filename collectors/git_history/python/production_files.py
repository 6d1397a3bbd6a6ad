"""The content of the production code at several commits, each version of a file read once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.opening.repository import Repository
from collectors.git_history.paths.path_class import path_class
from collectors.git_history.python.python_syntax import MOST_BYTES
from incidents.errors import BadInputError

MOST_FILES = 20_000
TOTAL_BYTES = 64_000_000
TOTAL_BYTES_OF_OTHERS = 16_000_000
_PYTHON = ".py"
# Code that came from elsewhere, or that a tool made.
_NOT_WRITTEN_HERE = re.compile(
    r"(?:^|/)(?:vendor|node_modules|third_party|dist|generated)/|\.min\.|[._]pb2?\.|\.d\.ts$"
)


@dataclass(frozen=True)
class ProductionFiles:
    """`blobs` has the paths of one commit with the id of each one's content; `unread` says why there are none.

    `blobs` are those in Python, `others` those in other languages.
    A commit is `absent` where the repository holds no such thing: services may be built from several repositories.
    """

    blobs: Mapping[str, str]
    unread: str | None = None
    absent: bool = False
    others: Mapping[str, str] = field(default_factory=dict)


def production_files(
    repository: Repository, shas: Iterable[str], others: tuple[str, ...] = ()
) -> tuple[dict[str, ProductionFiles], Mapping[str, bytes]]:
    """The files of each commit, and the contents by their ids; what is missing or too large has no content.

    One run of git for each commit, one for all commits and two for all contents of Python and of `others` each, which
    are the endings of file names.
    """
    found: dict[str, ProductionFiles] = {}
    asked = list(dict.fromkeys(shas))
    absent = _absent(repository, asked)
    for sha in asked:
        if sha in absent:
            found[sha] = ProductionFiles({}, absent=True)
            continue
        try:
            blobs = repository.files.of(sha, MOST_FILES, (_PYTHON, *others))
        except BadInputError as error:
            found[sha] = ProductionFiles({}, str(error))
            continue
        kept = {path: blob for path, blob in blobs.items() if path_class(path) == "production"}
        python = {path: blob for path, blob in kept.items() if path.endswith(_PYTHON)}
        rest = {path: blob for path, blob in kept.items() if path not in python and not _NOT_WRITTEN_HERE.search(path)}
        found[sha] = ProductionFiles(python, others=rest)
    wanted = (blob for each in found.values() for _, blob in sorted(each.blobs.items()))
    further = (blob for each in found.values() for _, blob in sorted(each.others.items()))
    contents = _contents(repository, wanted, TOTAL_BYTES)
    return found, {**_contents(repository, further, TOTAL_BYTES_OF_OTHERS), **contents}


def _absent(repository: Repository, shas: list[str]) -> set[str]:
    try:
        lines = repository.git.output("cat-file", "--batch-check", lines=shas, quiet=True).decode("utf-8", "replace")
    except BadInputError:
        return set()  # then each commit is asked for by itself, and says why it cannot be read
    return {sha for sha, line in zip(shas, lines.split("\n"), strict=False) if line == f"{sha} missing"}


def _contents(repository: Repository, wanted: Iterable[str], most: int) -> Mapping[str, bytes]:
    try:
        return read_blobs(repository.git, wanted, MOST_BYTES, most)
    except BadInputError:
        return {}  # one damaged object ends git; all files then count as missing
