"""The texts that an expression can give, as far as the source tells; nothing is run."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from collectors.logs.source_templates.format_strings import braces, is_numeric, percent
from collectors.logs.source_templates.names import Names, defaults
from collectors.logs.source_templates.template import (
    ANYTHING,
    MOST_SHAPES,
    Hole,
    Parts,
    Shapes,
    either,
    is_literal,
    one_after_another,
)

_DEEPEST = 40
_MOST_STEPS = 3000
_MOST_REPEATS = 400
_LONGEST_NAME = 60
_CHANGED: Mapping[str, Callable[[str], str]] = {
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "capitalize": str.capitalize,
}
_UNCHANGED = frozenset({"str", "_", "gettext", "_l", "gettext_lazy", "lazy_gettext", "ugettext", "cast"})
_LAYOUT: Mapping[str, Callable[[str], str]] = {"dedent": textwrap.dedent, "cleandoc": inspect.cleandoc}
_COUNTS = frozenset({"len", "int", "round"})


def texts(node: ast.expr, names: Names) -> Shapes:
    """All texts of the expression where it stands; a hole for each part that is not known."""
    return _Reader().of(node, names)


def arguments(call: ast.Call, names: Names) -> tuple[list[Shapes], dict[str, Shapes]]:
    """What the call is given by position, up to an open `*rest`, and by name."""
    return _Reader().arguments(call, names)


def hole_name(node: ast.expr) -> str:
    """What the source calls the value, if that is short: a name, or names with dots between."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    parts.append(node.id)
    if len(parts) > 1 and parts[-1] in {"self", "cls"}:
        parts.pop()
    name = ".".join(reversed(parts))
    return name if len(name) <= _LONGEST_NAME and "__" not in name else ""


