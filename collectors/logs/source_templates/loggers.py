"""Which expressions are loggers, and what they are called."""

import ast
import re

from collectors.logs.source_templates.definitions import FileTable
from collectors.logs.source_templates.names import Names
from collectors.logs.source_templates.texts import hole_name

_NAMED_SO = re.compile(r"(?i)_*(?:\w{1,40}_)?(?:log|logs|logger|logging|slog|structlog)(?:_\w{1,40})?|\w{0,40}logger")
_MAKERS = frozenset({"getLogger", "get_logger", "getChild", "LoggerAdapter", "stdlib_logger"})
# What these give back is the logger again, with something bound to it: structlog and loguru.
_SAME = frozenset({"bind", "opt", "contextualize", "patch", "new", "unbind", "try_unbind"})
ROOT = "root"


def is_logger(node: ast.expr, names: Names) -> bool:
    """By its name, or because it was made by `getLogger` and the like."""
    for _ in range(10):
        if not isinstance(node, ast.Call):
            break
        called = last_name(node.func)
        if called in _MAKERS:
            return True
        if called not in _SAME or not isinstance(node.func, ast.Attribute):
            return False
        node = node.func.value
    name = last_name(node)
    if name and _NAMED_SO.fullmatch(name):
        return not (isinstance(node, ast.Name) and _is_of_math(name, names))
    return isinstance(node, ast.Name) and any(_is_made(value) for value in _values(node, names))


def logger_name(node: ast.expr, names: Names) -> str | None:
    """The name that the logger writes into its lines, None where it is not known."""
    if isinstance(node, ast.Name) and node.id == "logging":
        return ROOT
    if isinstance(node, ast.Call):
        return _made_name(node, names.file)
    values = _values(node, names)
    found = names.defined(node)
    file = found[1] if found is not None else names.file
    if len(values) == 1 and isinstance(values[0], ast.Call):
        return _made_name(values[0], file)
    return None


def dotted(path: str) -> str:
    """`__name__` of a file if the top of the repository is on Python's path."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def last_name(node: ast.expr) -> str:
    """`c` of `a.b.c`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _values(node: ast.expr, names: Names) -> list[ast.expr]:
    if isinstance(node, ast.Name):
        local = names.values_before(node.id, node.lineno)
        if local is not None:
            return [each for each in local if each is not None]
    found = names.defined(node)
    return found[0] if found is not None and isinstance(found[0], list) else []


def _is_made(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and last_name(value.func) in _MAKERS


def _made_name(call: ast.Call, file: FileTable) -> str | None:
    if last_name(call.func) != "getLogger":
        # structlog's and wrappers' are called as their configuration wants it
        return None
    if not call.args:
        return ROOT
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value or ROOT
    return dotted(file.path) if hole_name_of_module(first) else None


def hole_name_of_module(node: ast.expr) -> bool:
    """Whether the expression is `__name__`."""
    return isinstance(node, ast.Name) and node.id == "__name__" and not hole_name(node)


def _is_of_math(name: str, names: Names) -> bool:
    """`from math import log` gives no logger."""
    imported = names.file.imports.get(name)
    return imported is not None and imported[0].module in {"math", "cmath", "numpy", "torch"}
