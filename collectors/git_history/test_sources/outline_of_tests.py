"""What the source of a Python test file says of its tests: what they check, and where they take a stand-in instead."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collectors.git_history.python.python_syntax import parsed

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_STAND_IN = frozenset({"mock", "mocks", "mocked", "mocker", "fake", "fakes", "stub", "stubs", "dummy", "simulated"})
_OF_TWO_WORDS = re.compile(r"[iI]n_?[mM]emory|(?:Recorded|Replay(?:ing)?|Canned|Offline)[A-Z]")
_ENVIRONMENT = frozenset({"environ", "getenv"})
# Libraries whose own name is no such word and whose use replaces what is tested.
_STAND_IN_MODULES = frozenset({"responses", "respx", "httpretty", "moto", "vcr", "freezegun"})
_CHECKS = frozenset({"assert", "asserts", "check", "checks", "verify", "expect", "expects", "ensure", "should", "fail"})
_CHECKING_CALLS = frozenset({"raises", "warns", "raise_for_status", "approx"})


@dataclass(frozen=True)
class TestOutline:
    """One test: `checks` counts what can fail it by intent; `unseen` are helpers of other files, which may check too.

    `stand_ins` are names of stand-ins that it uses, itself or through functions of its file.
    """

    __test__ = False
    name: str
    line: int
    checks: int
    unseen: tuple[str, ...]
    stand_ins: tuple[str, ...]


@dataclass(frozen=True)
class FileOutline:
    """`imports` are the stand-ins that the file imports, `fallbacks` the functions that take one where a try failed
    or the environment names nothing better; what does so outside of functions is `<module>`.
    """

    tests: tuple[TestOutline, ...]
    imports: tuple[str, ...]
    fallbacks: tuple[str, ...]


def file_outline(content: bytes) -> FileOutline | None:
    """None for what is not parsed; nothing of it is run."""
    tree = parsed(content)
    if tree is None:
        return None
    functions = dict(_functions(tree))
    imported = dict(_imported(tree))
    own = {name.rpartition(".")[2]: function for name, function in functions.items()}
    tests = [
        _test(name, function, own, frozenset(imported))
        for name, function in functions.items()
        if name.rpartition(".")[2].startswith("test")
    ]
    return FileOutline(
        tests=tuple(sorted(tests, key=lambda each: (each.line, each.name))),
        imports=tuple(sorted({name for name, module in imported.items() if is_stand_in(name) or _replaces(module)})),
        fallbacks=tuple(sorted(_fallbacks(tree, functions))),
    )


def _fallbacks(tree: ast.Module, functions: dict[str, _Function]) -> Iterator[str]:
    yield from (name for name, function in functions.items() if _falls_back(function))
    outside = (each for each in tree.body if not isinstance(each, (*_FUNCTIONS, ast.ClassDef)))
    if any(_falls_back(each) for each in outside):
        yield "<module>"


def _functions(tree: ast.Module) -> Iterator[tuple[str, _Function]]:
    """Functions of the module and methods of its classes, as `Class.method`; what is nested deeper belongs to them."""
    waiting: list[tuple[str, ast.stmt]] = [("", each) for each in tree.body]
    while waiting:
        prefix, node = waiting.pop()
        if isinstance(node, _FUNCTIONS):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            waiting.extend((f"{prefix}{node.name}.", each) for each in node.body)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that imports anywhere in the file bind, with the module that each comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (((each.asname or each.name).partition(".")[0], each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((each.asname or each.name, f"{'.' * node.level}{node.module or ''}") for each in node.names)


def _test(name: str, function: _Function, own: dict[str, _Function], imported: frozenset[str]) -> TestOutline:
    reached = _reached(function, own)
    checks = 0
    unseen: set[str] = set()
    stand_ins: set[str] = set()
    for each in reached:
        for node in ast.walk(each):
            if isinstance(node, ast.Assert):
                checks += 1
            elif isinstance(node, ast.Call):
                called, on_self = _called(node)
                if is_check(called):
                    checks += 1
                elif called not in own and (on_self or (called in imported and isinstance(node.func, ast.Name))):
                    unseen.add(called)
            if isinstance(node, ast.Name | ast.Attribute):
                used = node.id if isinstance(node, ast.Name) else node.attr
                stand_ins.update({used} if is_stand_in(used) else ())
        stand_ins.update(each.arg for each in each.args.args if is_stand_in(each.arg))
    return TestOutline(
        name.replace(".", "::"), function.lineno, checks, tuple(sorted(unseen)), tuple(sorted(stand_ins))
    )


def _reached(function: _Function, own: dict[str, _Function]) -> list[_Function]:
    """The function and those of its file that it calls, over all steps, and the fixtures that it names."""
    found, waiting = [], [function]
    while waiting:
        each = waiting.pop()
        if each in found:
            continue
        found.append(each)
        calls = (_called(node)[0] for node in ast.walk(each) if isinstance(node, ast.Call))
        named = (argument.arg for argument in each.args.args)
        waiting += [own[name] for name in (*calls, *named) if name in own]
    return found


def _called(call: ast.Call) -> tuple[str, bool]:
    """The last part of what is called, and whether it is called on the test object itself."""
    func = call.func
    if isinstance(func, ast.Attribute):
        return func.attr, isinstance(func.value, ast.Name) and func.value.id in ("self", "cls")
    return (func.id, False) if isinstance(func, ast.Name) else ("", False)


def _falls_back(code: ast.stmt) -> bool:
    """Whether it takes a stand-in where a try failed, or where one side of a choice by the environment does."""
    takes_one = _holding(code, is_stand_in)
    if not takes_one:
        return False
    choices = ([not takes_one.isdisjoint(way) for way in ways] for ways in _ways(code))
    return any(any(taken) and not all(taken) for taken in choices)


def _ways(code: ast.stmt) -> Iterator[list[Sequence[ast.AST]]]:
    """What is done instead of one another, where an error or the environment decides."""
    asks = _holding(code, _ENVIRONMENT.__contains__)
    for node in ast.walk(code):
        if isinstance(node, ast.Try):
            yield [[], *(each.body for each in node.handlers)]
        elif isinstance(node, ast.If) and node.test in asks:
            yield [node.body, node.orelse]
        elif isinstance(node, ast.IfExp) and node.test in asks:
            yield [[node.body], [node.orelse]]
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and node.values[0] in asks:
            yield [[each] for each in node.values]


def _holding(code: ast.stmt, wanted: Callable[[str], bool]) -> set[ast.AST]:
    """The parts of the code in which a wanted name stands, those that hold another one among them."""
    found = set[ast.AST]()
    # What holds another part comes before it, so that each is looked at once however deep it lies.
    for node in reversed(list(ast.walk(code))):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
        if (name is not None and wanted(name)) or any(each in found for each in ast.iter_child_nodes(node)):
            found.add(node)
    return found


def is_stand_in(name: str) -> bool:
    return not _STAND_IN.isdisjoint(_words(name)) or _OF_TWO_WORDS.search(name) is not None


def _replaces(module: str) -> bool:
    return module.partition(".")[0] in _STAND_IN_MODULES or is_stand_in(module)


def is_check(name: str) -> bool:
    return name in _CHECKING_CALLS or not _CHECKS.isdisjoint(_words(name))


def _words(name: str) -> set[str]:
    return {each.lower() for each in _WORD.findall(name)}
