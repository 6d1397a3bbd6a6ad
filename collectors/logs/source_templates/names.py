"""What the names mean at one place of the source."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collectors.logs.source_templates.definitions import (
    Assignment,
    ClassTable,
    FileTable,
    Function,
    parameters,
)
from collectors.logs.source_templates.source_files import Defined, SourceFiles
from collectors.logs.source_templates.template import Hole, Shapes


@dataclass(frozen=True)
class Names:
    """The names that a function, a class or the top of a file can see.

    `given` are values that are known of a call: its parameters' by name, `rest` those of the parameter with the star,
    None where that is open, and `attributes` those of `self`.
    """

    files: SourceFiles
    file: FileTable
    owner: ClassTable | None = None
    function: Function | None = None
    outer: "Names | None" = None
    given: Mapping[str, Shapes] = field(default_factory=dict)
    rest: tuple[Shapes, ...] | None = None
    attributes: Mapping[str, Shapes] = field(default_factory=dict)
    local: Mapping[str, list[Assignment]] = field(default_factory=dict)

    def inside(self, function: Function, owner: ClassTable | None) -> "Names":
        """The names in a function that is defined here, with its parameters open."""
        return Names(
            self.files,
            self.file,
            owner or self.owner,
            function,
            self if self.function else None,
            {name: ((Hole(name),),) for name in _all_parameters(function)},
            None,
            {},
            self.file.local(function),
        )

    def values_before(self, name: str, line: int) -> list[ast.expr | None] | None:
        """What the name may hold in a line by the assignments of this function; None where it has none before.

        None among the values is what is not known, the parameter's own included.
        """
        earlier = [each for each in self.local.get(name, ()) if each.last_line < line]
        if not earlier:
            return None
        sure = [index for index, each in enumerate(earlier) if each.block[0] <= line <= each.block[1]]
        kept = earlier[sure[-1] :] if sure else earlier
        values = [each.value for each in kept]
        return values if sure else [None, *values]

    def defined(self, node: ast.expr) -> tuple[Defined, FileTable] | None:
        """A definition outside of functions that a name or `module.name`, `Class.name` or `self.name` stands for."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}:
            return self._of_class(node.attr)
        return self.files.at(self.file, node)

    def top(self, file: FileTable) -> "Names":
        """The names at the top of a file."""
        return Names(self.files, file)

    def called(
        self,
        function: Function,
        owner: ClassTable | None,
        file: FileTable,
        arguments: tuple[Sequence[Shapes], Mapping[str, Shapes]],
    ) -> "Names":
        """The names in a function as a call with these arguments finds them; what the call leaves out is open."""
        positional, named = arguments
        wanted = parameters(function)
        if owner is not None and not _is_static(function):
            wanted = wanted[1:]
        given: dict[str, Shapes] = {name: ((Hole(name),),) for name in _all_parameters(function)}
        given |= dict(zip(wanted, positional, strict=False))
        given |= {name: shapes for name, shapes in named.items() if name in given}
        rest = tuple(positional[len(wanted) :])
        return Names(self.files, file, owner, function, None, given, rest, {}, file.local(function))

    def _of_class(self, name: str) -> tuple[Defined, FileTable] | None:
        if self.owner is None:
            return None
        for each in self.files.lineage(self.owner):
            if name in each.values:
                return each.values[name], each.file
            if name in each.methods:
                return each.methods[name], each.file
        return None


def defaults(function: Function) -> Iterator[tuple[str, ast.expr]]:
    """The parameters that need not be given, with what they are then."""
    names = parameters(function)
    found = function.args.defaults
    yield from zip(names[len(names) - len(found) :], found, strict=True)
    for each, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if value is not None:
            yield each.arg, value


def _all_parameters(function: Function) -> tuple[str, ...]:
    found = [*parameters(function), *(each.arg for each in function.args.kwonlyargs)]
    found += [each.arg for each in (function.args.vararg, function.args.kwarg) if each]
    return tuple(found)


def _is_static(function: Function) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in function.decorator_list)
