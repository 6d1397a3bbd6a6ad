"""Evidence of production code that imports tests or their support, from the trees of the deployed commits."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collectors.collector import Ask
from collectors.git_history.commit_evidence import text
from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.objects.commit_objects import stored_commit
from collectors.git_history.objects.tree_files import python_files
from collectors.git_history.opening.repository import Repository
from collectors.git_history.python.production_imports import Edge, SourceTree
from collectors.git_history.python.python_imports import Import, imports_of
from collectors.git_history.python.python_syntax import MOST_BYTES
from collectors.named_files import failed_reading
from incidents.errors import BadInputError
from incidents.model.evidence import ImportEdge
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

MOST_FILES = 20_000
MOST_EDGES = 200
TOTAL_BYTES = 32_000_000
_SOURCE = "git"
_EXCERPT = 300
_WORD = re.compile(rb"\w+")
_Imports = Mapping[str, tuple[Import, ...] | None]


@dataclass(frozen=True)
class _End:
    """One deployed commit."""

    sha: str
    at: Instant | None
    tree: SourceTree
    what: str


def read_import_edges(repository: Repository, ask: Ask, shas: Sequence[str]) -> Collected:
    """One record for each importing file and file that it imports, and one reading for each of the commits."""
    ends: list[_End] = []
    parts: list[Collected] = []
    for sha in shas:
        what = f"{repository.name}: production code that imports tests or their support at {sha[:12]}"
        try:
            [(_, raw)] = repository.raw_commits([sha])
            tree = SourceTree(python_files(repository.git, sha, MOST_FILES))
            ends.append(_End(sha, stored_commit(sha, raw).at, tree, what))
        except BadInputError as error:
            parts.append(Collected(readings=(failed_reading(ask, _SOURCE, what, str(error)),)))
    wanted = (end.tree.blobs[path] for end in ends for path in end.tree.production)
    contents = _contents(repository, wanted)
    words = frozenset(word for end in ends for word in end.tree.telling_words())
    imports = {blob: _imports(content, words) for blob, content in contents.items()}
    for end in ends:
        edges = end.tree.edges(imports)
        lines = (_line(contents[end.tree.blobs[edge.importer]], edge.line) for edge in edges[:MOST_EDGES])
        evidence = [_evidence(repository.name, end, *each, ask) for each in zip(edges, lines, strict=False)]
        parts.append(Collected(evidence=tuple(evidence), readings=(_reading(ask, end, len(edges), imports),)))
    return Collected.joined(parts)


def _contents(repository: Repository, wanted: Iterable[str]) -> Mapping[str, bytes]:
    try:
        return read_blobs(repository.git, wanted, MOST_BYTES, TOTAL_BYTES)
    except BadInputError:
        return {}  # one damaged object ends git; the reading then counts all files as missing


def _imports(content: bytes, words: frozenset[bytes]) -> tuple[Import, ...] | None:
    return () if words.isdisjoint(_WORD.findall(content)) else imports_of(content)


def _evidence(repository: str, end: _End, edge: Edge, line: str, ask: Ask) -> ImportEdge:
    importer, imported = (ask.redactor.redact(_shown(path)) for path in (edge.importer, edge.imported))
    return ImportEdge(
        id=f"edge-{digest(end.sha, edge.importer, edge.imported)}",
        at=end.at,
        source=_SOURCE,
        locator=f"{repository}@{end.sha}:{importer}:{edge.line}",
        excerpt=ask.redactor.redact(line)[:_EXCERPT],
        commit=end.sha,
        importer=importer,
        importer_class=end.tree.classes[edge.importer],
        line=edge.line,
        module=ask.redactor.redact(edge.module)[:_EXCERPT],
        imported=imported,
        imported_class=end.tree.classes[edge.imported],
    )


def _reading(ask: Ask, end: _End, found: int, imports: _Imports) -> Reading:
    unread = sum(imports.get(end.tree.blobs[path]) is None for path in end.tree.production)
    missing = {
        f"only the first {MOST_FILES} Python files were listed": len(end.tree.blobs) == MOST_FILES,
        f"{unread} files of production code were missing, too large or not parsed": unread > 0,
        f"only {MOST_EDGES} of {found} imports were kept": found > MOST_EDGES,
    }
    why = "; ".join(each for each, holds in missing.items() if holds)
    return Reading(
        id=f"reading-{digest(_SOURCE, end.what)}",
        source=_SOURCE,
        what=end.what,
        span=ask.scope.span,
        items=min(found, MOST_EDGES),
        status="truncated" if why else "complete",
        why=why or None,
    )


def _line(content: bytes, number: int) -> str:
    lines = content.split(b"\n")
    return text(lines[number - 1]).strip() if number <= len(lines) else ""


def _shown(path: str) -> str:
    return text(path.encode("utf-8", "surrogateescape"))
