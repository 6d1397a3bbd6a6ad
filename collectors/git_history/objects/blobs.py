"""Reads the content of many files in one go, none of them larger than asked for."""

from collections.abc import Iterable

from collectors.git_history.opening.byte_reader import ByteReader
from collectors.git_history.opening.git_process import GitProcess
from incidents.errors import BadInputError


def read_blobs(git: GitProcess, names: Iterable[str], most_each: int, most_total: int) -> dict[str, bytes]:
    """The content of the files that ids or `commit:path` name, in the order asked for, as far as `most_total` reaches.

    What is missing, no file or larger than `most_each` is absent; so is what comes after `most_total` is used up.
    """
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    lines = git.output("cat-file", "--batch-check", lines=asked, quiet=True).decode("utf-8", "replace").split("\n")
    chosen: dict[str, str] = {}
    left = most_total
    for name, line in zip(asked, lines, strict=False):
        sha, size = _file(line)
        if sha and size <= min(most_each, left):
            chosen[name] = sha
            left -= size
    with git.stream("cat-file", "--batch", lines=chosen.values()) as reader:
        return {name: _content(reader) for name in chosen}


def _file(line: str) -> tuple[str, int]:
    """The id and size that one line of `cat-file --batch-check` tells; no id for what is no file or not there."""
    words = line.split(" ")
    if len(words) != 3 or words[1] != "blob" or not words[2].isdecimal():
        return "", 0
    return words[0], int(words[2])


def _content(reader: ByteReader) -> bytes:
    header = reader.until(b"\n").split(b" ")
    if len(header) != 3:
        raise BadInputError("an object of the repository disappeared while it was read")
    content = reader.take(int(header[2]))
    reader.take(1)
    return content
