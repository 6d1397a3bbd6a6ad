"""All statements of one commit's files."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from collectors.git_history.python.python_outline import MODULE
from collectors.logs.source_templates.definitions import ClassTable, FileTable, Function
from collectors.logs.source_templates.names import Names
from collectors.logs.source_templates.printing_calls import Printing, printing
from collectors.logs.source_templates.raised import Raised, raised
from collectors.logs.source_templates.source_files import SourceFiles
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.texts import texts
from collectors.logs.source_templates.wrappers import Wrappers

MOST = 100_000
"""Statements of one commit; a file with more than a repository's worth of them is no program."""

_Holder = ast.Module | ast.ClassDef | Function
_Scope = tuple[str, Names, _Holder]


def extract(tables: Mapping[str, FileTable]) -> tuple[LogStatement, ...]:
    """The statements, in the order of files and lines; a call with several templates gives one for each."""
    files = SourceFiles(tables)
    wrappers = Wrappers(files)
    found: dict[LogStatement, None] = {}
    for _, file in sorted(tables.items()):
        for scope in _scopes(file, files):
            found.update(dict.fromkeys(_statements(scope, wrappers)))
        if len(found) > MOST:
            break
    return tuple(sorted(found, key=_order)[:MOST])


def _order(statement: LogStatement) -> tuple[object, ...]:
    return (statement.file, statement.line, *statement.key, statement.kind, statement.level)


def _scopes(file: FileTable, files: SourceFiles) -> Iterator[_Scope]:
    """The file's top level, its classes and functions, each with the names it sees."""
    waiting: list[_Scope] = [("", Names(files, file), file.tree)]
    while waiting:
        name, names, holder = waiting.pop()
        yield name, names, holder
        for node in _defined_in(holder.body):
            inner = f"{name}.{node.name}" if name else node.name
            if isinstance(node, ast.ClassDef):
                owner = file.classes.get(node.name) or ClassTable(node.name, file, ())
                waiting.append((inner, Names(files, file, owner, outer=names.outer), node))
            else:
                waiting.append((inner, names.inside(node, None), node))


def _defined_in(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    waiting: list[Any] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            for inner in ("body", "orelse", "finalbody", "handlers", "cases"):
                waiting.extend(getattr(node, inner, ()))


def _statements(scope: _Scope, wrappers: Wrappers) -> Iterator[LogStatement]:
    function, names, holder = scope
    place = (names.file.path, function or MODULE)
    parts = names.file.parts(holder)
    handled = {id(node.exc) for node in parts if isinstance(node, ast.Raise)}
    for node in parts:
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield from _made(raised(node.exc, names, surely=True), node.lineno, place)
        elif isinstance(node, ast.Assert) and node.msg is not None:
            yield from _made(Raised("AssertionError", texts(node.msg, names)), node.lineno, place)
        elif isinstance(node, ast.Call):
            direct = printing(node, names)
            printed = [direct] if direct is not None else wrappers.printing(node, names)
            for each in printed:
                yield from _printed(each, node.lineno, place)
            if not printed and id(node) not in handled:
                yield from _made(raised(node, names, surely=False), node.lineno, place)


def _printed(found: Printing, line: int, place: tuple[str, str]) -> Iterator[LogStatement]:
    file, function = place
    for parts in found.shapes:
        yield LogStatement(parts, found.level, file, line, function, found.kind, found.category, found.logger)


def _made(found: Raised | None, line: int, place: tuple[str, str]) -> Iterator[LogStatement]:
    file, function = place
    for parts in found.shapes if found is not None else ():
        yield LogStatement(parts, "raise", file, line, function, "raise", found.error_type if found else None)
