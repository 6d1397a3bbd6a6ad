"""Every position of a file in which something else may stand: values and keys of JSON, texts of XML, lines."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # the recorded reports are our own

Step = str | int


@dataclass(frozen=True)
class Position:
    """`holds` is what stands there; `put` gives the whole file with another value there."""

    file: str
    where: str
    holds: Any
    put: Callable[[Any], bytes]


def positions_of(case: Path) -> Iterator[Position]:
    """Those of each JSON, JSON-lines, XML and text file below."""
    for path in sorted(each for each in case.rglob("*") if each.is_file()):
        name, raw = path.relative_to(case).as_posix(), path.read_text(encoding="utf-8", errors="replace")
        if name.endswith(".json"):
            yield from _of_json(name, [json.loads(raw)])
        elif name.endswith(".jsonl"):
            yield from _of_json(name, [json.loads(line) for line in raw.splitlines()])
        elif name.endswith(".xml"):
            yield from _of_xml(name, raw)
        elif name.endswith((".txt", ".log")):
            yield from _of_lines(name, raw)


def _of_json(name: str, documents: list[Any]) -> Iterator[Position]:
    """In a list of alike values only the first two are looked at."""
    for place, held in _places(documents):
        yield Position(name, f"value {_words(place)}", held, _putting(documents, place))
        if isinstance(held, dict):
            yield Position(name, f"key in {_words(place)}", "key", _adding(documents, place, held))


def _putting(documents: list[Any], place: tuple[Step, ...]) -> Callable[[Any], bytes]:
    def put(value: Any) -> bytes:
        changed = copy.deepcopy(documents)
        inner: Any = changed
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value
        return "".join(json.dumps(each) + "\n" for each in changed).encode()

    return put


def _adding(documents: list[Any], place: tuple[Step, ...], held: dict[str, Any]) -> Callable[[Any], bytes]:
    return lambda value: _putting(documents, place)({**held, str(value): 7})


def _places(held: Any, place: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Any]]:
    if place:
        yield place, held
    steps = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for step, each in steps:
        yield from _places(each, (*place, step))


def _words(place: tuple[Step, ...]) -> str:
    return ".".join(map(str, place))


def _of_xml(name: str, raw: str) -> Iterator[Position]:
    elements = list(ET.fromstring(raw).iter())
    for number, element in enumerate(elements):
        for key, held in element.attrib.items():
            yield Position(name, f"{element.tag} {number} @{key}", held, _in_xml(raw, number, key))
        yield Position(name, f"{element.tag} {number} text", element.text or "", _in_xml(raw, number, None))


def _in_xml(raw: str, number: int, key: str | None) -> Callable[[Any], bytes]:
    def put(value: Any) -> bytes:
        root = ET.fromstring(raw)
        element = list(root.iter())[number]
        if key is None:
            element.text = str(value)
        else:
            element.set(key, str(value))
        return ET.tostring(root, encoding="unicode").encode("utf-8", "replace")

    return put


def _of_lines(name: str, raw: str) -> Iterator[Position]:
    lines = raw.splitlines()
    for number, line in enumerate(lines):
        yield Position(name, f"line {number + 1}", line, _in_lines(lines, number))


def _in_lines(lines: list[str], number: int) -> Callable[[Any], bytes]:
    return lambda value: "\n".join([*lines[:number], str(value), *lines[number + 1 :], ""]).encode("utf-8", "replace")
