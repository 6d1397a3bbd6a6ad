"""The wording that is ours: what templates and views print whatever the evidence says."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import Environment

from reports.checker.cover import Phrases
from reports.checker.words import bound, words

_FIELD = re.compile(r"\{[^{}]*\}")
_STATEMENT = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_STRING = re.compile(r'"([^"]*)"')
_INLINE = re.compile(r"</?(?:code|kbd|strong|em)>")
_TAG = re.compile(r"<[^<>]*>")
_SPLIT = re.compile(r"[\x00\n]")
_MOST_ALONE = 3
"""So many words with a bound one among them say too little to be a phrase: "not", "no test", "worse than before"."""


@dataclass(frozen=True)
class Wording:
    """`alone` may make a passage all alone, such as a heading, whatever its words; `own` may stand beside facts.

    What has a digit, or is short with a bound word, is left to what the incident says.
    """

    alone: frozenset[tuple[str, ...]]
    own: frozenset[tuple[str, ...]]
    beside: Phrases


@cache
def wording(team: Path | None = None, *, page: bool = False) -> Wording:
    """Of our views and templates and of the team's own templates; of the page without the tags."""
    alone = frozenset(found for each in _texts(team, page=page) if (found := words(each)))
    own = frozenset(each for each in alone if not _binding(each))
    return Wording(alone, own, Phrases(own))


def _binding(phrase: tuple[str, ...]) -> bool:
    with_digit = any(each.isdigit() for word in phrase for each in word)
    return with_digit or (len(phrase) <= _MOST_ALONE and any(map(bound, phrase)))


def _texts(team: Path | None, *, page: bool) -> Iterator[str]:
    ending, of_template = (".html.j2", _of_page) if page else (".md.j2", _of_template)
    for folder in ("templates", "reports"):
        for file in _below(files(folder)):
            if file.name.endswith(ending):
                yield from of_template(file.read_text(encoding="utf-8"))
            elif file.name.endswith(".py"):
                yield from _of_code(file.read_text(encoding="utf-8"))
    for path in sorted(team.rglob(f"*{ending}")) if team else ():
        yield from of_template(path.read_text(encoding="utf-8"))


def _below(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir() and each.name != "checker":
            yield from _below(each)
        elif each.is_file():
            yield each


def _of_template(source: str) -> Iterator[str]:
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind in ("data", "string"):
            yield from _lines(value)


def _of_page(source: str) -> Iterator[str]:
    """What stands between the tags, and the texts that its parts are given."""
    for statement in _STATEMENT.findall(source):
        yield from _STRING.findall(statement)
    yield from _SPLIT.split(_TAG.sub("\x00", _INLINE.sub(" ", _STATEMENT.sub("\x00", source))))


def _of_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _lines(node.value)


def _lines(text: str) -> Iterator[str]:
    """Cells of a table and what stands between the fields of a phrase are phrases of their own."""
    for line in text.split("\n"):
        for cell in line.split("|"):
            yield from _FIELD.split(cell)
