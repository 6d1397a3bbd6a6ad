"""The definitions of a Python file, and two digests by which two versions of it are compared."""

import ast
import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from collectors.git_history.python.python_syntax import parsed

MODULE = "<module>"
_UNSEEN: Final = frozenset({"ctx", "kind", "type_comment"})
_HOLDERS = (ast.stmt, ast.excepthandler, ast.match_case)


@dataclass(frozen=True)
class Definition:
    """A class or function with its first line, decorators included, and its last."""

    first: int
    last: int
    name: str


@dataclass(frozen=True)
class Outline:
    """One version of a file.

    `definitions` come in the order of their first lines, so the outer ones first. `code` is the same for two versions
    that differ in layout, comments and docstrings alone; `prose` tells their docstrings apart.
    """

    definitions: tuple[Definition, ...]
    code: str
    prose: str

    def innermost(self, line: int) -> str:
        """The innermost definition that holds the line, as `Class.method`; `<module>` outside of all."""
        end = bisect_right(self.definitions, line, key=lambda each: each.first)
        around = (each.name for each in reversed(self.definitions[:end]) if each.last >= line)
        return next(around, MODULE)

    def within(self, first: int, last: int) -> tuple[str, ...]:
        """What the lines from `first` to `last` touch: the innermost at the first, and all that begin later."""
        started = (each.name for each in self.definitions if first < each.first <= last)
        return (self.innermost(first), *started)


def outline(content: bytes, *, digests: bool = True) -> Outline | None:
    """None for what is not parsed; without `digests`, which take most of the time, they are empty."""
    tree = parsed(content)
    if tree is None:
        return None
    code, prose = _digests(tree) if digests else ("", "")
    definitions = sorted(_definitions(tree), key=lambda each: (each.first, -each.last, each.name))
    return Outline(tuple(definitions), code, prose)


def _definitions(tree: ast.Module) -> Iterator[Definition]:
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, prefix = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            name = prefix + node.name
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield Definition(first, node.end_lineno or node.lineno, name)
            prefix = f"{name}."
        waiting.extend((child, prefix) for child in ast.iter_child_nodes(node) if isinstance(child, _HOLDERS))


def _digests(tree: ast.Module) -> tuple[str, str]:
    """Of the code, and of the strings that only stand there; without recursion, which deep trees would exhaust."""
    code: list[str] = []
    prose: list[str] = []
    waiting: list[object] = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.AST):
            code.append(type(each).__name__)
            waiting.extend([getattr(each, name, None) for name in each._fields if name not in _UNSEEN])
        elif isinstance(each, list):
            kept = [item for item in each if not _stands_there(item)]
            code.append(f"[{len(kept)}")
            waiting.extend(kept)
            prose.extend(repr(item.value.value) for item in each if _stands_there(item))
        else:
            # repr refuses integers of some thousand digits, and a string of it can hold no line break
            code.append(f"={each:x}" if type(each) is int else f"={each!r}")
    return _digest(code), _digest(prose)


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _stands_there(node: object) -> bool:
    """Whether the node is a docstring, or another string that nothing uses."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
