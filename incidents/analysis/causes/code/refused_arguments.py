"""Callables of which a message says that they were given other arguments than they take."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from incidents.analysis.causes.ranking.in_stack import own_frames
from incidents.analysis.course.symptom import Symptom
from incidents.model.function_name import plain_name

_CALLABLE = r"((?:<?[A-Za-z_]\w{0,80}>?(?:::|\.|\\)){0,6}[A-Za-z_]\w{0,80}[!?]?)"
_BY_NAME = tuple(
    re.compile(pattern)
    for pattern in (
        # Python
        rf"\b{_CALLABLE}\(\) (?:takes [^\n]{{1,60}}? arguments?|missing \S+ required [\w -]{{1,40}}? arguments?)\b",
        rf"\b{_CALLABLE}\(\) got (?:an unexpected keyword|multiple values for|some positional-only) arguments?\b",
        # Go
        rf"(?:not enough|too many) arguments in call to {_CALLABLE}",
        # PHP, Perl
        rf"Too (?:few|many) arguments (?:to function|for subroutine) '?{_CALLABLE}",
        # C#
        r"No overload for method '(\w+)' takes",
        # Elixir
        rf"function {_CALLABLE}/\d+ is undefined",
    )
)  # fmt: skip
_OF_A_CLASS = re.compile(r"method (\w+) in (?:class|interface) ([\w.]+)(?:<[^>\n]*>)? cannot be applied to given types")
# Ruby, TypeScript, Lisp-like runtimes: the message names no callable, the stack ends in it or at its call.
_NAMELESS = re.compile(
    r"wrong number of arguments|[Ee]xpected (?:at least |at most )?\d+ arguments?,? but (?:got|received) \d+"
)
_FIELD = re.compile(r"argument(?:s|\(s\))?:? (['\"]\w+['\"](?:(?:,? and|,) ['\"]\w+['\"])*)")
_OF_THE_RUNTIME = frozenset({"<locals>"})


class Called(NamedTuple):
    """A function or class by its name, and the class or function that it belongs to, where that is told."""

    name: str
    owner: str | None

    @property
    def said(self) -> str:
        return f"{self.owner}.{self.name}" if self.owner else self.name


# The same message is read for each commit.
@lru_cache(maxsize=8)
def refusing(message: str) -> tuple[Called, ...]:
    """Each once, in the order of the forms."""
    found: dict[Called, None] = {}
    for pattern in _BY_NAME:
        for match in pattern.finditer(message):
            parts = [part for part in re.split(r"::|\.|\\", match[1]) if part not in _OF_THE_RUNTIME]
            found.setdefault(Called(parts[-1], parts[-2] if len(parts) > 1 else None))
    for match in _OF_A_CLASS.finditer(message):
        found.setdefault(Called(match[1], match[2].rpartition(".")[2]))
    return tuple(found)


def refused_fields(message: str) -> tuple[str, ...]:
    """The arguments that such a message names, in the order in which it does."""
    names = (name for match in _FIELD.finditer(message) for name in re.findall(r"\w+", match[1]))
    return tuple(dict.fromkeys(name for name in names if name != "and"))


def refused_by(symptom: Symptom) -> Sequence[Called]:
    """What the message names; where it names none, what the deepest line of a stack is in or calls."""
    named = refusing(symptom.message)
    if named or not _NAMELESS.search(symptom.message):
        return named
    deepest = [frames[0] for stack in symptom.stacks if (frames := own_frames(stack))]
    on_it = [each.name for each in symptom.led_by if each.called_in == each.line]
    names = [*(plain_name(frame.function) for frame in deepest), *on_it]
    return [Called(name, None) for name in dict.fromkeys(names)]
