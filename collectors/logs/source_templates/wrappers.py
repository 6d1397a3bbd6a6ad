"""Functions of the repository that pass a message on to a logger, so that their calls print messages too."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from collectors.logs.source_templates.definitions import ClassTable, FileTable, Function, parameters
from collectors.logs.source_templates.names import Names
from collectors.logs.source_templates.printing_calls import Printing, printing
from collectors.logs.source_templates.source_files import SourceFiles
from collectors.logs.source_templates.template import Hole, Shapes, is_literal, letters
from collectors.logs.source_templates.texts import arguments, given_by_default

_ROUNDS = 2
"""How many functions a message may go through on its way."""

_MESSAGES = frozenset({"msg", "message", "text", "event", "fmt", "format", "line", "template", "title", "what"})


class _Wrapper(NamedTuple):
    function: Function
    owner: ClassTable | None
    file: FileTable
    calls: tuple[ast.Call, ...]


class Wrappers:
    """Those of one commit's files."""

    def __init__(self, files: SourceFiles) -> None:
        self._by_function: dict[int, _Wrapper] = {}
        self._methods: dict[str, list[_Wrapper]] = {}
        functions = list(_functions(files))
        for _ in range(_ROUNDS):
            found = [wrapper for each in functions if (wrapper := self._wrapper(files, *each)) is not None]
            self._by_function = {id(each.function): each for each in found}
            self._methods = {}
            for each in found:
                if each.owner is not None:
                    self._methods.setdefault(each.function.name, []).append(each)

    def printing(self, call: ast.Call, names: Names) -> list[Printing]:
        """What the call prints through the function that it calls."""
        wrapper = self._called(call, names)
        if wrapper is None:
            return []
        inside = names.called(wrapper.function, wrapper.owner, wrapper.file, arguments(call, names))
        inside = given_by_default(inside)
        found = [each for inner in wrapper.calls for each in self._through(inner, inside)]
        return [each for each in found if is_literal(each.shapes)]

    def _through(self, inner: ast.Call, inside: Names) -> list[Printing]:
        direct = printing(inner, inside)
        if direct is not None:
            return [direct]
        further = self._called(inner, inside)
        # A function that calls itself would go on for ever.
        return self.printing(inner, inside) if further and further.function is not inside.function else []

    def _called(self, call: ast.Call, names: Names) -> _Wrapper | None:
        found = names.defined(call.func)
        if found is not None:
            return self._by_function.get(id(found[0]))
        if isinstance(call.func, ast.Attribute):
            # What the object is cannot be told; a method of this name is looked for where there is only one.
            methods = self._methods.get(call.func.attr, [])
            return methods[0] if len(methods) == 1 else None
        return None

    def _wrapper(
        self, files: SourceFiles, file: FileTable, owner: ClassTable | None, function: Function
    ) -> _Wrapper | None:
        names = Names(files, file).inside(function, owner)
        wanted = frozenset(parameters(function)) - {"self", "cls"}
        calls = [node for node in file.parts(function) if isinstance(node, ast.Call)]
        passing = [call for call in calls if any(_passes(each, wanted) for each in self._printed(call, names))]
        passing.sort(key=lambda call: (call.lineno, call.col_offset))
        return _Wrapper(function, owner, file, tuple(passing[:4])) if passing else None

    def _printed(self, call: ast.Call, names: Names) -> list[Shapes]:
        direct = printing(call, names)
        if direct is not None:
            return [direct.shapes]
        wrapper = self._called(call, names)
        if wrapper is None or wrapper.function is names.function:
            return []
        inside = names.called(wrapper.function, wrapper.owner, wrapper.file, arguments(call, names))
        found = (printing(inner, inside) for inner in wrapper.calls)
        return [each.shapes for each in found if each is not None]


def _passes(shapes: Shapes, wanted: frozenset[str]) -> bool:
    """Whether a parameter is the message itself, and not one of the values in it."""
    return any(
        isinstance(part, Hole) and part.name in wanted and (part.name in _MESSAGES or letters(parts) == 0)
        for parts in shapes
        for part in parts
    )


def _functions(files: SourceFiles) -> Iterator[tuple[FileTable, ClassTable | None, Function]]:
    for _, file in sorted(files.tables.items()):
        for function in file.functions.values():
            yield file, None, function
        for owner in file.classes.values():
            for function in owner.methods.values():
                yield file, owner, function
