"""The uses of changed functions in one commit, followed over a few steps to what answers a request."""

import ast
import re
from collections.abc import Mapping

from collectors.git_history.python.module_files import ModuleFiles
from collectors.git_history.python.production_imports import SourceTree
from collectors.git_history.python.python_outline import MODULE
from collectors.git_history.python.python_syntax import parsed
from collectors.git_history.python.uses import Names, Use, Wanted, by_file, uses

MOST_PARSED = 400
MOST_PARSED_BYTES = 4_000_000
"""All trees are held at once, and each needs some hundred times the memory of its text."""
MOST_USES = 300
_STEPS = 3
_NAME = re.compile(rb"[A-Za-z_]\w*")


class FollowedUses:
    """Of the production code of one tree; `left_out` are files that were not parsed, for want of room."""

    def __init__(self, tree: SourceTree, contents: Mapping[str, bytes]) -> None:
        """`contents` are by the ids of blobs."""
        held = ((path, contents.get(tree.blobs[path])) for path in tree.production)
        self._contents = {path: content for path, content in held if content is not None}
        self._words = {path: frozenset(_NAME.findall(content)) for path, content in self._contents.items()}
        self._parsed: dict[str, ast.Module | None] = {}
        self._room = MOST_PARSED_BYTES
        self._names = Names(ModuleFiles(tree.blobs), self._syntax)
        self.left_out: set[str] = set()

    def of(self, wanted: Wanted) -> list[tuple[str, Use]]:
        """Each with its file, those nearest to the wanted functions first; no step is taken from `MOST_USES` on."""
        seen = {(path, name) for path, names in wanted.items() for name in names}
        found: dict[tuple[str, Use], None] = {}
        for _ in range(_STEPS):
            sites = self._uses(wanted)
            found |= dict.fromkeys(sites)
            # What answers a route is where a request comes in: nothing is looked for behind it.
            further = {(path, use.function) for path, use in sites if not use.routes and use.function != MODULE} - seen
            if not further or len(found) >= MOST_USES:
                break
            seen |= further
            wanted = by_file(further)
        return list(found)

    def line(self, path: str, number: int) -> bytes:
        lines = self._contents[path].split(b"\n")
        return lines[number - 1].strip() if 0 < number <= len(lines) else b""

    def _uses(self, wanted: Wanted) -> list[tuple[str, Use]]:
        parts = {part.encode() for names in wanted.values() for name in names for part in name.split(".")[-2:]}
        found: list[tuple[str, Use]] = []
        for path, words in self._words.items():
            tree = None if parts.isdisjoint(words) else self._syntax(path)
            if tree is not None:
                found += [(path, each) for each in uses(path, tree, self._names, wanted)]
        return sorted(found, key=lambda each: (each[0], each[1].line, each[1].used))

    def _syntax(self, path: str) -> ast.Module | None:
        if path not in self._parsed and path in self._contents:
            content = self._contents[path]
            if len(self._parsed) >= MOST_PARSED or len(content) > self._room:
                self.left_out.add(path)
                return None
            self._room -= len(content)
            self._parsed[path] = parsed(content)
        return self._parsed.get(path)
