"""Reads the statements of deployed commits out of a repository that nobody vouches for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from collectors.git_history.production_files import ProductionFiles, production_files
from collectors.git_history.python_syntax import parsed
from collectors.git_history.repository import Repository, opened
from collectors.logs.source_templates.definitions import FileTable, file_table
from collectors.logs.source_templates.extract import extract
from collectors.logs.source_templates.statement import LogStatement
from incidents.errors import BadInputError


@dataclass(frozen=True)
class DeployedSource:
    """The statements of one commit.

    `files` were read; `unread` were missing, too large or not parsed, and may hold statements that are not known.
    `failed` says why nothing of the commit could be read; one that is `absent` is not in the repository.
    """

    statements: tuple[LogStatement, ...]
    files: int
    unread: tuple[str, ...]
    failed: str | None = None
    absent: bool = False


def read_deployed_source(path: Path, name: str, commits: Iterable[str]) -> dict[str, DeployedSource]:
    """What each commit, a whole id, prints; in the order given. Messages call the repository `name`; never raises."""
    asked = list(dict.fromkeys(commits))
    try:
        with opened(path, name) as repository:
            return _read(repository, asked)
    except BadInputError as error:
        return {commit: DeployedSource((), 0, (), str(error)) for commit in asked}


def _read(repository: Repository, commits: list[str]) -> dict[str, DeployedSource]:
    files, contents = production_files(repository, commits)
    tables: dict[tuple[str, str], FileTable | None] = {}
    for each in files.values():
        for path, blob in each.blobs.items():
            if (path, blob) not in tables:
                tables[path, blob] = _table(path, contents.get(blob))
    return {commit: _source(each, tables) for commit, each in files.items()}


def _table(path: str, content: bytes | None) -> FileTable | None:
    tree = parsed(content) if content is not None else None
    return None if tree is None else file_table(path, tree)


def _source(files: ProductionFiles, tables: Mapping[tuple[str, str], FileTable | None]) -> DeployedSource:
    found = {path: tables[path, blob] for path, blob in sorted(files.blobs.items())}
    known = {path: table for path, table in found.items() if table is not None}
    unread = tuple(path for path, table in found.items() if table is None)
    return DeployedSource(extract(known), len(known), unread, files.unread, files.absent)
