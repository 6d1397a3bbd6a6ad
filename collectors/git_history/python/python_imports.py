"""The imports of a Python file, wherever in it they stand."""

import ast
from dataclasses import dataclass

from collectors.git_history.python.python_syntax import parsed

_HOLDERS = (ast.stmt, ast.excepthandler, ast.match_case)


@dataclass(frozen=True)
class Import:
    """One import statement's module; `level` counts the leading dots, `names` are what `from` takes out of it."""

    line: int
    level: int
    module: str
    names: tuple[str, ...] = ()


def imports_of(content: bytes) -> tuple[Import, ...] | None:
    """The imports in the order of their lines, None for what is not parsed.

    Those that only a type checker sees are left out. Imports by a computed name are not found.
    """
    tree = parsed(content)
    if tree is None:
        return None
    found: list[Import] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found += [Import(node.lineno, 0, each.name) for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(each.name for each in node.names)
            found.append(Import(node.lineno, node.level, node.module or "", names))
        elif isinstance(node, ast.If) and _only_for_types(node.test):
            waiting.extend(node.orelse)
        else:
            waiting.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, _HOLDERS))
    return tuple(sorted(found, key=lambda each: (each.line, each.level, each.module, each.names)))


def _only_for_types(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else test.id if isinstance(test, ast.Name) else ""
    return name == "TYPE_CHECKING"
