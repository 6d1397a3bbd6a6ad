"""What becomes of good files in life: each way of damage is done to every file of a case."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

_DEEP = 200_000
_LONG = 300_000
_CONTROL = "\x1b]52;c;aGk=\x07\x00\x9b2J\u202e\u2066\u200b\ufeff\ufffe<!--`|[x](y)\r"


def _bytes(make: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.chmod(0o600)
        path.write_bytes(make(path.read_bytes()))

    return damage


def _always(content: str | bytes) -> Callable[[Path], None]:
    raw = content if isinstance(content, bytes) else content.encode()
    return _bytes(lambda _: raw)


def _flipped(good: bytes) -> bytes:
    """Some bytes are others; the same ones each time."""
    chance = random.Random(len(good))
    changed = bytearray(good)
    for _ in range(max(1, len(good) // 60)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("gone")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": _always(""),
    "blank": _always(" \r\n\t\n"),
    "cut to a third": _bytes(lambda good: good[: len(good) // 3]),
    "cut in the middle": _bytes(lambda good: good[: len(good) // 2]),
    "without its last bytes": _bytes(lambda good: good[:-3]),
    "bytes flipped": _bytes(_flipped),
    "NUL bytes": _always(b"\0" * 5000),
    "noise": _always(random.Random(7).randbytes(5000)),
    "invalid UTF-8 between": _bytes(lambda good: good.replace(b"e", b"\xffe\xc3")),
    "a byte order mark and CRLF": _bytes(lambda good: b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n")),
    "UTF-16": _bytes(lambda good: good.decode("utf-8", "replace").encode("utf-16")),
    "a longest line": _always("x" * _LONG),
    "a longest text in JSON": _always(json.dumps([{"message": "x" * _LONG}])),
    "control characters": _always(_CONTROL * 50),
    "control characters after": _bytes(lambda good: good + _CONTROL.encode()),
    "deep lists": _always("[" * _DEEP),
    "deep lists, closed": _always("[" * _DEEP + "]" * _DEEP),
    "deep objects": _always('{"a":' * _DEEP),
    "deep elements": _always("<testsuites>" + "<testsuite>" * _DEEP),
    "a number of many digits": _always('[{"value": ' + "9" * 5000 + "}]"),
    "a plain value": _always("7"),
    "a list of plain values": _always('[1, "a", null, true, 1.5]'),
    "an object of nothing known": _always('{"colour": "green"}'),
    "an entity": _always('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuites>&a;</testsuites>'),
    "gzip of itself, cut": _bytes(lambda good: b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + good[:50]),
    "a link to itself": _loop,
    "a link to nothing": _dangling,
    "a folder in its place": _folder,
    "a named pipe in its place": _pipe,
}


def damaged(case: Path, copy: Path, damage: Callable[[Path], None]) -> None:
    """A copy of the case in which every file was damaged."""
    shutil.copytree(case, copy, symlinks=True)
    for path in sorted(copy.rglob("*")):
        if path.is_file() and not path.is_symlink():
            damage(path)
