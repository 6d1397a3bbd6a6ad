"""Tells folders of tests by what lies in them, where their name follows no convention."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from collectors.git_history.paths.path_class import path_class
from incidents.model.evidence import PathClass

_TESTING = ("test", "test-support")
_TESTS = "tests"


def folders_of_tests(python_files: Iterable[str]) -> frozenset[str]:
    """Folders in which tests lie, and beside them no other code than what supports them.

    The root of a repository is none: what lies below it is everything.
    """
    held: defaultdict[str, list[str]] = defaultdict(list)
    for path in python_files:
        folder, _, name = path.rpartition("/")
        if name != "__init__.py":
            held[folder].append(path_class(path))
    return frozenset(
        folder for folder, classes in held.items() if folder and "test" in classes and set(classes) <= set(_TESTING)
    )


def class_beside_tests(path: str, folders: frozenset[str]) -> PathClass:
    """The class of the path, as if each folder of tests above it were named so."""
    if not folders:
        return path_class(path)
    parts = PurePosixPath(path).parts
    named = [_TESTS if "/".join(parts[: place + 1]) in folders else part for place, part in enumerate(parts[:-1])]
    return path_class("/".join((*named, *parts[-1:])))
