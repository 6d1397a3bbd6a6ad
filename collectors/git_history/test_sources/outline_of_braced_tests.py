"""What the text of a JavaScript, TypeScript or Java file of tests says of them: checks, and ways to a stand-in.

Nothing is parsed: code is told from comments and texts, and blocks by their braces. Where those do not fit, nothing is
said of the file.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from collectors.git_history.comments.languages import language_of
from collectors.git_history.comments.parted import MOST_BYTES, blanked
from collectors.git_history.test_sources.outline_of_tests import FileOutline, TestOutline, is_check, is_stand_in

ENDINGS = (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", ".java")
_MOST_TESTS = 500
_MOST_SUITES = 200
_MOST_NAMES = 50
_MOST_REACHED = 300
_MOST_FALLBACKS = 500
_MOST_CHOICES = 1000
# What lies deeper than in any source that people write would be read once for each bracket around it.
_DEEPEST = 50
_LONGEST_EXPRESSION = 10_000
_CLOSES = {"(": ")", "{": "}", "[": "]"}
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_CALL = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*\(|\.\s*([A-Za-z_$][\w$]*)\s*\(")
_SUITE = re.compile(r"(?<![\w$.])(?:describe|suite|context|test\.describe)(?:\.\w+)*\s*(?=\()")
_CASE = re.compile(r"(?<![\w$.])(?:it|test|specify)(?:\.(?:only|concurrent|skip|fails|serial))*\s*(?=\()")
_ANNOTATED = re.compile(r"@(?:Test|ParameterizedTest|RepeatedTest)\b")
_ARROW = re.compile(
    r"\b([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{1,200})?=\s*(?:async\s+)?(?:\([^()]{0,500}\)|[A-Za-z_$][\w$]*)\s*(?::[^=;{\n]{1,200})?=>\s*"
)
# Runs of space are taken whole, so that a file of nothing else takes no longer than another.
_BODY = re.compile(r"\s*+(?::[\w$<>\[\]., |\s]{1,200}?)?(?:throws\s++[\w.,\s]{1,200}?)?(?=\{)")
_KEYWORDS = frozenset({"if", "for", "while", "switch", "catch", "function", "return", "with", "synchronized", "try"})
# What waits for something fails where it does not come; some check by a word between two values.
_WAITS = re.compile(r"waitFor\w*|contains|find(?:All)?By\w*|statusCode|toPass")
_CHECKED = re.compile(r"\bassert\b(?!\s*\()|(?<=[\w)\]}] )should\w*(?= )")
_TITLE = re.compile(r"\(\s*(['\"`])((?:\\.|(?!\1)[^\\])*)\1", re.DOTALL)
_ENVIRONMENT = re.compile(r"process\.env\b|import\.meta\.env\b|Deno\.env\b|System\.(?:getenv|getProperty)\b")
_ASSIGNED = re.compile(
    r"\b([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{1,100})?=\s*(?:process\.env|import\.meta\.env|System\.get\w+)\b"
)
# A promise's handler is the argument itself.
_CATCH = re.compile(r"(?P<of_promise>\.\s*+)?\bcatch\b\s*(?=[({])")
_BEFORE_A_BLOCK = re.compile(r"\s*(?=\{)")
_IF = re.compile(r"\bif\s*(?=\()")
_ELSE = re.compile(r"\s*else\b\s*(?=\{)")
_VALUE = r"(?:[\w.$]|\[[^\]\n]*\]|\([^()\n]*\))*+(?:\s*+(?=\?|\|\|))?"
_OR = re.compile(r"\s*+(?:\|\||\?\?)([^;,\n]{0,1000})")
_CHOICE = re.compile(r"[^;?\n]{0,200}\?(?![.?])([^;:]{0,1000}):([^;,\n]{0,1000})")
_IMPORTED = re.compile(r"\bimport\s++(?:static\s++)?(\{[^{}]{0,2000}\}|[\w$*{},. ]{1,500})")
_REQUIRED = re.compile(r"\b(?:const|let|var)\s++([^=;]{1,500})=\s*+require\s*+\(")
_WHOLE = "<module>"


@dataclass(frozen=True)
class _Block:
    """A named stretch of the text, from its first to behind its last character."""

    name: str
    start: int
    end: int

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def braced_outline(path: str, content: bytes) -> FileOutline | None:
    """None for what is too large, of another language, or does not fit together."""
    language = language_of(path)
    if language is None or len(content) > MOST_BYTES:
        return None
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    code = blanked(text, language)
    ends = _ends(code) if code is not None else None
    if code is None or ends is None:
        return None
    functions = sorted(_functions(code, ends), key=lambda each: each.start)
    imported, own = _imported(code), {each.name: each for each in functions}
    said = cache(partial(_said, code))
    tests = [
        _test(each, code.count("\n", 0, each.start) + 1, _reached(each, own, said), imported - own.keys())
        for each in _cases(code, text, ends, functions)
    ]
    return FileOutline(
        tests=tuple(tests),
        imports=tuple(sorted(each for each in imported if is_stand_in(each))),
        fallbacks=tuple(
            sorted({_within(functions, place) for place in islice(_fallbacks(code, ends), _MOST_FALLBACKS)})
        ),
    )


def _ends(code: str) -> dict[int, int] | None:
    """Behind which character each bracket is closed; None where they do not fit or lie too deep."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, char in enumerate(code):
        if char in "({[":
            waiting.append(place)
            if len(waiting) > _DEEPEST:
                return None
        elif char in ")}]":
            if not waiting or _CLOSES[code[waiting[-1]]] != char:
                return None
            found[waiting.pop()] = place + 1
    return None if waiting else found


