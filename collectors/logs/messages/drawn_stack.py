"""Stacks that a library writes as lists and fields, drawn as the runtime would have printed them."""

import re
from collections.abc import Iterator

from collectors.logs.entries.json_values import Json
from collectors.logs.messages.stacks.python import HEADER

_LISTS = ("frames", "trace", "stack", "stacktrace", "stackTrace", "stack_trace", "extendedStackTrace", "backtrace")
_TYPE = ("type", "name", "class", "exc_type", "exceptionType", "kind")
_MESSAGE = ("message", "value", "exc_value", "localizedMessage")
_FILE = ("filename", "file", "source", "path", "abs_path", "fileName")
_LINE = ("lineno", "line", "lineNumber", "line_number")
_FUNCTION = ("name", "function", "func", "method", "methodName")
_CAUSE = ("previous", "cause")
_PLACE = re.compile(r"(\S.{0,500}):(\d{1,9})$")
_MOST = 100
_LONGEST = 500
_DEEPEST = 5
_LONGEST_NUMBER = 9


def drawn_stack(error: Json) -> str | None:
    """The stack of an error object; None where it holds neither frames nor the place where it was thrown."""
    if isinstance(error.get("file"), str) and isinstance(error.get("class"), str):
        return "\n\nNext ".join(_php(error, 0))
    return listed_stack(error)


def listed_stack(error: Json) -> str | None:
    """The stack of an object that lists frames, each with a file, a line and a function."""
    for key in _LISTS:
        frames = error.get(key)
        if isinstance(frames, dict):
            frames = frames.get("frames")
        frames = [each for each in frames if isinstance(each, dict)] if isinstance(frames, list) else []
        if frames:
            # What is called frames has the innermost last, as Python prints them; all else has it first.
            inner_last = key == "frames" or isinstance(error.get(key), dict)
            return _with_fields(error, frames[-_MOST:] if inner_last else frames[:_MOST], inner_last=inner_last)
    return None


def _with_fields(error: Json, frames: list[Json], *, inner_last: bool) -> str:
    head = [": ".join(filter(None, (_first(error, _TYPE), _first(error, _MESSAGE))))]
    head = head if head[0] else []
    if all(isinstance(each.get("class"), str) for each in frames):
        at = (f"\tat {each['class']}.{_first(each, _FUNCTION)}({_place(each)})" for each in frames)
        return "\n".join([*head, *(line[:_LONGEST] for line in at)])
    ordered = frames if inner_last else frames[::-1]
    lines = (f'  File "{_first(each, _FILE)}", line {_number(each)}, in {_first(each, _FUNCTION)}' for each in ordered)
    return "\n".join([HEADER, *(line[:_LONGEST] for line in lines), *head])


def _place(frame: Json) -> str:
    file = _first(frame, _FILE) or f"{str(frame['class']).rpartition('.')[2].partition('$')[0]}.java"
    return f"{file}:{_number(frame)}"


def _php(error: Json, depth: int) -> Iterator[str]:
    """The cause first, as PHP prints it; what is called at a place is not told by Monolog's list of places."""
    previous = next((error[key] for key in _CAUSE if isinstance(error.get(key), dict)), None)
    if isinstance(previous, dict) and isinstance(previous.get("file"), str) and depth < _DEEPEST:
        yield from _php(previous, depth + 1)
    file = str(error["file"])[:_LONGEST]
    if not _PLACE.match(file) and isinstance(error.get("line"), int):
        file = f"{file}:{error['line']}"
    trace = error.get("trace")
    places = [each for each in trace if isinstance(each, str)][:_MOST] if isinstance(trace, list) else []
    steps = [_step(number, each[:_LONGEST]) for number, each in enumerate(places)]
    yield "\n".join(
        [f"{_first(error, _TYPE)}: {_first(error, _MESSAGE)} in {file}", "Stack trace:", *(steps or ["#0"])]
    )


def _step(number: int, place: str) -> str:
    if place.startswith("#"):
        return place
    match = _PLACE.match(place)
    return f"#{number} {match[1]}({match[2]})" if match else f"#{number} [internal function]: {place}"


def _first(of: Json, keys: tuple[str, ...]) -> str:
    return next((value for key in keys if isinstance(value := of.get(key), str) and value), "")


def _number(frame: Json) -> int:
    value = str(next((frame[key] for key in _LINE if key in frame), 0))
    return int(value) if value.isdecimal() and len(value) <= _LONGEST_NUMBER else 0
