"""The Python files of the deployed commits, with the content of what is production code, read once for all rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.objects.commit_objects import stored_commit
from collectors.git_history.opening.repository import Repository
from collectors.git_history.python.production_imports import SourceTree
from collectors.git_history.python.python_syntax import MOST_BYTES
from incidents.errors import BadInputError
from incidents.model.instant import Instant

MOST_FILES = 20_000
TOTAL_BYTES = 32_000_000


@dataclass(frozen=True)
class Deployed:
    """One deployed commit."""

    sha: str
    at: Instant | None
    tree: SourceTree


@dataclass(frozen=True)
class DeployedCode:
    """`contents` are by the ids of blobs, as far as they could be read; `unread` says of other commits why not."""

    commits: tuple[Deployed, ...]
    contents: Mapping[str, bytes]
    unread: Mapping[str, str]


def deployed_code(repository: Repository, shas: Sequence[str]) -> DeployedCode:
    commits: list[Deployed] = []
    unread: dict[str, str] = {}
    for sha in shas:
        try:
            [(_, raw)] = repository.raw_commits([sha])
            tree = SourceTree(repository.files.python(sha, MOST_FILES))
            commits.append(Deployed(sha, stored_commit(sha, raw).at, tree))
        except BadInputError as error:
            unread[sha] = str(error)
    wanted = (each.tree.blobs[path] for each in commits for path in each.tree.production)
    return DeployedCode(tuple(commits), _contents(repository, wanted), unread)


def _contents(repository: Repository, wanted: Iterable[str]) -> Mapping[str, bytes]:
    try:
        return read_blobs(repository.git, wanted, MOST_BYTES, TOTAL_BYTES)
    except BadInputError:
        return {}  # one damaged object ends git; the reading then counts all files as missing
