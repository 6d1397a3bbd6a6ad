"""Reads the statements of deployed commits out of a repository that nobody vouches for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from collectors.git_history.opening.repository import Repository, opened
from collectors.git_history.python.production_files import ProductionFiles, production_files
from collectors.git_history.python.python_syntax import parsed
from collectors.logs.source_templates.definitions import FileTable, file_table
from collectors.logs.source_templates.extract import extract
from collectors.logs.source_templates.other_languages import ENDINGS, statements_in
from collectors.logs.source_templates.statement import LogStatement
from incidents.errors import BadInputError


@dataclass(frozen=True)
class DeployedSource:
    """The statements of one commit.

    `files` were read; `unread` were missing, too large or not parsed, and may hold statements that are not known.
    `failed` says why nothing of the commit could be read; one that is `absent` is not in the repository. `code` holds
    what was read, also in languages that are not parsed.
    """

    statements: tuple[LogStatement, ...]
    files: int
    unread: tuple[str, ...]
    failed: str | None = None
    absent: bool = False
    code: Mapping[str, bytes] = field(default_factory=dict)


def read_deployed_source(path: Path, name: str, commits: Iterable[str]) -> dict[str, DeployedSource]:
    """What each commit, a whole id, prints; in the order given. Messages call the repository `name`; never raises."""
    asked = list(dict.fromkeys(commits))
    try:
        with opened(path, name) as repository:
            return _read(repository, asked)
    except BadInputError as error:
        return {commit: DeployedSource((), 0, (), str(error)) for commit in asked}


def _read(repository: Repository, commits: list[str]) -> dict[str, DeployedSource]:
    files, contents = production_files(repository, commits, ENDINGS)
    tables: dict[tuple[str, str], FileTable | None] = {}
    others: dict[tuple[str, str], tuple[LogStatement, ...]] = {}
    for each in files.values():
        for path, blob in each.blobs.items():
            if (path, blob) not in tables:
                tables[path, blob] = _table(path, contents.get(blob))
        for path, blob in each.others.items():
            if (path, blob) not in others:
                others[path, blob] = statements_in(path, contents.get(blob, b""))
    return {commit: _source(each, tables, others, contents) for commit, each in files.items()}


def _table(path: str, content: bytes | None) -> FileTable | None:
    tree = parsed(content) if content is not None else None
    return None if tree is None else file_table(path, tree)


def _source(
    files: ProductionFiles,
    tables: Mapping[tuple[str, str], FileTable | None],
    others: Mapping[tuple[str, str], tuple[LogStatement, ...]],
    contents: Mapping[str, bytes],
) -> DeployedSource:
    found = {path: tables[path, blob] for path, blob in sorted(files.blobs.items())}
    known = {path: table for path, table in found.items() if table is not None}
    missing = (path for path, blob in files.others.items() if blob not in contents)
    unread = tuple(sorted((*(path for path, table in found.items() if table is None), *missing)))
    further = (each for of in sorted(files.others.items()) for each in others[of])
    code = {path: contents[blob] for path, blob in {**files.blobs, **files.others}.items() if blob in contents}
    return DeployedSource((*extract(known), *further), len(known), unread, files.unread, files.absent, code)
