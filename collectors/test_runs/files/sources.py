"""Where the bytes of a report come from: a file, or a member of a zip that is read in place."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Protocol, Self

from collectors.plain_file import PlainFile
from collectors.test_runs.files.zip_members import ZipArchive

BESIDE = "!/"
"""What stands between a zip and the name of its member: `artifact.zip!/junit.xml`."""


class ReportSource(Protocol):
    """What a format reads; a path is one. OSError when it cannot be read."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Open the bytes, from the first one."""


class Sources:
    """The files below one root, those within zips among them; closes the zips at its end."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._archives: dict[str, ZipArchive] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for archive in self._archives.values():
            archive.close()

    def archive(self, file: str) -> ZipArchive:
        """The zip at this place. Raises UnusableReportError when it can not be used, OSError when not be read."""
        if file not in self._archives:
            self._archives[file] = ZipArchive.opened(self._root / file)
        return self._archives[file]

    def archives(self) -> list[tuple[str, ZipArchive]]:
        """The zips that were opened, in the order of their names."""
        return sorted(self._archives.items(), key=lambda each: each[0])

    def source(self, file: str) -> ReportSource:
        """What the file's bytes are read from."""
        held, beside, member = file.partition(BESIDE)
        if beside and held in self._archives:
            return self._archives[held].member(member)
        return PlainFile(self._root / file)

    def size(self, file: str) -> int:
        """The size in bytes, for a member of a zip the one that its directory states."""
        held, beside, member = file.partition(BESIDE)
        if beside and held in self._archives:
            return self._archives[held].member(member).size
        return (self._root / file).stat().st_size
