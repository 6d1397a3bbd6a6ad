"""Tells which production code of one tree imports tests or what supports them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collectors.git_history.paths.folders_of_tests import class_beside_tests, folders_of_tests
from collectors.git_history.paths.path_class import path_class
from collectors.git_history.python.module_files import ModuleFiles
from collectors.git_history.python.python_imports import Import
from incidents.model.evidence import PathClass

_TESTING = frozenset({"test", "test-support"})


@dataclass(frozen=True)
class Edge:
    """The first line of `importer` that imports the file `imported`, under the name `module`."""

    importer: str
    imported: str
    line: int
    module: str


class SourceTree:
    """The Python files of one commit: the blob of each by its path, with the class that the path tells."""

    def __init__(self, blobs: Mapping[str, str]) -> None:
        self.blobs = blobs
        folders = folders_of_tests(blobs)
        self.classes: dict[str, PathClass] = {path: class_beside_tests(path, folders) for path in blobs}
        self.production = tuple(sorted(path for path in blobs if self.classes[path] == "production"))

    def edges(self, imports: Mapping[str, tuple[Import, ...] | None]) -> list[Edge]:
        """From production code to tests and their support, sorted; `imports` has those of each blob."""
        files = ModuleFiles(self.blobs)
        first: dict[tuple[str, str], Edge] = {}
        for importer in self.production:
            for each in imports.get(self.blobs[importer]) or ():
                for module, path in files.named(importer, each):
                    if self.classes[path] in _TESTING:
                        first.setdefault((importer, path), Edge(importer, path, each.line, module))
        return [first[ends] for ends in sorted(first)]

    def telling_words(self) -> frozenset[bytes]:
        """The outermost folder, or the file's own name, by which each file that is about tests is known.

        Code outside of that folder cannot import the file by a statement that does not name it.
        """
        seen: dict[str, bool] = {}
        words = (_telling(path, seen) for path in self.blobs if self.classes[path] in _TESTING)
        return frozenset(word.encode("utf-8", "surrogateescape") for word in words)


def _telling(path: str, seen: dict[str, bool]) -> str:
    parts = path.removesuffix(".py").split("/")
    for size, folder in enumerate(_folders(parts), start=1):
        if folder not in seen:
            seen[folder] = path_class(f"{folder}/any.py") in _TESTING
        if seen[folder]:
            return parts[size - 1]
    return parts[-1]


def _folders(parts: list[str]) -> Iterator[str]:
    return ("/".join(parts[:size]) for size in range(1, len(parts)))
