"""Recognises the calls that print a message, and what each of them can print."""

import ast
import re
from typing import NamedTuple

from collectors.logs.source_templates.format_strings import braces, percent
from collectors.logs.source_templates.loggers import is_logger, last_name, logger_name
from collectors.logs.source_templates.names import Names
from collectors.logs.source_templates.statement import Kind
from collectors.logs.source_templates.template import (
    ANYTHING,
    Hole,
    Part,
    Parts,
    Shapes,
    either,
    is_literal,
    one_after_another,
)
from collectors.logs.source_templates.texts import arguments, hole_name, texts

_LEVELS = frozenset(
    ["trace", "debug", "info", "success", "notice", "warn", "warning", "error", "exception", "critical", "fatal"]
)
_OF_LOGGING = frozenset({"exc_info", "stack_info", "stacklevel", "extra"})
_MESSAGES = ("msg", "message", "event")
_NUMBERED = {10: "debug", 20: "info", 30: "warning", 40: "error", 50: "critical"}
_ECHOES = frozenset({"click.echo", "click.secho", "typer.echo", "typer.secho"})
_PERCENT = re.compile(r"%[^%\s]|%\s?[a-z]")
_STREAMS = ("stderr", "stdout")


class Printing(NamedTuple):
    """What a call prints; `logger` is None where it has none or an unknown one, `category` is that of a warning."""

    kind: Kind
    level: str
    shapes: Shapes
    logger: str | None = None
    category: str | None = None


def printing(call: ast.Call, names: Names) -> Printing | None:
    """None for a call that prints nothing that is known of."""
    logged = _logged(call, names)
    if logged is not None:
        return logged
    name = hole_name(call.func)
    if name == "print" or name in _ECHOES:
        return Printing("print", "print", _printed(call, names))
    if name.endswith(".write") and name.split(".")[-2] in _STREAMS and call.args:
        return Printing("print", "print", texts(call.args[0], names))
    if name in {"sys.exit", "exit"} and call.args:
        return Printing("print", "print", texts(call.args[0], names))
    if name in {"warnings.warn", "warn"} and call.args:
        return _warned(call, names)
    return None


def level_of(node: ast.expr | None) -> str | None:
    """The level that `logging.ERROR`, `"error"` or 40 names."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int):
            return _NUMBERED.get(node.value)
        word = str(node.value).lower()
    else:
        word = last_name(node).lower() if node is not None else ""
    return word if word in _LEVELS else None


def _logged(call: ast.Call, names: Names) -> Printing | None:
    function = call.func
    level: str | None
    if isinstance(function, ast.Call) and last_name(function.func) == "getattr" and len(function.args) > 1:
        # getattr(logger, level)("…")
        receiver, level, skipped = function.args[0], level_of(function.args[1]) or "log", 0
    elif isinstance(function, ast.Attribute):
        receiver, word = function.value, function.attr.lower()
        level = word if word in _LEVELS else word[1:] if word[:1] == "a" and word[1:] in _LEVELS else None
        skipped = 0
        if level is None and word in {"log", "alog"} and len(call.args) > 1:
            level, skipped = level_of(call.args[0]) or "log", 1
    else:
        return None
    if level is None or not is_logger(receiver, names):
        return None
    shapes, is_event = _message(call, names, skipped)
    if not shapes:
        return None
    return Printing("event" if is_event else "logging", level, shapes, logger_name(receiver, names))


def _message(call: ast.Call, names: Names, skipped: int) -> tuple[Shapes, bool]:
    """The message with its arguments filled in, and whether it is an event with named values beside it."""
    positional, named = arguments(call, names)
    message = (
        next((named.pop(name) for name in _MESSAGES if name in named), None) if len(positional) <= skipped else None
    )
    if message is None:
        if len(positional) <= skipped:
            return (ANYTHING, False) if call.args else ((), False)
        message, positional = positional[skipped], positional[skipped + 1 :]
    else:
        positional = []
    beside = {name: value for name, value in named.items() if name not in _OF_LOGGING}
    open_rest = any(isinstance(each, ast.Starred) for each in call.args) and not _rest_is_empty(call, names)
    mapping = _mapping(call, names, skipped)
    found: list[Shapes] = []
    for parts in message:
        found.append(_filled(parts, positional, mapping or beside, open_rest=open_rest))
        if _is_event(parts, beside) and not mapping:
            found.append(one_after_another([(parts,), ANYTHING]))
    return either(*found), any(_is_event(parts, beside) for parts in message)


def _is_event(parts: Parts, named: dict[str, Shapes]) -> bool:
    """Whether a value stands beside the message and not in it."""
    literal = "".join(part for part in parts if isinstance(part, str))
    return any(f"{{{name}" not in literal for name in named)


def _filled(parts: Parts, values: list[Shapes], named: dict[str, Shapes], *, open_rest: bool) -> Shapes:
    """A message without arguments is printed as it stands, whatever looks like a directive in it."""
    if not values and not named and not open_rest:
        return (parts,)
    literal = "".join(part for part in parts if isinstance(part, str))
    if _PERCENT.search(literal) and (values or open_rest or "%(" in literal):
        return percent(parts, values, named)
    return braces(parts, values, named) if "{" in literal else (parts,)


def _mapping(call: ast.Call, names: Names, skipped: int) -> dict[str, Shapes]:
    """A single dictionary, which `logging` takes as the named values of its message."""
    rest = call.args[skipped + 1 :]
    if len(rest) != 1 or not isinstance(rest[0], ast.Dict):
        return {}
    return {
        key.value: texts(value, names)
        for key, value in zip(rest[0].keys, rest[0].values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def _rest_is_empty(call: ast.Call, names: Names) -> bool:
    vararg = names.function.args.vararg if names.function else None
    starred = [hole_name(each.value) for each in call.args if isinstance(each, ast.Starred)]
    return vararg is not None and names.rest is not None and starred == [vararg.arg]


def _printed(call: ast.Call, names: Names) -> Shapes:
    separator: Shapes = ((" ",),)
    for each in call.keywords:
        if each.arg == "sep":
            separator = texts(each.value, names)
    found: list[Shapes] = []
    for value in call.args:
        shapes = ANYTHING if isinstance(value, ast.Starred) else texts(value, names)
        found += [shapes] if not found else [separator, shapes]
    return one_after_another(found)


def _warned(call: ast.Call, names: Names) -> Printing | None:
    """Python prints the place before a warning and the line of code below it."""
    message = texts(call.args[0], names)
    if not is_literal(message):
        return None
    given = call.args[1] if len(call.args) > 1 else None
    given = given or next((each.value for each in call.keywords if each.arg == "category"), None)
    category = last_name(given) if given is not None else "UserWarning"
    before: list[Part] = [Hole(), f": {category}: " if category else "Warning: "]
    shapes = either(message, one_after_another([(tuple(before),), message]))
    shapes = either(shapes, one_after_another([(tuple(before),), message, (("\n", Hole()),)]))
    return Printing("warn", "warning", shapes, None, category or None)