def _functions(code: str, ends: dict[int, int]) -> Iterator[_Block]:
    for match in _CALL.finditer(code):
        name, opening = match[1] or match[2], match.end() - 1
        body = _BODY.match(code, ends[opening])
        if body and name not in _KEYWORDS and not match[2]:
            yield _Block(name, match.start(), ends[body.end()])
    for match in _ARROW.finditer(code):
        at = match.end()
        end = ends[at] if code[at : at + 1] == "{" else min(_found(code, ";", at), _found(code, "\n\n", at))
        yield _Block(match[1], match.start(), end)


def _found(code: str, what: str, start: int) -> int:
    end = min(len(code), start + _LONGEST_EXPRESSION)
    place = code.find(what, start, end)
    return end if place < 0 else place


def _cases(code: str, text: str, ends: dict[int, int], functions: list[_Block]) -> Iterator[_Block]:
    """Tests by the names that their reports give them: behind the suites around them, or of the annotated method."""
    suites = list(islice(_titled(_SUITE, code, text, ends), _MOST_SUITES))
    for case in islice(_titled(_CASE, code, text, ends), _MOST_TESTS):
        around = [each.name for each in suites if each.holds(case.start)]
        yield _Block(" > ".join([*around, case.name]), case.start, case.end)
    starts = [each.start for each in functions]
    for match in islice(_ANNOTATED.finditer(code), _MOST_TESTS):
        after = bisect(starts, match.end())
        if after < len(functions):
            yield functions[after]


def _titled(what: re.Pattern[str], code: str, text: str, ends: dict[int, int]) -> Iterator[_Block]:
    for match in what.finditer(code):
        title = _TITLE.match(text, match.end())
        if title is not None:
            yield _Block(title[2], match.end(), ends[match.end()])


def _imported(code: str) -> frozenset[str]:
    """The names that the file takes from others; of a whole path its last part."""
    taken = [match[1] for each in (_IMPORTED, _REQUIRED) for match in each.finditer(code)]
    return frozenset(each.rpartition(".")[2] for names in taken for each in re.findall(r"[\w$.]+", names))


