"""The messages of the exceptions that a call makes, also of those whose class composes the text."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from collectors.logs.source_templates.definitions import ClassTable
from collectors.logs.source_templates.loggers import last_name
from collectors.logs.source_templates.names import Names
from collectors.logs.source_templates.template import ANYTHING, Shapes, either, is_literal, one_after_another
from collectors.logs.source_templates.texts import arguments, given_by_default, hole_name, texts

_NAMED_SO = re.compile(r"[A-Z]\w{0,100}(?:Error|Exception|Exit)")
_MESSAGES = ("detail", "message", "msg", "reason", "description", "error")


class Raised(NamedTuple):
    """The class of an exception and the messages it can have; an empty message is one too."""

    error_type: str
    shapes: Shapes


def raised(node: ast.expr, names: Names, *, surely: bool) -> Raised | None:
    """The exception that an expression makes; with `surely` it is raised, else its name has to tell that it is one."""
    function = node.func if isinstance(node, ast.Call) else node
    error_type = last_name(function)
    found = names.defined(function)
    owner = found[0] if found is not None and isinstance(found[0], ClassTable) else None
    if not error_type or not (surely or _NAMED_SO.fullmatch(error_type)):
        return None
    if not isinstance(node, ast.Call):
        # `raise SomeError` makes one; `raise error` passes on what was made elsewhere
        return Raised(error_type, ((),)) if error_type[:1].isupper() else None
    if owner is None and not error_type[:1].isupper():
        return None
    composed = _composed(owner, node, names) if owner is not None else None
    return Raised(error_type, composed or _of_arguments(node, names))


def _of_arguments(call: ast.Call, names: Names) -> Shapes:
    """What an exception without a text of its own says: its first argument, or what is called a message."""
    positional, named = arguments(call, names)
    said = next((named[name] for name in _MESSAGES if name in named), None)
    if said is None:
        if not positional:
            return ((),) if not call.args and not call.keywords else ANYTHING
        literal = [each for each in positional if is_literal(each)]
        return either(literal[0] if literal else positional[0], *([ANYTHING] if len(positional) > 1 else []))
    status = named.get("status_code") or (positional[0] if positional else None)
    # Starlette's is printed as "404: detail"
    return either(said, one_after_another([status, ((": ",),), said])) if status else said


def _composed(owner: ClassTable, call: ast.Call, names: Names) -> Shapes | None:
    """The text that the class makes of the call's arguments, None where it leaves that to Python."""
    made = _made(owner, call, names)
    for each in names.files.lineage(owner):
        text = each.methods.get("__str__")
        if text is None:
            continue
        attributes = made.attributes if made is not None else {}
        inside = replace(Names(names.files, each.file).inside(text, each), attributes=attributes)
        values = [node.value for node in each.file.parts(text) if isinstance(node, ast.Return) and node.value]
        shapes = either(*(texts(value, inside) for value in values[:8])) if values else ANYTHING
        if is_literal(shapes):
            return shapes
    if made is None:
        return None
    said = next(_passed_up(made), None)
    if said is not None and said.args:
        return texts(said.args[0], made)
    return made.attributes.get("message") or made.attributes.get("detail")


def _made(owner: ClassTable, call: ast.Call, names: Names) -> Names | None:
    """The names in the nearest `__init__` of the class as the call runs it, with what it sets on the object."""
    for each in names.files.lineage(owner):
        function = each.methods.get("__init__")
        if function is not None:
            inside = names.called(function, each, each.file, arguments(call, names))
            inside = given_by_default(inside)
            return replace(inside, attributes=dict(_attributes(inside)))
    return None


def _attributes(names: Names) -> Iterator[tuple[str, Shapes]]:
    for node in names.file.parts(names.function) if names.function is not None else ():
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and hole_name(target.value) == "self":
                    yield target.attr, texts(node.value, names)


def _passed_up(names: Names) -> Iterator[ast.Call]:
    """Calls of `super().__init__(…)` or `Base.__init__(self, …)`, the latter without its `self`."""
    for node in names.file.parts(names.function) if names.function is not None else ():
        if not isinstance(node, ast.Call) or last_name(node.func) != "__init__":
            continue
        assert isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Call):
            yield node
        elif node.args and hole_name(node.args[0]) == "self":
            yield ast.copy_location(ast.Call(node.func, node.args[1:], node.keywords), node)
