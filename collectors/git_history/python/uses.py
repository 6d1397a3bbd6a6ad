"""Where Python files use functions of one another, as far as names tell; what is computed is not followed."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from collectors.git_history.python.module_files import ModuleFiles
from collectors.git_history.python.python_imports import Import
from collectors.git_history.python.python_outline import MODULE

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_METHODS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_THROUGH = 3
"""Packages that one after another hand on what they import."""
_MOST_PARTS = 20
"""Of a name with dots that are looked up."""

Place = tuple[str, str]
"""A file and the name of what is in it; the name of a whole module is empty."""
Wanted = Mapping[str, AbstractSet[str]]
"""Functions by their files."""


def by_file(places: Iterable[Place]) -> Wanted:
    found: dict[str, set[str]] = {}
    for path, name in places:
        found.setdefault(path, set()).add(name)
    return found


@dataclass(frozen=True)
class Use:
    """`function` is the definition around the line, and `routes` are those declared for it, as they are written."""

    line: int
    function: str
    routes: tuple[str, ...]
    used: Place


@dataclass(frozen=True)
class _Around:
    """`owner` is the class whose method it is."""

    function: str = MODULE
    routes: tuple[str, ...] = ()
    owner: str = ""


class Names:
    """What the names in a file stand for, where they stand for things of the same tree."""

    def __init__(self, files: ModuleFiles, tree_of: Callable[[str], ast.Module | None]) -> None:
        """`tree_of` gives the syntax of a file by its path, None where there is none."""
        self._files = files
        self._tree_of = tree_of
        self._bound: dict[str, dict[str, Place]] = {}

    def of(self, path: str) -> Mapping[str, Place]:
        if path not in self._bound:
            tree = self._tree_of(path)
            self._bound[path] = dict(self._names(path, tree)) if tree is not None else {}
        return self._bound[path]

    def origin(self, place: Place, steps: int = _THROUGH) -> Place:
        """Where it is defined, if the file only hands it on."""
        path, name = place
        given = self.of(path).get(name) if name and steps and path.endswith("__init__.py") else None
        return self.origin(given, steps - 1) if given is not None and given != place else place

    def _names(self, path: str, tree: ast.Module) -> Iterator[tuple[str, Place]]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for each in node.names:
                    for _, file in self._files.named(path, Import(node.lineno, 0, each.name)):
                        yield each.asname or each.name, (file, "")
            elif isinstance(node, ast.ImportFrom):
                for each in node.names:
                    yield from self._taken(path, node, each)
        yield from ((node.name, (path, node.name)) for node in tree.body if isinstance(node, _DEFINITIONS))

    def _taken(self, path: str, node: ast.ImportFrom, name: ast.alias) -> Iterator[tuple[str, Place]]:
        imported = Import(node.lineno, node.level, node.module or "", (name.name,))
        whole = "." * node.level + (node.module or "")
        for module, file in self._files.named(path, imported):
            yield name.asname or name.name, (file, name.name if module == whole else "")


def uses(path: str, tree: ast.Module, names: Names, wanted: Wanted) -> Iterator[Use]:
    """Each use of a wanted function, in no order; a method counts where its class or its own object is named."""
    prefixes = _prefixes(tree)
    waiting: list[tuple[ast.AST, _Around]] = [(tree, _Around())]
    while waiting:
        node, around = waiting.pop()
        if isinstance(node, _DEFINITIONS):
            around = _inside(node, around, prefixes)
        dotted = _dotted(node)
        if dotted is not None:
            used = _meant(path, dotted, around, names, wanted)
            if used is not None and used != (path, around.function):
                yield Use(getattr(node, "lineno", 0), around.function, around.routes, used)
            continue
        if isinstance(node, ast.Call):
            handed = _with_route(node, around)
            waiting += [(each, handed if _dotted(each) else around) for each in ast.iter_child_nodes(node)]
        else:
            waiting += [(each, around) for each in ast.iter_child_nodes(node)]


def _prefixes(tree: ast.Module) -> dict[str, str]:
    """What each router of the file puts before all of its routes."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            given = next((each.value for each in node.value.keywords if each.arg in ("prefix", "url_prefix")), None)
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                names = (each.id for each in node.targets if isinstance(each, ast.Name))
                found |= dict.fromkeys(names, given.value.rstrip("/"))
    return found


def _inside(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, around: _Around, prefixes: Mapping[str, str]
) -> _Around:
    name = node.name if around.function == MODULE else f"{around.function}.{node.name}"
    if isinstance(node, ast.ClassDef):
        return _Around(name, owner=name)
    declared = [_route(each, prefixes) for each in node.decorator_list if isinstance(each, ast.Call)]
    return _Around(name, tuple(each for each in declared if each), around.owner)


def _with_route(call: ast.Call, around: _Around) -> _Around:
    """What a call hands on together with a path, as tables of routes do, answers that path."""
    route = _route(call, {})
    return _Around(around.function, (route,), around.owner) if route else around


def _route(call: ast.Call, prefixes: Mapping[str, str]) -> str | None:
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    path = prefixes.get((_dotted(call.func) or "").removesuffix(f".{name}"), "") + first.value
    if "/" not in path:
        return None
    return f"{name.upper()} {path}" if name in _METHODS else path


def _dotted(node: ast.AST) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return None
    return ".".join((node.id, *reversed(parts)))


def _meant(path: str, dotted: str, around: _Around, names: Names, wanted: Wanted) -> Place | None:
    first, *rest = dotted.split(".")
    if first in ("self", "cls") and around.owner and rest:
        return _one_of((path, f"{around.owner}.{rest[0]}"), wanted)
    parts, bound = dotted.split("."), names.of(path)
    for size in range(min(len(parts), _MOST_PARTS), 0, -1):
        given = bound.get(".".join(parts[:size]))
        if given is not None:
            file, name = names.origin(given)
            after = parts[size:]
            if not name and after:
                file, name = names.origin((file, after[0]))
                after = after[1:]
            return _one_of((file, ".".join(filter(None, (name, *after)))), wanted)
    return None


def _one_of(place: Place, wanted: Wanted) -> Place | None:
    """The function itself, the start of a class, or the function whose answer something is asked of."""
    file, name = place
    held = wanted.get(file, frozenset())
    return next(((file, each) for each in (name, f"{name}.__init__", name.rpartition(".")[0]) if each in held), None)
