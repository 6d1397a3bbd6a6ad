"""What the analysis is told to rely on: test categories, thresholds and the session's mode."""

from collections.abc import Iterable
from typing import Literal, cast

from incidents.config.declared import declaration, declaration_id
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import Section
from incidents.config.wording import dotted, quoted
from incidents.model.evidence import Declaration
from incidents.model.policy import TestCategory, Threshold

_CATEGORIES: tuple[Literal["P1", "P2", "P3", "P4", "P5", "P6"], ...] = ("P1", "P2", "P3", "P4", "P5", "P6")
_MODES = ("read-only", "read-write", "unknown")
_Mode = Literal["read-only", "read-write", "unknown"]


def read_categories(root: Section) -> tuple[tuple[TestCategory, ...], tuple[Declaration, ...]]:
    """The categories by name, and the lines that declare them."""
    tests = root.section("tests")
    section = tests.section("categories")
    tests.close()
    categories = []
    declarations = []
    for name in _CATEGORIES:
        globs = tuple(_globs(section, name))
        if name in section.values:
            categories.append(TestCategory(name=name, globs=globs))
            declarations.append(declaration(section.faults.file, section.at(name), ", ".join(globs)))
    section.close()
    return tuple(categories), tuple(declarations)


def read_thresholds(root: Section) -> tuple[tuple[Threshold, ...], tuple[Declaration, ...]]:
    """The limits by name, and the lines that declare them."""
    section = root.section("thresholds")
    thresholds = []
    declarations = []
    for name in sorted(section.values):
        limit = section.number(name)
        if limit is not None:
            key = section.at(name)
            thresholds.append(Threshold(name=name, limit=limit, declared=declaration_id(key)))
            declarations.append(declaration(section.faults.file, key, str(section.values[name])))
    return tuple(thresholds), tuple(declarations)


def read_session_mode(root: Section) -> tuple[_Mode, tuple[Declaration, ...]]:
    section = root.section("session")
    mode = section.choice("mode", _MODES)
    section.close()
    if mode is None:
        return "unknown", ()
    return cast(_Mode, mode), (declaration(section.faults.file, section.at("mode"), mode),)


def _globs(section: Section, name: str) -> Iterable[str]:
    for key, glob in section.texts(name, "tests/e2e/*.py"):
        if fault := fault_of(glob, glob=True):
            section.faults.add(key, f"`{dotted(key)}` {quoted(glob)} {fault}")
        else:
            yield tidy(glob)