class _Said(NamedTuple):
    """What stands in one block: how many checks, which names it calls, and those that are no methods, and stand-ins."""

    checks: int
    called: frozenset[str]
    functions: frozenset[str]
    stand_ins: frozenset[str]


def _said(code: str, block: _Block) -> _Said:
    # Its own name is no stand-in that it takes.
    part = code[block.start : block.end].removeprefix(block.name)
    calls = [(match[1], match[1] or match[2]) for match in _CALL.finditer(part)]
    checks = sum(is_check(name) or _WAITS.fullmatch(name) is not None for _, name in calls)
    return _Said(
        checks=checks + len(_CHECKED.findall(part)),
        called=frozenset(name for _, name in calls),
        functions=frozenset(function for function, _ in calls if function),
        stand_ins=frozenset(each for each in _NAME.findall(part) if is_stand_in(each)),
    )


def _test(case: _Block, line: int, said: Sequence[_Said], foreign: frozenset[str]) -> TestOutline:
    """`said` is of all that the test reaches, `foreign` what the file takes from others."""
    functions = frozenset[str]().union(*(each.functions for each in said))
    stand_ins = frozenset[str]().union(*(each.stand_ins for each in said))
    unseen = sorted(each for each in functions & foreign if not is_check(each))
    return TestOutline(case.name, line, sum(each.checks for each in said), tuple(unseen), tuple(sorted(stand_ins)))


def _reached(case: _Block, own: Mapping[str, _Block], said: Callable[[_Block], _Said]) -> list[_Said]:
    """What the test says and the functions of its file that it calls, over all steps."""
    found: dict[_Block, _Said] = {}
    waiting = [case]
    while waiting and len(found) < _MOST_REACHED:
        block = waiting.pop()
        if block not in found:
            found[block] = said(block)
            waiting += [own[each] for each in sorted(found[block].called & own.keys())]
    return list(found.values())


def _fallbacks(code: str, ends: dict[int, int]) -> Iterator[int]:
    """Where a stand-in is taken after something failed, or by one side of a choice by the environment."""
    for match in _CATCH.finditer(code):
        end = ends[match.end()]
        handler = _BEFORE_A_BLOCK.match(code, end)
        if not match["of_promise"] and handler and code[match.end()] == "(":
            end = ends[handler.end()]
        if _takes_one(code[match.end() : end]):
            yield match.start()
    assigned = sorted(set(_ASSIGNED.findall(code)))[:_MOST_NAMES]
    asked = "|".join([_ENVIRONMENT.pattern, *(rf"\b{re.escape(each)}\b" for each in assigned)])
    asks = re.compile(asked)
    for match in _IF.finditer(code):
        if asks.search(code, match.end(), ends[match.end()]) and _differ(_sides(code, ends, ends[match.end()])):
            yield match.start()
    for match in islice(re.finditer(rf"(?:{asked}){_VALUE}", code), _MOST_CHOICES):
        other = _OR.match(code, match.end())
        choice = _CHOICE.match(code, match.end())
        if (other and _takes_one(other[1])) or (choice and not other and _differ([choice[1], choice[2]])):
            yield match.start()


def _sides(code: str, ends: dict[int, int], at: int) -> list[str]:
    """What is done where the condition before `at` holds, and what where it does not."""
    opening = _BEFORE_A_BLOCK.match(code, at)
    if opening is None:
        return [code[at : _found(code, ";", at)], ""]
    end = ends[opening.end()]
    other = _ELSE.match(code, end)
    return [code[opening.end() : end], code[other.end() : ends[other.end()]] if other else ""]


def _differ(sides: list[str]) -> bool:
    return len({_takes_one(each) for each in sides}) > 1


def _takes_one(code: str) -> bool:
    return any(is_stand_in(each) for each in _NAME.findall(code))


def _within(functions: list[_Block], place: int) -> str:
    around = [each for each in functions if each.holds(place)]
    return max(around, key=lambda each: each.start).name if around else _WHOLE