class _Reader:
    """Reads one expression; after so many steps the rest of it is a hole."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS
        self._depth = 0
        self._readers: Mapping[type[ast.expr], Callable[[ast.expr, Names], Shapes]] = {
            ast.Constant: self._constant,
            ast.JoinedStr: self._f_string,
            ast.FormattedValue: self._formatted,
            ast.BinOp: self._operation,
            ast.Call: self._call,
            ast.IfExp: self._choice,
            ast.BoolOp: self._fallback,
            ast.NamedExpr: self._inner,
            ast.Await: self._inner,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Subscript: self._entry,
        }

    def of(self, node: ast.expr, names: Names) -> Shapes:
        self._left -= 1
        reader = self._readers.get(type(node))
        if reader is None or self._left < 0 or self._depth > _DEEPEST:
            return _hole(node)
        self._depth += 1
        try:
            return reader(node, names)
        finally:
            self._depth -= 1

    def arguments(self, call: ast.Call, names: Names) -> tuple[list[Shapes], dict[str, Shapes]]:
        positional: list[Shapes] = []
        for each in call.args:
            if isinstance(each, ast.Starred):
                rest = names.function.args.vararg if names.function else None
                if names.rest is None or rest is None or hole_name(each.value) != rest.arg:
                    break
                positional.extend(names.rest)
            else:
                positional.append(self.of(each, names))
        named = {each.arg: self.of(each.value, names) for each in call.keywords if each.arg is not None}
        return positional, named

    def _constant(self, node: ast.expr, _: Names) -> Shapes:
        assert isinstance(node, ast.Constant)
        value = node.value
        if isinstance(value, str):
            return ((value,),) if value else ((),)
        if isinstance(value, int | float | bool) or value is None:
            text = f"{value!r}" if not isinstance(value, int) or abs(value) < 10**40 else ""
            return ((text,),) if text else ANYTHING
        return ANYTHING

    def _f_string(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.JoinedStr)
        return one_after_another([self.of(each, names) for each in node.values])

    def _formatted(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.FormattedValue)
        if node.format_spec is None and node.conversion in {-1, ord("s")}:
            return self.of(node.value, names)
        spec = node.format_spec
        values = spec.values if isinstance(spec, ast.JoinedStr) else []
        known = "".join(str(each.value) for each in values if isinstance(each, ast.Constant))
        return _hole(node.value, numeric=len(values) == 1 and node.conversion == -1 and is_numeric(known))

    def _operation(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.BinOp)
        if isinstance(node.op, ast.Add):
            return self._sum(node, names)
        if isinstance(node.op, ast.Mod):
            return self._percent(node, names)
        if isinstance(node.op, ast.Mult):
            left, right = self.of(node.left, names), node.right
            if is_literal(left) and isinstance(right, ast.Constant) and isinstance(right.value, int):
                return one_after_another([left] * max(0, min(right.value, _MOST_REPEATS)))
        return _hole(node)

    def _sum(self, node: ast.expr, names: Names) -> Shapes:
        """Long sums lean to the left, one level for each of their parts."""
        parts: list[ast.expr] = []
        while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts.append(node.right)
            node = node.left
        parts.append(node)
        found = [self.of(each, names) for each in reversed(parts)]
        return one_after_another(found) if any(map(is_literal, found)) else _hole(node)

    def _percent(self, node: ast.BinOp, names: Names) -> Shapes:
        templates = self.of(node.left, names)
        if not is_literal(templates):
            return _hole(node)
        positional: list[Shapes] = []
        named: dict[str, Shapes] = {}
        if isinstance(node.right, ast.Tuple):
            positional = [self.of(each, names) for each in node.right.elts if not isinstance(each, ast.Starred)]
        elif isinstance(node.right, ast.Dict):
            named = self._entries(node.right, names)
        else:
            positional = [self.of(node.right, names)]
        return either(*(percent(each, positional, named) for each in templates))

    def _call(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.Call)
        function = node.func
        called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        first = node.args[0] if node.args and not isinstance(node.args[0], ast.Starred) else None
        if isinstance(function, ast.Attribute):
            method = self._method(function, node, names)
            if method is not None:
                return method
        if called in _COUNTS and isinstance(function, ast.Name):
            return ((Hole(numeric=True),),)
        if called in _UNCHANGED and first is not None:
            return self.of(node.args[-1] if called == "cast" else first, names)
        if called in _LAYOUT and first is not None:
            return _changed(self.of(first, names), _LAYOUT[called])
        return self._returned(node, names)

    def _method(self, function: ast.Attribute, node: ast.Call, names: Names) -> Shapes | None:
        """A method of a text; None for those of other things."""
        if function.attr == "format":
            templates = self.of(function.value, names)
            if is_literal(templates):
                positional, named = self.arguments(node, names)
                return either(*(braces(each, positional, named) for each in templates))
        if function.attr == "join" and len(node.args) == 1:
            return self._joined(function.value, node.args[0], names)
        if function.attr in _CHANGED and not node.args:
            inner = self.of(function.value, names)
            return _changed(inner, _CHANGED[function.attr]) if is_literal(inner) else _hole(function.value)
        return None

    def _joined(self, between: ast.expr, items: ast.expr, names: Names) -> Shapes:
        if not isinstance(items, ast.List | ast.Tuple) or any(isinstance(each, ast.Starred) for each in items.elts):
            return ANYTHING
        separator = self.of(between, names)
        found: list[Shapes] = []
        for each in items.elts:
            found += [self.of(each, names)] if not found else [separator, self.of(each, names)]
        return one_after_another(found)

    def _returned(self, node: ast.Call, names: Names) -> Shapes:
        """What a function of these files returns."""
        found = names.defined(node.func)
        if found is None:
            return ANYTHING
        function, file = found
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return ANYTHING
        is_method = isinstance(node.func, ast.Attribute) and hole_name(node.func.value) in {"self", "cls"}
        owner = names.owner if is_method else None
        inner = names.called(function, owner, file, self.arguments(node, names))
        values = [each.value for each in file.parts(function) if isinstance(each, ast.Return) and each.value]
        if not values or len(values) > MOST_SHAPES:
            return ANYTHING
        returned = either(*(self.of(each, inner) for each in sorted(values, key=lambda value: value.lineno)))
        return returned if is_literal(returned) else ANYTHING

    def _choice(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.IfExp)
        return either(self.of(node.body, names), self.of(node.orelse, names))

    def _fallback(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.BoolOp)
        return either(*(self.of(each, names) for each in node.values))

    def _inner(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.NamedExpr | ast.Await)
        return self.of(node.value, names)

    def _name(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.Name)
        scope: Names | None = names
        while scope is not None:
            values = scope.values_before(node.id, node.lineno if scope is names else 1 << 40)
            own = scope.given.get(node.id)
            if values is not None:
                unknown = own or _hole(node)
                found = either(*(self.of(each, scope) if each is not None else unknown for each in values))
                return tuple(_called(parts, hole_name(node)) for parts in found)
            if own is not None:
                return own
            if node.id in scope.local:
                return _hole(node)
            scope = scope.outer
        return self._defined(node, names)

    def _attribute(self, node: ast.expr, names: Names) -> Shapes:
        assert isinstance(node, ast.Attribute)
        of_self = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
        if of_self and node.attr in names.attributes:
            return names.attributes[node.attr]
        found = self._defined(node, names)
        # What is not written as a constant may be set on the object, or in a class below.
        return either(found, _hole(node)) if of_self and not node.attr.isupper() and is_literal(found) else found

    def _defined(self, node: ast.expr, names: Names) -> Shapes:
        found = names.defined(node)
        if found is None:
            return _hole(node)
        values, file = found
        if not isinstance(values, list):
            return _hole(node)
        shapes = either(*(self.of(each, names.top(file)) for each in values[:MOST_SHAPES]))
        return shapes if is_literal(shapes) else _hole(node)

    def _entry(self, node: ast.expr, names: Names) -> Shapes:
        """One entry of a constant dictionary; any of them where the key is not known."""
        assert isinstance(node, ast.Subscript)
        found = names.defined(node.value)
        if found is None:
            return _hole(node)
        values, file = found
        first = values[0] if isinstance(values, list) and values else None
        if not isinstance(first, ast.Dict):
            return _hole(node)
        entries = self._entries(first, names.top(file))
        if isinstance(node.slice, ast.Constant):
            return entries.get(str(node.slice.value), _hole(node))
        return either(*entries.values()) if 0 < len(entries) <= MOST_SHAPES else _hole(node)

    def _entries(self, node: ast.Dict, names: Names) -> dict[str, Shapes]:
        return {
            str(key.value): self.of(value, names)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        }


def given_by_default(names: Names) -> Names:
    """With the constant defaults of the function in the place of parameters that are open."""
    if names.function is None:
        return names
    given = dict(names.given)
    for name, value in defaults(names.function):
        if given.get(name) == ((Hole(name),),) and isinstance(value, ast.Constant) and isinstance(value.value, str):
            given[name] = texts(value, names)
    return replace(names, given=given)


def _changed(shapes: Shapes, change: Callable[[str], str]) -> Shapes:
    """A text without holes changes as it would; one with holes keeps its pieces where the change leaves them alone."""
    found: list[Shapes] = []
    for parts in shapes:
        if len(parts) == 1 and isinstance(parts[0], str):
            found.append(((change(parts[0]),),))
        else:
            marked = "".join(part if isinstance(part, str) else "\ue0ff" for part in parts)
            pieces = change(marked).split("\ue0ff")
            holes = [part for part in parts if isinstance(part, Hole)]
            same = len(pieces) == len(holes) + 1
            found.append((_interleaved(pieces, holes),) if same else ANYTHING)
    return either(*found)


def _interleaved(pieces: Sequence[str], holes: Sequence[Hole]) -> tuple[str | Hole, ...]:
    parts: list[str | Hole] = []
    for index, piece in enumerate(pieces):
        parts += [piece] if piece else []
        parts += [holes[index]] if index < len(holes) else []
    return tuple(parts)


def _called(parts: Parts, name: str) -> Parts:
    """What is no text of the source and has no name of its own is called what the variable is."""
    only = parts[0] if len(parts) == 1 else None
    return (Hole(name, only.numeric),) if isinstance(only, Hole) and not only.name else parts


def _hole(node: ast.expr, *, numeric: bool = False) -> Shapes:
    return ((Hole(hole_name(node), numeric),),)
