"""Evidence of changes to the code: commits and what each did to a file."""

from typing import Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.record import Record

PathClass = Literal["production", "test", "test-support", "docs", "config", "dependencies", "build", "ci"]
Effect = Literal["behaviour", "comments-only", "formatting-only", "unknown"]


class LastChange(Record):
    """A file that a commit was the last to change before the window; `name` is the test's file or what it holds."""

    name: str
    path: str


class Commit(Evidence):
    """One commit; `at` is the committer's time. Names of people are not kept.

    `new_in` are the services whose new image holds it and whose last good image does not. `ignored_by_blame` tells that
    the project itself lists it among the commits that blame should look through. `last_changed` is empty for a commit
    of the window; one that holds something there lies before it.
    """

    kind: Literal["commit"] = "commit"
    sha: str = Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")
    parents: tuple[str, ...]
    subject: str
    refs: tuple[str, ...] = ()
    reverts: str | None = None
    new_in: tuple[str, ...] = ()
    ignored_by_blame: bool = False
    last_changed: tuple[LastChange, ...] = ()


class Hunk(Record):
    """One hunk of a diff; `section` is what git prints behind the second @@, usually the function."""

    old_start: int
    old_lines: int
    new_start: int
    new_lines: int
    section: str
    text: str


class DependencyChange(Record):
    """One dependency of a manifest, with what is written behind its name before and after; None where it is not there.

    `group` is what the manifest files it under, and empty for what is always installed.
    """

    name: str
    before: str | None
    after: str | None
    group: str = ""


class FileChange(Evidence):
    """What one commit did to one file; hunks are cut at a bound, which `truncated` tells.

    `functions` are the innermost definitions around the changed lines: of a parsed language `Class.method`,
    `outer.inner` and `<module>`, elsewhere the names that the diff shows. `effect` is "behaviour" where a program reads
    something else from the file than before, and "unknown" where both versions were not compared.
    """

    kind: Literal["file-change"] = "file-change"
    commit: str
    path: str
    old_path: str | None
    status: Literal["added", "modified", "deleted", "renamed", "copied", "type-changed"]
    path_class: PathClass
    added: int | None
    removed: int | None
    hunks: tuple[Hunk, ...] = ()
    truncated: bool = False
    functions: tuple[str, ...] = ()
    effect: Effect = "unknown"
    dependencies: tuple[DependencyChange, ...] = ()


class ImportEdge(Evidence):
    """A file of production code that imports a test or what supports tests, as of `commit`."""

    kind: Literal["import-edge"] = "import-edge"
    commit: str
    importer: str
    importer_class: PathClass
    line: int
    module: str
    imported: str
    imported_class: PathClass


class CallSite(Evidence):
    """A line of production code, as of `commit`, that uses a function which the window changed, or one that uses such.

    `function` is the definition around the line, and `routes` are those that are declared for it, as they are written.
    """

    kind: Literal["call-site"] = "call-site"
    commit: str
    path: str
    function: str
    line: int
    routes: tuple[str, ...] = ()
    used_path: str
    used: str
