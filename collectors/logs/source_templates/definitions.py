"""What one Python file defines: its constants, functions, classes and imports, by name."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from collectors.git_history.python.python_imports import Import

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Block = tuple[int, int]
_KEPT = frozenset({ast.Call, ast.Raise, ast.Assert, ast.Return, ast.Assign})
_SCOPES = frozenset({ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef})
_LEAVES = frozenset({ast.Name, ast.Constant, ast.Load, ast.Store, ast.alias, ast.arg, ast.Pass})
_IMPORTS = frozenset({ast.Import, ast.ImportFrom})


@dataclass(frozen=True, slots=True)
class Assignment:
    """A value that a name is given; None where it is no expression of its own, as in a loop.

    `block` are the first and last line of the statements among which it stands: below it in there the name has no
    earlier value.
    """

    last_line: int
    block: _Block
    value: ast.expr | None


@dataclass(slots=True)
class ClassTable:
    """A class with what its body gives names to, and its methods."""

    name: str
    file: "FileTable"
    bases: tuple[ast.expr, ...]
    values: dict[str, list[ast.expr]] = field(default_factory=dict)
    methods: dict[str, Function] = field(default_factory=dict)


@dataclass(slots=True)
class FileTable:
    """What a file's top level defines. `imports` has for each name the import, and what `from` takes out of it."""

    path: str
    tree: ast.Module
    imports: dict[str, tuple[Import, str | None]] = field(default_factory=dict)
    values: dict[str, list[ast.expr]] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    classes: dict[str, ClassTable] = field(default_factory=dict)
    _parts: dict[int, list[ast.AST]] = field(default_factory=dict)
    _local: dict[int, dict[str, list[Assignment]]] = field(default_factory=dict)

    def parts(self, scope: ast.AST) -> list[ast.AST]:
        """The calls and the statements that raise, assert, return or assign, of the file, a class or a function of it.

        Those of functions and classes that are defined inside are left out; in no order.
        """
        return self._parts.get(id(scope), [])

    def local(self, function: Function) -> dict[str, list[Assignment]]:
        """What each local name of one of the file's functions is given."""
        found = self._local.get(id(function))
        if found is None:
            found = self._local[id(function)] = assignments(function)
        return found


def file_table(path: str, tree: ast.Module) -> FileTable:
    """The table of a parsed file."""
    table = FileTable(path, tree)
    for node in _flat(tree.body):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                table.functions.setdefault(node.name, node)
            case ast.ClassDef():
                table.classes.setdefault(node.name, _class_table(node, table))
            case _:
                for name, value in _given(node):
                    table.values.setdefault(name, []).append(value)
    _note_parts(table)
    return table


def assignments(function: Function | ast.Module) -> dict[str, list[Assignment]]:
    """What each local name of a function is given, in the order of the lines; inner functions are not looked into."""
    found: dict[str, list[Assignment]] = {}
    waiting: list[Sequence[ast.stmt]] = [function.body]
    while waiting:
        body = waiting.pop()
        block = (body[0].lineno, body[-1].end_lineno or body[-1].lineno)
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            for name, value in _locally_given(node):
                last = node.end_lineno or node.lineno
                if isinstance(node, ast.For | ast.AsyncFor | ast.With | ast.AsyncWith):
                    last = node.lineno
                found.setdefault(name, []).append(Assignment(last, block, value))
            waiting.extend(_bodies(node))
    for each in found.values():
        each.sort(key=lambda given: given.last_line)
    return found


def parameters(function: Function) -> tuple[str, ...]:
    """The names of the parameters that can be given by position, in their order."""
    return tuple(each.arg for each in (*function.args.posonlyargs, *function.args.args))


def _note_parts(table: FileTable) -> None:
    """One walk over all nodes of the file, which are many."""
    waiting: list[tuple[ast.AST, list[ast.AST]]] = [(table.tree, [])]
    while waiting:
        node, parts = waiting.pop()
        kind = type(node)
        if kind in _KEPT:
            parts.append(node)
        elif kind in _SCOPES:
            parts = table._parts[id(node)] = []  # noqa: SLF001 - the table is being made
        elif kind in _LEAVES:
            continue
        elif kind in _IMPORTS:
            _note_import(node, table)
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, ast.AST):
                waiting.append((value, parts))
            elif isinstance(value, list):
                waiting.extend([(each, parts) for each in value if isinstance(each, ast.AST)])


def _class_table(node: ast.ClassDef, file: FileTable) -> ClassTable:
    table = ClassTable(node.name, file, tuple(node.bases))
    for each in _flat(node.body):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            table.methods.setdefault(each.name, each)
        else:
            for name, value in _given(each):
                table.values.setdefault(name, []).append(value)
    return table


def _flat(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, with those under its conditions in their place."""
    waiting = list(reversed(body))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            for inner in reversed(list(_bodies(node))):
                waiting.extend(reversed(inner))


def _bodies(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    holders: list[ast.AST] = [node, *getattr(node, "handlers", ()), *getattr(node, "cases", ())]
    for holder in holders:
        for name in ("body", "orelse", "finalbody"):
            body = getattr(holder, name, None)
            if isinstance(body, list) and body:
                yield body


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield target.id, node.value
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        yield node.target.id, node.value


def _locally_given(node: ast.stmt) -> Iterator[tuple[str, ast.expr | None]]:
    yield from _given(node)
    match node:
        case ast.AugAssign(target=ast.Name(id=name)):
            before = ast.copy_location(ast.Name(name, ast.Load()), node)
            yield name, ast.copy_location(ast.BinOp(before, node.op, node.value), node)
        case ast.Assign(targets=targets):
            for target in targets:
                if not isinstance(target, ast.Name):
                    yield from _unknown(target)
        case ast.For(target=target) | ast.AsyncFor(target=target):
            yield from _unknown(target)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars is not None:
                    yield from _unknown(item.optional_vars)
        case _:
            pass


def _unknown(target: ast.expr) -> Iterator[tuple[str, None]]:
    for each in ast.walk(target):
        if isinstance(each, ast.Name):
            yield each.id, None


def _note_import(node: ast.AST, table: FileTable) -> None:
    if isinstance(node, ast.Import):
        for each in node.names:
            if each.asname or "." not in each.name:
                table.imports.setdefault(each.asname or each.name, (Import(node.lineno, 0, each.name), None))
    elif isinstance(node, ast.ImportFrom):
        for each in node.names:
            found = Import(node.lineno, node.level, node.module or "", (each.name,))
            table.imports.setdefault(each.asname or each.name, (found, each.name))
