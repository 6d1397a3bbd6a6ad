"""Fills the two kinds of format strings that Python has with what is known of their values."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from collectors.logs.source_templates.template import Hole, Part, Parts, Shapes, is_literal, one_after_another

_PERCENT = re.compile(
    r"%(?:\((?P<key>[^()%]{0,80})\))?[#0\- +]{0,5}(?P<width>\*|\d{1,9})?(?:\.(?P<precision>\*|\d{1,9})?)?[hlL]?"
    r"(?P<type>[diouxXeEfFgGcrsa%])"
)
_BRACES = re.compile(
    r"\{\{|\}\}|\{(?P<field>[^{}!:]{0,120})(?:!(?P<conversion>[rsa]))?(?::(?P<spec>(?:[^{}]|\{[^{}]{0,80}\}){0,120}))?\}"
)
# https://docs.python.org/3/library/string.html#format-specification-mini-language
_NUMERIC_SPEC = re.compile(r"(?:.?[<>=^])?[-+ ]?z?#?0?\d*[,_]?(?:\.\d+)?[deEfFgGn%]|[-+ ]?0?\d*[,_](?:\.\d+)?")
_FIRST = re.compile(r"[^.\[]*")
# Hexadecimal ones may be words.
_NUMBERS = frozenset("diueEfFgG")


def is_numeric(spec: str) -> bool:
    """Whether a format specification can only be that of a number."""
    return bool(spec) and _NUMERIC_SPEC.fullmatch(spec) is not None


def filled(shapes: Shapes, *, numeric: bool, exact: bool) -> Shapes:
    """A value's shapes in a directive; `exact` tells that its text comes out as it is."""
    if exact and is_literal(shapes):
        return shapes
    first = shapes[0][0] if len(shapes) == 1 and len(shapes[0]) == 1 else Hole()
    name = first.name if isinstance(first, Hole) else ""
    return ((Hole(name, numeric),),)


def percent(template: Parts, values: Sequence[Shapes], named: Mapping[str, Shapes]) -> Shapes:
    """`template % values`; a directive without a value is a hole."""
    waiting = iter(values)

    def directive(match: re.Match[str]) -> Shapes:
        for star in (match["width"], match["precision"]):
            if star == "*":
                next(waiting, None)
        kind, key = match["type"], match["key"]
        if kind == "%":
            return (("%",),)
        value = (
            next(waiting, _nameless()) if key is None else named.get(key, ((Hole(key if key.isidentifier() else ""),),))
        )
        return filled(
            value, numeric=kind in _NUMBERS, exact=match[0] == "%s" or (match[0] == "%d" and _is_count(value))
        )

    return _with_directives(template, _PERCENT, directive)


def braces(template: Parts, values: Sequence[Shapes], named: Mapping[str, Shapes]) -> Shapes:
    """`template.format(*values, **named)`."""
    waiting = iter(values)

    def directive(match: re.Match[str]) -> Shapes:
        if match[0] in {"{{", "}}"}:
            return ((match[0][0],),)
        field, spec = match["field"], match["spec"] or ""
        first = _FIRST.match(field)
        base = first[0] if first else ""
        if not base:
            value = next(waiting, _nameless())
        elif base.isdecimal():
            value = values[int(base)] if len(base) < 4 and int(base) < len(values) else _nameless()
        else:
            value = named.get(base, ((Hole(base if base.isidentifier() else ""),),))
        if base != field:
            value = ((Hole(field if field.replace(".", "").isidentifier() else ""),),)
        return filled(value, numeric=is_numeric(spec), exact=not spec and match["conversion"] in {None, "s"})

    return _with_directives(template, _BRACES, directive)


def _is_count(value: Shapes) -> bool:
    return all(len(parts) == 1 and isinstance(parts[0], str) and parts[0].isdecimal() for parts in value)


def _nameless() -> Shapes:
    return ((Hole(),),)


def _with_directives(template: Parts, directives: re.Pattern[str], value: Callable[[re.Match[str]], Shapes]) -> Shapes:
    return one_after_another(list(_pieces(template, directives, value)))


def _pieces(
    template: Iterable[Part], directives: re.Pattern[str], value: Callable[[re.Match[str]], Shapes]
) -> Iterator[Shapes]:
    for part in template:
        if isinstance(part, Hole):
            yield ((part,),)
            continue
        at = 0
        for match in directives.finditer(part):
            if match.start() > at:
                yield ((part[at : match.start()],),)
            yield value(match)
            at = match.end()
        if at < len(part):
            yield ((part[at:],),)
