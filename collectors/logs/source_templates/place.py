"""What an entry tells beside its text of where it was printed, and how a statement agrees with that."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from collectors.logs.source_templates.loggers import ROOT
from collectors.logs.source_templates.statement import LogStatement
from incidents.model.evidence import Frame
from incidents.model.function_name import plain_name

# TypeScript runs as what it was compiled to.
_SCRIPT = re.compile("[mc]?[jt]sx?")
_LIBRARIES = ("/site-packages/", "/dist-packages/", "/lib/python")


class Place(NamedTuple):
    """Each None where the entry does not tell; `file` may have folders above those of the repository."""

    revision: str | None = None
    logger: str | None = None
    file: str | None = None
    module: str | None = None
    function: str | None = None
    line: int | None = None


NOWHERE = Place()


def named_by(logger: str, statement: LogStatement) -> bool | None:
    """Whether a logger of this name printed the statement, None where the source does not tell."""
    own = statement.logger
    if own is None:
        return None
    return own == logger or own.endswith(f".{logger}") or (logger == "__main__" and own != ROOT and "." in own)


def agreement(statement: LogStatement, place: Place) -> int:
    """How much of the place the statement agrees with."""
    score = 0
    if place.logger is not None and named_by(place.logger, statement):
        score += 1
    if place.module is not None and place.module == _stem(statement.file):
        score += 1
    if place.file is not None and shared_folders(place.file, statement.file):
        score += 1
    if place.function is not None and place.function == statement.function.rpartition(".")[2]:
        score += 1
    if score and place.line == statement.line:
        score += 2
    return score


def in_frames(statement: LogStatement, frames: Sequence[Frame]) -> tuple[bool, bool, int]:
    """Whether a frame is in the line, and in the function of the statement, and how much of the path they share."""
    best = (False, False, 0)
    for frame in frames:
        if any(part in frame.file for part in _LIBRARIES):
            continue
        shared = shared_folders(frame.file, statement.file)
        if shared:
            # Some libraries write of a frame no more than its place.
            same = not frame.function or plain_name(frame.function) == plain_name(statement.function)
            best = max(best, (same and frame.line == statement.line, same, shared))
    return best


def in_language_of(statement: LogStatement, frames: Sequence[Frame]) -> bool:
    """Whether a frame is in a file of the statement's kind, or of what is made of it; some runtimes print no files."""
    kinds = {_kind(frame.file) for frame in frames if "." in frame.file}
    return not kinds or _kind(statement.file) in kinds


def _kind(path: str) -> str:
    suffix = path.rpartition(".")[2].lower()
    return "js" if _SCRIPT.fullmatch(suffix) else suffix


def shared_folders(path: str, file: str) -> int:
    """How many names at the end the two paths share: the file's own, then those of its folders."""
    count = 0
    for mine, theirs in zip(reversed(path.split("/")), reversed(file.split("/")), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")
