"""Reads one file's part of a diff by the line counts in its hunk headers, so that no content can pass for a header."""

import re
from dataclasses import dataclass

from collectors.git_history.opening.byte_reader import ByteReader

_HUNK = re.compile(rb"(@@+)((?: -\d+(?:,\d+)?)+) \+(\d+)(?:,(\d+))? @@+(?: (.*))?", re.DOTALL)
_RANGE = re.compile(rb"-(\d+)(?:,(\d+))?")
_LONGEST_LINE = 20_000
_HEADERS = (
    b"old mode ",
    b"new mode ",
    b"deleted file mode ",
    b"new file mode ",
    b"mode ",
    b"similarity index ",
    b"dissimilarity index ",
    b"rename from ",
    b"rename to ",
    b"copy from ",
    b"copy to ",
    b"index ",
    b"--- ",
    b"+++ ",
    b"Binary files ",
)


@dataclass(frozen=True)
class RawHunk:
    """One hunk with the lines that were kept of it, possibly none, each with its one-letter prefix."""

    old: tuple[int, int]
    new: tuple[int, int]
    section: bytes
    lines: tuple[bytes, ...]


@dataclass(frozen=True)
class Patch:
    """What a diff says of one file.

    `index` is the line with the blobs' ids. `added` and `removed` count all lines, also those that were not kept, and
    are None where git calls the content binary. Of a merge, only what differs from every parent is there, seen from
    the first parent. `cut` tells that lines were not kept.
    """

    index: bytes
    added: int | None
    removed: int | None
    hunks: tuple[RawHunk, ...]
    cut: bool


class Allowance:
    """How many more bytes of diff text may be kept, in one commit and in all."""

    def __init__(self, commit: int, total: int) -> None:
        self._of_commit = commit
        self._commit = commit
        self._total = total

    def next_commit(self) -> None:
        self._commit = self._of_commit

    def takes(self, size: int) -> bool:
        if size > min(self._commit, self._total):
            return False
        self._commit -= size
        self._total -= size
        return True


def read_patch(reader: ByteReader, allowance: Allowance, most_lines: int) -> Patch:
    """The patch at which the reader stands, behind its `diff --git` or `diff --cc` line."""
    index, binary, cut = b"", False, False
    added = removed = 0
    hunks: list[RawHunk] = []
    while any(reader.starts_with(header) for header in _HEADERS):
        line = reader.until(b"\n")
        index = line if line.startswith(b"index ") else index
        binary = binary or line.startswith(b"Binary files ")
    while reader.starts_with(b"@@"):
        room = most_lines - sum(len(hunk.lines) for hunk in hunks)
        read = _HunkReader(reader, allowance, room)
        hunks.append(read.hunk())
        added, removed, cut = added + read.added, removed + read.removed, cut or read.cut
    return Patch(index, None if binary else added, None if binary else removed, tuple(hunks[:most_lines]), cut)


class _HunkReader:
    """Reads one hunk; counts go on where lines are no longer kept."""

    def __init__(self, reader: ByteReader, allowance: Allowance, room: int) -> None:
        self._reader = reader
        self._allowance = allowance
        self._room = room
        self.added = 0
        self.removed = 0
        self.cut = False

    def hunk(self) -> RawHunk:
        found = _HUNK.fullmatch(self._reader.until(b"\n"))
        if found is None:
            raise EOFError
        ranges = [(int(start), int(count or b"1")) for start, count in _RANGE.findall(found[2])]
        new = (int(found[3]), int(found[4] or b"1"))
        left = [*(count for _, count in ranges), new[1]]
        lines: list[bytes] = []
        while max(left) > 0:
            self._keep(self._next(left), lines)
        while self._reader.starts_with(b"\\"):
            self._keep(self._reader.until(b"\n"), lines)
        return RawHunk(ranges[0], new, found[5] or b"", tuple(lines))

    def _next(self, left: list[int]) -> bytes | None:
        """The next line as the first parent sees it; None if the first parent never had it. `left` is counted down."""
        line = self._reader.until(b"\n")
        if line.startswith(b"\\"):
            return line
        parents = len(left) - 1
        signs, content = line[:parents].ljust(parents), line[parents:]
        lost = b"-" in signs
        for place in range(parents):
            left[place] -= signs[place : place + 1] == (b"-" if lost else b" ")
        left[-1] -= not lost
        first = signs[:1]
        self.added += first == b"+"
        self.removed += first == b"-"
        return None if lost and first == b" " else first + content

    def _keep(self, line: bytes | None, lines: list[bytes]) -> None:
        if line is None:
            return
        if len(lines) >= self._room or not self._allowance.takes(min(len(line), _LONGEST_LINE)):
            self.cut = True
            self._room = 0
            return
        self.cut = self.cut or len(line) > _LONGEST_LINE
        lines.append(line[:_LONGEST_LINE])
