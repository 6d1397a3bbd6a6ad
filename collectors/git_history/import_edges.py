"""Evidence of production code that imports tests or their support, from the trees of the deployed commits."""

import re
from collections.abc import Mapping

from collectors.collector import Ask
from collectors.git_history.commit_evidence import text
from collectors.git_history.opening.repository import Repository
from collectors.git_history.python.deployed_code import MOST_FILES, Deployed, DeployedCode
from collectors.git_history.python.production_imports import Edge
from collectors.git_history.python.python_imports import Import, imports_of
from collectors.named_files import failed_reading
from incidents.model.evidence import ImportEdge
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

MOST_EDGES = 200
_SOURCE = "git"
_EXCERPT = 300
_WORD = re.compile(rb"\w+")
_Imports = Mapping[str, tuple[Import, ...] | None]


def read_import_edges(repository: Repository, ask: Ask, code: DeployedCode) -> Collected:
    """One record for each importing file and file that it imports, and one reading for each of the commits."""
    parts = [
        Collected(readings=(failed_reading(ask, _SOURCE, _what(repository, sha), why),))
        for sha, why in code.unread.items()
    ]
    words = frozenset(word for each in code.commits for word in each.tree.telling_words())
    imports = {blob: _imports(content, words) for blob, content in code.contents.items()}
    for end in code.commits:
        edges = end.tree.edges(imports)
        lines = (_line(code.contents[end.tree.blobs[edge.importer]], edge.line) for edge in edges[:MOST_EDGES])
        evidence = [_evidence(repository.name, end, *each, ask) for each in zip(edges, lines, strict=False)]
        reading = _reading(ask, _what(repository, end.sha), end, len(edges), imports)
        parts.append(Collected(evidence=tuple(evidence), readings=(reading,)))
    return Collected.joined(parts)


def _what(repository: Repository, sha: str) -> str:
    return f"{repository.name}: production code that imports tests or their support at {sha[:12]}"


def _imports(content: bytes, words: frozenset[bytes]) -> tuple[Import, ...] | None:
    return () if words.isdisjoint(_WORD.findall(content)) else imports_of(content)


def _evidence(repository: str, end: Deployed, edge: Edge, line: str, ask: Ask) -> ImportEdge:
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


def _reading(ask: Ask, what: str, end: Deployed, found: int, imports: _Imports) -> Reading:
    unread = sum(imports.get(end.tree.blobs[path]) is None for path in end.tree.production)
    missing = {
        f"only the first {MOST_FILES} Python files were listed": len(end.tree.blobs) == MOST_FILES,
        f"{unread} files of production code were missing, too large or not parsed": unread > 0,
        f"only {MOST_EDGES} of {found} imports were kept": found > MOST_EDGES,
    }
    why = "; ".join(each for each, holds in missing.items() if holds)
    return Reading(
        id=f"reading-{digest(_SOURCE, what)}",
        source=_SOURCE,
        what=what,
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
