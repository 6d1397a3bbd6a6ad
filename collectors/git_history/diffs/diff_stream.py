"""What commits did to files, read from one run of `git diff-tree` over all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from collectors.git_history.diffs.patch import Allowance, Patch, RawHunk, read_patch
from collectors.git_history.opening.byte_reader import ByteReader
from collectors.git_history.opening.git_process import GitProcess
from incidents.errors import BadInputError

_SUBMODULE = "160000"
_REGULAR = b"100"
_RECORDS = ("diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--no-abbrev", "-l1000")
_PATCHES = (
    "-M",
    "-p",
    "--cc",
    "--full-index",
    "--unified=3",
    "--diff-algorithm=myers",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
)


@dataclass(frozen=True)
class FileDiff:
    """What one commit did to one path; paths are the stored bytes.

    `status` is git's letter. `old_blob` and `new_blob` are the ids of regular files' contents; a merge has no old one,
    since it has several. `added` and `removed` are None for binary content and where the content was not there to
    compare. `cut` tells that the hunks are not all of them or not whole.
    """

    status: str
    path: bytes
    old_path: bytes | None
    submodule: bool
    added: int | None
    removed: int | None
    hunks: tuple[RawHunk, ...]
    cut: bool
    old_blob: str | None = None
    new_blob: str | None = None


def read_diffs(
    git: GitProcess, shas: Iterable[str], allowance: Allowance, most_lines: int
) -> Iterator[tuple[str, tuple[FileDiff, ...]]]:
    """Each commit that changed a file, with its changes in the order of git; whole ids only.

    A commit is compared with its parent, a root with nothing. A merge shows only what differs from every parent: the
    rest is told by the merged commits. Raises BadInputError where git fails; what was yielded before stays true.
    """
    with git.stream(*_RECORDS, *_PATCHES, lines=shas) as reader:
        while not reader.ended:
            allowance.next_commit()
            sha = reader.until(b"\0").decode("ascii", "replace")
            diffs = _file_diffs(reader, allowance, most_lines)
            if diffs:  # git prints the head of some merges that it then says nothing about
                yield sha, diffs


def read_names(git: GitProcess, shas: Iterable[str]) -> Iterator[tuple[str, tuple[FileDiff, ...]]]:
    """The same without content, for clones that do not hold it: paths and letters, exact renames; no merges."""
    with git.stream(*_RECORDS, "-M100%", lines=shas) as reader:
        while not reader.ended:
            sha = reader.until(b"\0").decode("ascii", "replace")
            yield sha, tuple(_without_content(record.diff) for record in _records(reader))


@dataclass(frozen=True)
class _Record:
    """One raw record; `index` holds the blobs' ids as the patch's index line names them."""

    diff: FileDiff
    index: bytes
    combined: bool


def _file_diffs(reader: ByteReader, allowance: Allowance, most_lines: int) -> tuple[FileDiff, ...]:
    records = _records(reader)
    if reader.starts_with(b"\0"):
        reader.take(1)
    patches: list[Patch] = []
    while reader.starts_with(b"diff --"):
        reader.until(b"\n")
        patches.append(read_patch(reader, allowance, most_lines))
    if any(record.combined for record in records):
        return tuple(_merged(records, patches))
    return tuple(_joined(records, patches))


def _joined(records: list[_Record], patches: list[Patch]) -> Iterator[FileDiff]:
    """Git prints one patch a record, in their order, and two where the type of the file changed."""
    expected = [2 if record.diff.status == "T" else 1 for record in records]
    if sum(expected) != len(patches):
        yield from (_without_content(record.diff) for record in records)
        return
    waiting = iter(patches)
    for record, count in zip(records, expected, strict=True):
        parts = [next(waiting) for _ in range(count)]
        counted = [(part.added, part.removed) for part in parts]
        yield replace(
            record.diff,
            added=None if any(added is None for added, _ in counted) else sum(added or 0 for added, _ in counted),
            removed=None if any(gone is None for _, gone in counted) else sum(gone or 0 for _, gone in counted),
            hunks=tuple(hunk for part in parts for hunk in part.hunks),
            cut=any(part.cut for part in parts),
        )


def _merged(records: list[_Record], patches: list[Patch]) -> Iterator[FileDiff]:
    """Records of a merge that have a patch; one without differs from each parent only by what another one holds."""
    waiting = list(records)
    for patch in patches:
        ids = patch.index.removeprefix(b"index ").partition(b" ")[0]
        record = next((each for each in waiting if each.index == ids), None)
        if record is not None:
            waiting.remove(record)
            diff = record.diff
            yield replace(diff, added=patch.added, removed=patch.removed, hunks=patch.hunks, cut=patch.cut)


def _records(reader: ByteReader) -> list[_Record]:
    found = []
    while reader.starts_with(b":"):
        meta = reader.until(b"\0")
        path = reader.until(b"\0")
        parents = len(meta) - len(meta.lstrip(b":"))
        words = meta[parents:].split(b" ")
        if len(words) != 2 * (parents + 1) + 1:
            raise BadInputError("a record of `git diff-tree` has an unknown shape")
        # Of a merge, git gives one letter a parent; the first one tells what the merged side is compared with.
        status = words[-1][:1].decode("ascii", "replace")
        renamed = parents == 1 and status in "RC"
        ids = words[parents + 1 : -1]
        diff = FileDiff(
            status=status,
            path=reader.until(b"\0") if renamed else path,
            old_path=path if renamed else None,
            submodule=_SUBMODULE in (words[0].decode(), words[parents].decode()),
            added=None,
            removed=None,
            hunks=(),
            cut=False,
            old_blob=_blob(words[0], ids[0]) if parents == 1 else None,
            new_blob=_blob(words[parents], ids[-1]),
        )
        found.append(_Record(diff, b",".join(ids[:-1]) + b".." + ids[-1], parents > 1))
    return found


def _blob(mode: bytes, sha: bytes) -> str | None:
    """None where there is no content, and for links and submodules, whose content is not the file's."""
    return sha.decode("ascii", "replace") if mode.startswith(_REGULAR) else None


def _without_content(diff: FileDiff) -> FileDiff:
    return replace(diff, cut=True)
