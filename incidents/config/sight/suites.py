"""Folders of tests, as patterns that a category may hold."""

import re
from glob import escape

from incidents.config.sight.folder import Folder

_MOST = 30
_ROOTS = frozenset({"tests", "test", "e2e", "spec", "specs", "__tests__", "integration-tests", "cypress"})
_TEST = re.compile(
    r"(?:test_.*|.*_test|.*_spec)\.(py|go|rb|dart|exs)|.*[.-](?:test|spec|cy|e2e)\.([cm]?[jt]sx?)"
    r"|.*(?:Tests?|IT|Spec)\.(java|kt|scala|cs|groovy)"
)


def suite_globs(folder: Folder, repository: str) -> tuple[str, ...]:
    """One pattern for each folder right below a folder of tests, or for that folder where it holds tests itself."""
    start = f"{repository}/" if repository else ""
    found: set[str] = set()
    for path in folder.files:
        *folders, name = path.removeprefix(start).split("/")
        form = _TEST.fullmatch(name)
        root = next((at for at, each in enumerate(folders) if each.lower() in _ROOTS), None)
        if path.startswith(start) and form and root is not None:
            suffix = next(part for part in form.groups() if part)
            found.add(f"{escape('/'.join(folders[: root + 2]))}/*.{suffix}")
    return tuple(sorted(found)[:_MOST])
