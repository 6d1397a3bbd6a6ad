"""What the old and the new content of changed files tell beyond the lines of their diffs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from collectors.git_history.comments.parted import effect_on, is_told, may_be_silent
from collectors.git_history.diffs.changed_functions import changed_functions
from collectors.git_history.diffs.diff_stream import FileDiff
from collectors.git_history.diffs.hunk_sections import named_in
from collectors.git_history.diffs.manifests import Declared, Kind, declared, dependency_changes, kind_of
from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.opening.git_process import GitProcess
from collectors.git_history.paths.path_class import path_class
from collectors.git_history.paths.paths_of_tests import CODE
from collectors.git_history.python.python_outline import Outline, outline
from collectors.git_history.python.python_syntax import comments
from incidents.model.evidence import DependencyChange, Effect

MOST_EACH = 400_000
MOST_TOTAL = 12_000_000
MOST_OF_OTHERS = 6_000_000
"""Of languages that are not parsed, and whose contents are read for nothing but their comments."""

_READ_LAST = frozenset({"test", "docs", "ci"})


@dataclass(frozen=True)
class Detail:
    """`unread` tells that the file is of a kind that is compared and that its content was not there or not readable."""

    functions: tuple[str, ...] = ()
    effect: Effect = "unknown"
    dependencies: tuple[DependencyChange, ...] = ()
    unread: bool = False


NOTHING = Detail()


def read_details(git: GitProcess, diffs: Sequence[FileDiff]) -> list[Detail]:
    """A detail for each diff; where the bound on content is reached, what a service runs has its own first."""
    read = [diff for diff in diffs if _is_python(diff) or _kind(diff)]
    read.sort(key=lambda diff: path_class(_path(diff)) in _READ_LAST)
    wanted = (blob for diff in read for blob in (diff.old_blob, diff.new_blob) if blob)
    contents = read_blobs(git, wanted, MOST_EACH, MOST_TOTAL)
    contents |= read_blobs(git, _of_others(diffs), MOST_EACH, MOST_OF_OTHERS)
    versions = _Versions(contents, frozenset(_compared(diffs)))
    return [_detail(diff, versions) for diff in diffs]


def _of_others(diffs: Sequence[FileDiff]) -> Iterator[str]:
    """The contents of files that are not parsed, and whose lines look as if they held comments."""
    read = [diff for diff in diffs if is_told(_path(diff)) and not _is_python(diff) and not _kind(diff)]
    read = [diff for diff in read if may_be_silent([line for hunk in diff.hunks for line in hunk.lines])]
    read.sort(key=lambda diff: path_class(_path(diff)) in _READ_LAST)
    return _compared(read)


def _compared(diffs: Sequence[FileDiff]) -> Iterator[str]:
    """The contents that another version is held against."""
    for diff in diffs:
        if diff.status == "M" and diff.old_blob and diff.new_blob:
            yield from (diff.old_blob, diff.new_blob)


class _Versions:
    """Contents by id, each parsed once."""

    def __init__(self, contents: dict[str, bytes], compared: frozenset[str]) -> None:
        self.contents = contents
        self._compared = compared
        self._outlines: dict[str, Outline | None] = {}
        self._declared: dict[tuple[str, Kind], Declared | None] = {}

    def outline(self, blob: str | None) -> Outline | None:
        if blob is None or blob not in self.contents:
            return None
        if blob not in self._outlines:
            self._outlines[blob] = outline(self.contents[blob], digests=blob in self._compared)
        return self._outlines[blob]

    def declared(self, blob: str | None, kind: Kind) -> Declared | None:
        if blob is None or blob not in self.contents:
            return None
        if (blob, kind) not in self._declared:
            self._declared[blob, kind] = declared(self.contents[blob], kind)
        return self._declared[blob, kind]


def _detail(diff: FileDiff, versions: _Versions) -> Detail:
    if _is_python(diff):
        return _of_python(diff, versions)
    kind = _kind(diff)
    if kind is not None:
        return _of_declared(diff, kind, versions)
    suffix = _suffix(diff)
    functions = named_in(diff.hunks, suffix) if CODE.fullmatch(suffix) else ()
    return Detail(functions, _effect_on_others(diff, versions.contents))


def _effect_on_others(diff: FileDiff, contents: Mapping[str, bytes]) -> Effect:
    old, new = contents.get(diff.old_blob or ""), contents.get(diff.new_blob or "")
    if diff.status != "M" or old is None or new is None or diff.old_blob == diff.new_blob or not is_told(_path(diff)):
        return "unknown"
    return effect_on(_path(diff), old, new)


def _of_python(diff: FileDiff, versions: _Versions) -> Detail:
    old, new = versions.outline(diff.old_blob), versions.outline(diff.new_blob)
    unread = _unread(diff, old, new)
    functions = named_in(diff.hunks, "py") if unread else changed_functions(diff.hunks, old, new)
    if diff.status != "M" or unread or old is None or new is None:
        return Detail(functions, _effect_of_kind(diff, known=not unread), unread=unread)
    if diff.old_blob == diff.new_blob:
        return Detail(functions)  # only the mode differs
    if old.code != new.code:
        return Detail(functions, "behaviour")
    said = [comments(versions.contents[blob]) for blob in (diff.old_blob, diff.new_blob) if blob]
    same = old.prose == new.prose and None not in said and said[0] == said[-1]
    return Detail(functions, "formatting-only" if same else "comments-only")


def _of_declared(diff: FileDiff, kind: Kind, versions: _Versions) -> Detail:
    old, new = versions.declared(diff.old_blob, kind), versions.declared(diff.new_blob, kind)
    if _unread(diff, old, new):
        return Detail(unread=True)
    if (old is None and diff.status != "A") or (new is None and diff.status != "D"):
        return Detail()  # a merge, or a link that became a file
    changes = dependency_changes(old, new)
    if diff.status != "M" or old is None or new is None:
        return Detail((), _effect_of_kind(diff, known=True), changes)
    if diff.old_blob == diff.new_blob:
        return Detail()  # only the mode differs
    if old.content != new.content:
        return Detail((), "behaviour", changes)
    # JSON has no comments; of the others it is not told apart what else than the content differs
    return Detail((), "formatting-only" if kind in ("json", "package") else "comments-only")


def _unread(diff: FileDiff, old: object | None, new: object | None) -> bool:
    return (diff.old_blob is not None and old is None) or (diff.new_blob is not None and new is None)


def _effect_of_kind(diff: FileDiff, *, known: bool) -> Effect:
    """A file that comes, goes or gets another name is something else to a program, whatever it holds."""
    return "behaviour" if known and diff.status in ("A", "D", "R") else "unknown"


def _is_python(diff: FileDiff) -> bool:
    return _suffix(diff) in ("py", "pyi")


def _kind(diff: FileDiff) -> Kind | None:
    return kind_of(_path(diff))


def _suffix(diff: FileDiff) -> str:
    return PurePosixPath(_path(diff)).suffix[1:].lower()


def _path(diff: FileDiff) -> str:
    return diff.path.decode("utf-8", "replace")
