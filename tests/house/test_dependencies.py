"""What the program imports is declared, and what is declared is pinned."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, version

import pytest

from tests.house.checkout import PACKAGES, ROOT, repository_files

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: list[str]) -> set[str]:
    return {_normal(re.split(r"[<>=\[!~ ;]", each, maxsplit=1)[0]) for each in requirements}


_RUNTIME = _names(_PROJECT["dependencies"])
_DECLARED = _RUNTIME.union(*map(_names, _PROJECT["optional-dependencies"].values()))
# pydantic is released with its core and documents imports from it.
_PART_OF = {"pydantic-core": "pydantic"}


def _imported(package: str) -> set[str]:
    """The first names of all that a package of ours imports from elsewhere, wherever in a module it does."""
    names = set()
    for path in repository_files(f"{package}/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - set(PACKAGES)


@cache
def _distributions() -> dict[str, set[str]]:
    found = packages_distributions().items()
    return {module: {_PART_OF.get(_normal(each), _normal(each)) for each in names} for module, names in found}


@pytest.mark.parametrize("package", PACKAGES)
def test_everything_that_is_imported_is_a_declared_dependency_of_the_program(package: str) -> None:
    undeclared = {name for name in _imported(package) if not _distributions().get(name, set()) & _RUNTIME}
    assert undeclared == set()


def test_the_imports_are_found() -> None:
    assert "pydantic" in _imported("incidents")


def _pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if not line.startswith("#")]
    return {_normal(name): pin for name, pin in pins}


@pytest.mark.parametrize("name", sorted(_DECLARED))
def test_every_declared_dependency_is_pinned_at_the_version_that_is_installed(name: str) -> None:
    assert _pinned()[name] == version(name)


def test_the_pins_are_exact_versions_and_name_no_place() -> None:
    assert [pin for pin in _pinned().values() if not re.fullmatch(r"[0-9][0-9a-z.+]*", pin)] == []
    assert not {"pip", "setuptools", "staging-incident"} & set(_pinned())
