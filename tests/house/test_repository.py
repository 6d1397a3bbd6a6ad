"""What every file of the repository keeps to."""

import ast
import fnmatch
import re
import subprocess
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house.checkout import PACKAGES, ROOT, repository_files

_SOURCES = repository_files(*(f"{package}/*.py" for package in (*PACKAGES, "benchmarks")))

# Written in parts, so that this file may be searched like any other.
_MACHINE = re.compile("|".join((r"/(?:ro" + r"ot|wo" + r"rk|tm" + r"p)/\w", r"/(?:ho" + r"me|Us" + r"ers)/\w")))
_REGISTRY = re.compile(
    "|".join(
        host + re.escape(end)
        for host, end in (
            ("pypi", ".org"),
            ("pythonhosted", ".org"),
            ("npmjs", ".org"),
            ("npmjs", ".com"),
            ("crates", ".io"),
            ("rubygems", ".org"),
            ("deb.deb" + "ian", ".org"),
            ("proxy.golang", ".org"),
        )
    )
)


def _mentions(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in repository_files():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return found


@cache
def _parsed() -> dict[str, tuple[int, ast.Module]]:
    """The number of lines of every source, and what they say."""
    found = {}
    for path in _SOURCES:
        text = path.read_text(encoding="utf-8")
        found[str(path.relative_to(ROOT))] = (len(text.splitlines()), ast.parse(text))
    return found


def _opens_with_one_line(tree: ast.Module) -> bool:
    first, _, more = (ast.get_docstring(tree) or "").partition("\n")
    return first.endswith(".") and (more == "" or more.startswith("\n"))


def _lengths(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_sources_are_found() -> None:
    assert ROOT / "incidents" / "model" / "incident.py" in _SOURCES


def test_no_tests_lie_where_pytest_does_not_look(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in _SOURCES for part in path.parent.relative_to(ROOT).parts}
    assert "build" in folders  # which pytest passes over when nothing else is configured
    assert [each for each in sorted(folders) if any(fnmatch.fnmatch(each, glob) for glob in passed_over)] == []


def test_no_source_is_ignored_by_git() -> None:
    # What git ignores is in no clone and, because the builder asks git, in no wheel either.
    listing = [
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "--others",
        "--ignored",
        "--exclude-standard",
        "--",
        *PACKAGES,
        "tests",
    ]
    listed = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [name for name in listed if "__pycache__" not in name] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (_MACHINE, "/wo" + "rk/main"),
        (_MACHINE, "see /ho" + "me/somebody"),
        (_REGISTRY, "https://pypi" + ".org/simple"),
    ],
)
def test_what_is_searched_for_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert _mentions(_MACHINE) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert _mentions(_REGISTRY) == []


def test_modules_and_functions_fit_their_screens() -> None:
    long_modules = {name: lines for name, (lines, _) in _parsed().items() if lines > 400}
    long_functions = {
        f"{name}: {function}": length
        for name, (_, tree) in _parsed().items()
        for function, length in _lengths(tree)
        if length > 60
    }
    assert (long_modules, long_functions) == ({}, {})


def test_modules_say_in_one_line_what_they_know() -> None:
    assert [name for name, (_, tree) in _parsed().items() if not _opens_with_one_line(tree)] == []


@pytest.mark.parametrize(
    ("text", "does"), [('"""One line."""', True), ('"""Two\nlines."""', False), ('"""No end"""', False), ("", False)]
)
def test_a_docstring_of_another_shape_would_be_found(text: str, *, does: bool) -> None:
    assert _opens_with_one_line(ast.parse(text)) is does


def test_modules_are_named_for_what_they_know() -> None:
    nobodys = {"utils", "util", "helpers", "manager", "common", "misc"}
    assert [path for path in _SOURCES if path.stem in nobodys] == []
