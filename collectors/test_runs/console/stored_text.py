"""The text of a console as it was stored in a file, in its encoding and up to a bound."""

import codecs

from collectors.test_runs.files.sources import ReportSource

LARGEST_FILE = 64 * 1024 * 1024
# PowerShell redirects a console's text as UTF-16.
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAIL = 16 * 1024
_CHUNK = 1024 * 1024


def console_text(source: ReportSource) -> tuple[str, str | None]:
    """The text, and why it is not all of the file."""
    with source.open("rb") as stream:
        text = decoded(stream.read(LARGEST_FILE))
        return text, f"only the first {LARGEST_FILE // 2**20} MB were read" if stream.read(1) else None


def end_of_text(source: ReportSource) -> str:
    """The last lines of what `console_text` gives, without holding the rest."""
    mark, tail, size = b"", b"", 0
    with source.open("rb") as stream:
        while chunk := stream.read(min(_CHUNK, LARGEST_FILE - size)):
            mark = mark or chunk[:2]
            tail = (tail + chunk)[-_TAIL:]
            size += len(chunk)
    if mark not in _MARKS:
        return decoded(tail)
    halves = (size - len(tail)) % 2
    return decoded(mark + tail[halves:].removeprefix(mark))


def decoded(content: bytes) -> str:
    """The text of the bytes from the first one on."""
    return content.decode("utf-16" if content.startswith(_MARKS) else "utf-8-sig", "replace")
