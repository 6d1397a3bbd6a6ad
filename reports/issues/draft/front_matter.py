"""The head of a Markdown file between two lines of dashes: fields that people edit, each kept as they wrote it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

DASHES = "---"
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)[ \t]*:")

Field = str | Sequence["Field"] | Mapping[str, "Field"]


@dataclass(frozen=True)
class Parted:
    """A file in two: the lines between the dashes, and what comes after them."""

    head: str
    body: str


def parted(text: str) -> Parted | None:
    """None where the file has no head, or one without an end."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != DASHES:
        return None
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.rstrip() == DASHES), None)
    if end is None:
        return None
    return Parted("".join(lines[1:end]), "".join(lines[end + 1 :]))


def joined(head: str, body: str) -> str:
    return f"{DASHES}\n{head}{DASHES}\n{body}"


def fields(head: str) -> dict[str, Field]:
    """All values as texts, lists and tables: `no` is a word, and 2026-03-02 no date. Raises ValueError."""
    try:
        found = yaml.load(head, yaml.BaseLoader)  # noqa: S506  it makes nothing but texts, lists and tables
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "it is nested too deeply"
        # The first line of the file is the dashes above the head.
        raise ValueError(f"line {mark.line + 2}: {said}" if mark else str(said)) from error
    if found is None or found == "":
        return {}
    if not isinstance(found, dict):
        raise ValueError("line 2: it holds no fields such as `priority: P1`")  # noqa: TRY004  it is the text's fault
    return {str(key): value for key, value in found.items()}


def written(values: Mapping[str, Field]) -> str:
    """A field a line, each value as JSON, which YAML can read; lists of tables take a line for each."""
    return "".join(f"{name}:{_value(value)}" for name, value in values.items())


def merged(base: str, ours: str, new: str) -> tuple[str, tuple[str, ...]]:
    """Field by field: what somebody changed in `ours` stays, the rest becomes what `new` has.

    The fields that both changed are named too; comments stay with the field above them.
    """
    was, has, wanted = _chunks(base), _chunks(ours), _chunks(new)
    kept: dict[str, str] = {}
    both: list[str] = []
    for name, chunk in has.items():
        edited = _plain(chunk) != _plain(was.get(name))
        if edited:
            kept[name] = chunk
            if _plain(wanted.get(name)) not in (_plain(was.get(name)), _plain(chunk)):
                both.append(name)
        elif name in wanted:
            kept[name] = chunk if _plain(chunk) == _plain(wanted[name]) else wanted[name]
    added = {name: chunk for name, chunk in wanted.items() if name not in was and name not in has}
    return "".join([*kept.values(), *added.values()]), tuple(both)


def _value(value: Field) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(each, Mapping) for each in value):
        return "".join(["\n", *(f"  - {json.dumps(each, ensure_ascii=False)}\n" for each in value)])
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def _chunks(head: str) -> dict[str, str]:
    """The lines of each field, with those that follow it up to the next one."""
    found: dict[str, str] = {}
    name = ""
    for line in head.splitlines(keepends=True):
        start = _FIELD.match(line)
        if start:
            name = start[1]
        found[name] = found.get(name, "") + (line if line.endswith("\n") else f"{line}\n")
    return found


def _plain(chunk: str | None) -> str | None:
    return None if chunk is None else "\n".join(line.rstrip() for line in chunk.strip().splitlines())
