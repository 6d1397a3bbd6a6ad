"""Which file of a tree an import names, as Python would find it if a folder above the importing file is on its path."""

from collections.abc import Iterable, Iterator

from collectors.git_history.python.python_imports import Import


class ModuleFiles:
    """The Python files of one tree; paths with forward slashes, relative to its top."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = frozenset(paths)
        self._folders = frozenset(folder for path in self._files for folder in _above(path) if folder)

    def named(self, importer: str, imported: Import) -> Iterator[tuple[str, str]]:
        """Each module that the import loads with its file, as far as it lies in the tree."""
        module = imported.module.replace(".", "/")
        if imported.level:
            base = _above(importer)[imported.level - 1 : imported.level]
            start = f"{base[0]}{module}" if base else None
        else:
            start = self._absolute(importer, module)
        if start is None:
            return
        dots = "." * imported.level + imported.module
        prefix = f"{dots}." if imported.module else dots
        inner = [(f"{prefix}{name}", path) for name in imported.names if (path := self._file(f"{start}/{name}"))]
        yield from inner
        whole = self._file(start) if module else None
        if whole and (len(inner) < len(imported.names) or not imported.names):
            yield dots, whole

    def _absolute(self, importer: str, module: str) -> str | None:
        """Where the module would be: below the nearest folder that holds its first part and is no package itself."""
        first = module.partition("/")[0]
        for folder in _above(importer):
            top = f"{folder}{first}"
            if f"{folder}__init__.py" not in self._files and (self._file(top) or f"{top}/" in self._folders):
                return f"{folder}{module}"
        return None

    def _file(self, place: str) -> str | None:
        place = place.replace("//", "/").strip("/")
        return next((path for path in (f"{place}/__init__.py", f"{place}.py") if path in self._files), None)


def _above(path: str) -> tuple[str, ...]:
    """The folders that hold the file, the innermost first, each with its slash; the top is empty."""
    parts = path.split("/")[:-1]
    return tuple("".join(f"{part}/" for part in parts[:size]) for size in range(len(parts), -1, -1))
