"""Evidence of changes to the code: commits and what each did to a file."""

from typing import Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.record import Record

PathClass = Literal["production", "test", "test-support", "docs", "config", "dependencies", "build", "ci"]


class Commit(Evidence):
    """One commit; `at` is the committer's time. Names of people are not kept.

    `new_in` are the services whose new image holds it and whose last good image does not.
    """

    kind: Literal["commit"] = "commit"
    sha: str = Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")
    parents: tuple[str, ...]
    subject: str
    refs: tuple[str, ...] = ()
    reverts: str | None = None
    new_in: tuple[str, ...] = ()


class Hunk(Record):
    """One hunk of a diff; `section` is what git prints behind the second @@, usually the function."""

    old_start: int
    old_lines: int
    new_start: int
    new_lines: int
    section: str
    text: str


class FileChange(Evidence):
    """What one commit did to one file; hunks are cut at a bound, which `truncated` tells."""

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
