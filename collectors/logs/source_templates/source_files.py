"""The files of one commit, and where among them a name is defined."""

import ast
from collections.abc import Iterator, Mapping

from collectors.git_history.python.module_files import ModuleFiles
from collectors.logs.source_templates.definitions import ClassTable, FileTable, Function

Defined = FileTable | ClassTable | Function | list[ast.expr]
_MOST_STEPS = 5
"""Imports of imports, or bases of bases, that are followed."""


class SourceFiles:
    """Finds definitions across files; what lies outside of them is not found."""

    def __init__(self, tables: Mapping[str, FileTable]) -> None:
        self.tables = tables
        self._files = ModuleFiles(tables)

    def named(self, file: FileTable, name: str, steps: int = _MOST_STEPS) -> tuple[Defined, FileTable] | None:
        """What a name at the top level of a file stands for, and the file that defines it."""
        found: Defined | None = file.functions.get(name) or file.classes.get(name) or file.values.get(name)
        if found is not None:
            return found, file
        if name not in file.imports or steps <= 0:
            return None
        imported, original = file.imports[name]
        for _, path in self._files.named(file.path, imported):
            other = self.tables[path]
            if original is None or _is_module(path, original, imported.module):
                return other, other
            if other is not file:
                return self.named(other, original, steps - 1)
        return None

    def at(self, file: FileTable, node: ast.expr) -> tuple[Defined, FileTable] | None:
        """What `name` or `module.name` stands for in a file, outside of its functions."""
        if isinstance(node, ast.Name):
            return self.named(file, node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            around = self.named(file, node.value.id)
            if around is not None and isinstance(around[0], FileTable):
                return self.named(around[0], node.attr)
            if around is not None and isinstance(around[0], ClassTable):
                owner = around[0]
                if node.attr in owner.values:
                    return owner.values[node.attr], owner.file
                if node.attr in owner.methods:
                    return owner.methods[node.attr], owner.file
        return None

    def lineage(self, owner: ClassTable) -> Iterator[ClassTable]:
        """The class and its bases, as far as they are among the files; each once, the nearest first."""
        waiting, seen = [owner], {id(owner)}
        while waiting and len(seen) <= 20:
            current = waiting.pop(0)
            yield current
            for base in current.bases:
                found = self.at(current.file, base)
                if found is not None and isinstance(found[0], ClassTable) and id(found[0]) not in seen:
                    seen.add(id(found[0]))
                    waiting.append(found[0])


def _is_module(path: str, name: str, around: str) -> bool:
    """Whether `from around import name` means the file itself and not something in it."""
    if around.rpartition(".")[2] == name:
        return path.endswith((f"/{name}/{name}.py", f"/{name}/{name}/__init__.py"))
    return path.endswith((f"/{name}.py", f"/{name}/__init__.py")) or path in {f"{name}.py", f"{name}/__init__.py"}
