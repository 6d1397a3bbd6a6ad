"""Commits and file changes as evidence: redacted first, cut afterwards, so that no cut can hide a secret."""

import re
from dataclasses import dataclass
from typing import Literal

from collectors.git_history.diffs.change_detail import NOTHING, Detail
from collectors.git_history.diffs.diff_stream import FileDiff
from collectors.git_history.diffs.patch import RawHunk
from collectors.git_history.objects.commit_objects import StoredCommit
from collectors.git_history.paths.folders_of_tests import class_beside_tests
from collectors.redaction import Redactor
from incidents.model.evidence import Commit, DependencyChange, FileChange, Hunk, LastChange
from incidents.model.record import digest

MOST_LINES = 200
READ_LINES = MOST_LINES + 100
"""More lines are read than are kept, so that a secret which begins in the last kept line is seen whole."""

_EXCERPT = 2000
_SUBJECT = 300
_LINE = 1000
MOST_NAMES = 200
_NAME = 300
_PEOPLE = re.compile(r"^([A-Z][A-Za-z-]*-[Bb]y|Cc|Author|Committer): .*$", re.MULTILINE)
_Status = Literal["added", "modified", "deleted", "renamed", "copied", "type-changed"]
_STATUS: dict[str, _Status] = {
    "A": "added",
    "M": "modified",
    "D": "deleted",
    "R": "renamed",
    "C": "copied",
    "T": "type-changed",
}


@dataclass(frozen=True)
class Standing:
    """What the repository tells of a commit, beside the commit itself."""

    refs: tuple[str, ...] = ()
    new_in: tuple[str, ...] = ()
    ignored_by_blame: bool = False
    last_changed: tuple[LastChange, ...] = ()


def commit_evidence(stored: StoredCommit, repository: str, standing: Standing, redactor: Redactor) -> Commit:
    message = _PEOPLE.sub(r"\1: [redacted:name]", redactor.redact(stored.message))
    return Commit(
        id=f"commit-{stored.sha[:12]}",
        at=stored.at,
        source="git",
        locator=f"{repository}@{stored.sha}",
        excerpt=message[:_EXCERPT],
        sha=stored.sha,
        parents=stored.parents,
        subject=redactor.redact(stored.subject)[:_SUBJECT],
        refs=tuple(redactor.redact(ref) for ref in standing.refs),
        reverts=stored.reverts,
        new_in=standing.new_in,
        ignored_by_blame=standing.ignored_by_blame,
        last_changed=standing.last_changed,
    )


def change_evidence(
    diff: FileDiff, commit: Commit, redactor: Redactor, detail: Detail = NOTHING, folders: frozenset[str] = frozenset()
) -> FileChange:
    """What `commit` did to one file; `folders` are those of tests."""
    path = redactor.redact(text(diff.path))
    hunks, cut = _hunks(diff.hunks, redactor)
    headed = "\n".join(f"{_head(hunk)}\n{hunk.text}" for hunk in hunks)
    return FileChange(
        id=f"change-{digest(commit.sha, diff.path.decode('utf-8', 'surrogateescape'))}",
        at=commit.at,
        source="git",
        locator=f"{commit.locator}:{path}",
        excerpt=(headed or f"{diff.status} {path}")[:_EXCERPT],
        commit=commit.sha,
        path=path,
        old_path=None if diff.old_path is None else redactor.redact(text(diff.old_path)),
        status=_STATUS.get(diff.status, "modified"),
        path_class="dependencies" if diff.submodule else class_beside_tests(path, folders),
        added=diff.added,
        removed=diff.removed,
        hunks=hunks,
        truncated=diff.cut or cut,
        functions=_names(detail.functions[:MOST_NAMES], redactor),
        effect=detail.effect,
        dependencies=tuple(_dependency(each, redactor) for each in detail.dependencies[:MOST_NAMES]),
    )


def _names(names: tuple[str, ...], redactor: Redactor) -> tuple[str, ...]:
    """The names without secrets, all of them looked through at once."""
    clean = redactor.redact("\n".join(names)).split("\n") if names else []
    if len(clean) != len(names):
        clean = [redactor.redact(name) for name in names]
    return tuple(name[:_NAME] for name in clean)


def _dependency(change: DependencyChange, redactor: Redactor) -> DependencyChange:
    before, after = (None if each is None else redactor.redact(each)[:_NAME] for each in (change.before, change.after))
    name, group = (redactor.redact(each)[:_NAME] for each in (change.name, change.group))
    return DependencyChange(name=name, before=before, after=after, group=group)


def text(stored: bytes) -> str:
    """Stored bytes as text; what is not UTF-8 becomes replacement characters."""
    return stored.decode("utf-8", "replace")


def _hunks(raw: tuple[RawHunk, ...], redactor: Redactor) -> tuple[tuple[Hunk, ...], bool]:
    room, cut = MOST_LINES, False
    hunks = []
    for each in raw:
        lines = _redacted([text(line) for line in each.lines], redactor)
        cut = cut or len(lines) > room or any(len(line) > _LINE for line in lines)
        kept = [line[:_LINE] for line in lines[:room]]
        room -= len(kept)
        hunks.append(
            Hunk(
                old_start=each.old[0],
                old_lines=each.old[1],
                new_start=each.new[0],
                new_lines=each.new[1],
                section=redactor.redact(text(each.section))[:_LINE],
                text="\n".join(kept),
            )
        )
    return tuple(hunks), cut


def _redacted(lines: list[str], redactor: Redactor) -> list[str]:
    """The lines without secrets.

    The signs before the lines would hide a secret that runs over several, so it is looked for without them. Lines that
    such a secret joined into one get their common sign, or none where they had different ones.
    """
    content = [line[1:] for line in lines]
    clean = redactor.redact("\n".join(content)).split("\n") if lines else []
    if len(clean) == len(lines):
        return [line[:1] + after for line, after in zip(lines, clean, strict=True)]
    head = _common(content, clean)
    tail = _common(content[head:][::-1], clean[head:][::-1])
    signs = {line[:1] for line in lines[head : len(lines) - tail]}
    sign = signs.pop() if len(signs) == 1 else " "
    middle = [sign + line for line in clean[head : len(clean) - tail]]
    return [*lines[:head], *middle, *lines[len(lines) - tail :]]


def _common(one: list[str], other: list[str]) -> int:
    """How many lines both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def _head(hunk: Hunk) -> str:
    section = f" {hunk.section}" if hunk.section else ""
    return f"@@ -{hunk.old_start},{hunk.old_lines} +{hunk.new_start},{hunk.new_lines} @@{section}"
