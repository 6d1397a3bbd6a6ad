"""Members of a zip, read in place: nothing is unpacked, and what a report never needs is refused."""

import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from collectors.plain_file import PlainFile
from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import UnusableReportError
from incidents.model.scope import Problem

LARGEST_ZIP = 512 * 1024 * 1024
LARGEST_MEMBER = 64 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
LARGEST_RATIO = 200
MOST_MEMBERS = 5000
DEEPEST = 16
# Below this a high ratio is harmless, and usual for logs that repeat a line.
_RATIO_FROM = 4 * 1024 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65535
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DRIVE = re.compile(r"^[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, UnicodeError)


@dataclass(frozen=True)
class ZipMember:
    """One member that may be read."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    @property
    def size(self) -> int:
        """The size that the zip's directory states."""
        return self.info.file_size

    def open(self, _: Literal["rb"], /) -> BinaryIO:
        """The member's bytes, in memory: never more of them than the directory states.

        Raises UnusableReportError when they are broken or are not what the directory states.
        """
        try:
            with self.archive.open(self.info) as stream:
                content = stream.read(self.size + 1)
        except _BROKEN as broken:
            raise UnusableReportError("it is broken within the zip. It was not read") from broken
        if len(content) != self.size:
            raise UnusableReportError("its size is not the one that the zip states. It was not read")
        return BytesIO(content)


@dataclass(frozen=True)
class ZipArchive:
    """An open zip: the members that may be read, by name, and what was refused."""

    archive: zipfile.ZipFile
    members: Mapping[str, ZipMember]
    problems: tuple[Problem, ...]

    @classmethod
    def opened(cls, path: Path) -> "ZipArchive":
        """Open a zip and judge its members; raises UnusableReportError for what is no zip or far too large."""
        if path.stat().st_size > LARGEST_ZIP:
            raise UnusableReportError(f"it is larger than {LARGEST_ZIP // 2**20} MB. It was not opened")
        if _stated_members(path) > MOST_MEMBERS:
            raise UnusableReportError(f"it holds more than {MOST_MEMBERS} members. It was not opened")
        try:
            archive = zipfile.ZipFile(path)
        except _BROKEN as broken:
            raise UnusableReportError("it is no whole zip. It was not opened") from broken
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            archive.close()
            raise UnusableReportError(f"it holds more than {MOST_MEMBERS} members. It was not opened")
        members, problems = _judged(archive, infos)
        return cls(archive, members, problems)

    def member(self, name: str) -> ZipMember:
        """The member of this name; raises FileNotFoundError where there is none that may be read."""
        if name not in self.members:
            raise FileNotFoundError(name)
        return self.members[name]

    def close(self) -> None:
        """Close the file."""
        self.archive.close()


def _stated_members(path: Path) -> int:
    """How many members the last record of the zip states, so that no endless directory is parsed; 0 where unknown."""
    with PlainFile(path).open() as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT))
        tail = stream.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 10 : at + 12], "little") if at >= 0 else 0


def _judged(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> tuple[dict[str, ZipMember], tuple[Problem, ...]]:
    members: dict[str, ZipMember] = {}
    tally, total = ProblemTally(), 0
    for info in sorted(infos, key=lambda each: each.filename):
        if info.is_dir():
            continue
        why = _refusal(info)
        if why is None and info.filename in members:
            why = "members of a zip with the name of another"
        if why is None and total + info.file_size > LARGEST_TOTAL:
            why = f"members of a zip beyond {LARGEST_TOTAL // 2**20} MB in all"
        if why is not None:
            tally.add(f"{why}, which were not read", info.filename)
            continue
        total += info.file_size
        members[info.filename] = ZipMember(archive, info)
    return members, tally.problems()


def _refusal(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read; None when it may be."""
    mode, name = info.external_attr >> 16, info.orig_filename
    packed_well = info.file_size > LARGEST_RATIO * max(1, info.compress_size)
    reasons = (
        (_leads_out(name), "members of a zip whose names lead out of it or are no plain paths"),
        (name.count("/") >= DEEPEST, f"members of a zip in folders deeper than {DEEPEST}"),
        (stat.S_IFMT(mode) not in (0, stat.S_IFREG), "members of a zip that are links or no plain files"),
        (bool(info.flag_bits & _ENCRYPTED), "encrypted members of a zip"),
        (info.compress_type not in _METHODS, "members of a zip in an unusual compression"),
        (name.lower().endswith(".zip"), "zips within a zip"),
        (info.file_size > LARGEST_MEMBER, f"members of a zip over {LARGEST_MEMBER // 2**20} MB"),
        (
            packed_well and info.file_size > _RATIO_FROM,
            f"members of a zip that unpack to more than {LARGEST_RATIO} times their size",
        ),
    )
    return next((why for holds, why in reasons if holds), None)


def _leads_out(name: str) -> bool:
    """Judge the name as it is written, for zipfile cuts it at a NUL and turns the system's separators."""
    odd = "\x00" in name or "\\" in name or "!/" in name or _DRIVE.match(name) is not None
    return odd or bool({"", ".", ".."} & {*name.split("/")})
