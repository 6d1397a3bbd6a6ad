"""Reads a commit's stored bytes: their lengths are known, so nothing that a name or message holds can shift a field."""

import re
from dataclasses import dataclass

from incidents.model.instant import Instant

# Other names of codecs are left alone: some of Python's do more than map bytes to letters.
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d{1,2}|latin-?1|(windows-|cp)\d{3,4}|koi8-[ru]|shift[_-]?jis|sjis|"
    r"euc-(jp|kr)|gb(2312|k|18030)|big5",
    re.IGNORECASE,
)
_MOMENT = re.compile(rb"> (-?\d{1,12}) [+-]\d{4}$")
_REVERTS = re.compile(r"\bThis reverts commit ([0-9a-f]{7,64})\b", re.IGNORECASE)
_BILLION = 1_000_000_000
_LAST_SECOND = 253_402_300_799  # the end of the year 9999


@dataclass(frozen=True)
class StoredCommit:
    """One commit as it is stored.

    `at` is the committer's time, None where the record holds no usable one. `lossy` tells that the message was not in
    the encoding it claims and holds replacement characters. `reverts` is the commit that the message says it takes
    back, as written there.
    """

    sha: str
    parents: tuple[str, ...]
    at: Instant | None
    subject: str
    message: str
    lossy: bool
    reverts: str | None


def stored_commit(sha: str, content: bytes) -> StoredCommit:
    """The commit that `content`, as git stores it, holds."""
    head, _, body = content.partition(b"\n\n")
    # A line that starts with a space continues the one before it, as signatures do.
    lines = [line for line in head.split(b"\n") if not line.startswith(b" ")]
    message, lossy = _decoded(body, _value(lines, b"encoding "))
    reverts = _REVERTS.search(message)
    return StoredCommit(
        sha=sha,
        parents=tuple(line[7:].decode("ascii", "replace") for line in lines if line.startswith(b"parent ")),
        at=_moment(_value(lines, b"committer ")),
        subject=_subject(message),
        message=message.strip("\n"),
        lossy=lossy,
        reverts=reverts[1].lower() if reverts else None,
    )


def _value(lines: list[bytes], key: bytes) -> bytes:
    return next((line.removeprefix(key) for line in lines if line.startswith(key)), b"")


def _moment(committer: bytes) -> Instant | None:
    found = _MOMENT.search(committer)
    second = int(found[1]) if found else -1
    return Instant(second * _BILLION) if 0 <= second <= _LAST_SECOND else None


def _subject(message: str) -> str:
    """The first paragraph on one line, as git prints it."""
    paragraph = message.strip("\n").partition("\n\n")[0]
    return " ".join(line.strip() for line in paragraph.split("\n"))


def _decoded(raw: bytes, declared: bytes) -> tuple[str, bool]:
    name = declared.decode("ascii", "replace")
    for charset in (name if _CHARSETS.fullmatch(name) else "utf-8", "utf-8"):
        try:
            return raw.decode(charset), False
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace"), True
