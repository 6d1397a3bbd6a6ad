"""Which files the first step reads itself, and which have to be read with more care first."""

import gzip
import json
import zlib
from pathlib import Path

from collectors.logs.file_reader import Account
from collectors.logs.first_step.relation import LARGEST_ENTRY, Layout
from collectors.plain_file import PlainFile
from collectors.problem_tally import ProblemTally

LARGE = 4 << 20
"""Bytes from which on a file goes straight to the first step; smaller ones are read with care, which tells more."""

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"
_OF_AN_ENTRY = {"logName", "insertId", "timestamp", "resource"}


def layout_of(path: Path) -> Layout | None:
    """How a large file of exported entries is laid out; None for all others, and for what cannot be read."""
    try:
        if path.stat().st_size < LARGE:
            return None
        with PlainFile(path).open() as file:
            head = file.read(_HEAD)
        if head.startswith(_GZIP):
            with gzip.open(path) as file:
                head = file.read(_HEAD)
    except (OSError, EOFError, zlib.error):
        return None
    return _layout(head)


def _layout(head: bytes) -> Layout | None:
    if head.startswith(b"{"):
        return "newline_delimited" if _is_entry(head.partition(b"\n")[0]) else None
    start = head.lstrip()
    if not start.startswith(b"["):
        return None
    try:
        first, _ = json.JSONDecoder().raw_decode(start[1:].lstrip().decode("utf-8", "ignore"))
    except ValueError:
        return None
    return "array" if isinstance(first, dict) and len(_OF_AN_ENTRY & first.keys()) > 2 else None


def _is_entry(line: bytes) -> bool:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and len(_OF_AN_ENTRY & value.keys()) > 2


class Sieved:
    """A file of lines in two: those that look whole, and those that do not with their numbers."""

    def __init__(self, source: Path, whole: Path, odd: Path) -> None:
        """Raises OSError where the file cannot be read or a part cannot be written."""
        self.odd_lines: list[int] = []
        with source.open("rb") as lines, whole.open("xb") as good, odd.open("xb") as bad:
            for number, line in enumerate(lines, start=1):
                bare = line.rstrip()
                if bare[:1] == b"{" and bare[-1:] == b"}" and len(bare) < LARGEST_ENTRY and b"\0" not in bare:
                    good.write(line)
                elif bare:
                    bad.write(line)
                    self.odd_lines.append(number)

    def numbered(self, account: Account) -> Account:
        """The account of the odd lines with places in the file that they came from."""
        problems = ProblemTally()
        for each in account.problems.problems():
            value = each.first.removeprefix("value ")
            at = int(value) - 1 if value.isdecimal() else len(self.odd_lines)
            place = f"line {self.odd_lines[at]}" if at < len(self.odd_lines) else each.first
            problems.add(each.what, place, each.count)
        return Account(problems=problems, broken=account.broken)
