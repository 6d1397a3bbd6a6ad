"""A file of text, plain or gzip, as chunks of clean characters, whatever its bytes are."""

import codecs
import zlib
from collections.abc import Iterator
from pathlib import Path

from collectors.plain_file import PlainFile
from collectors.problem_tally import ProblemTally

CHUNK = 1 << 18
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31


class CutOffError(Exception):
    """The file ends in the middle; what came before it was yielded."""


def text_chunks(path: Path, problems: ProblemTally) -> Iterator[str]:
    """The characters of the file; nothing is held but one chunk.

    Bytes that are no UTF-8 come out as escapes and NUL bytes are left out, both counted. Raises CutOffError where a
    gzip stream breaks and OSError where the file cannot be read.
    """
    pieces = _bytes(path)
    first = next(pieces, b"")
    # PowerShell's `>` writes UTF-16 with a byte order mark.
    encoding = "utf-16" if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    strict = codecs.getincrementaldecoder(encoding)("strict")
    yield from _clean(strict, encoding, first, problems)
    for piece in pieces:
        yield from _clean(strict, encoding, piece, problems)
    yield from _clean(strict, encoding, b"", problems, final=True)


def _clean(
    strict: codecs.IncrementalDecoder, encoding: str, piece: bytes, problems: ProblemTally, *, final: bool = False
) -> Iterator[str]:
    before = strict.getstate()
    try:
        text = strict.decode(piece, final)
    except UnicodeDecodeError:
        text = _escaped(strict, encoding, before, piece, final=final)
        problems.add("bytes that are not valid text, kept as escapes", "in the first chunk that has them", _bad(piece))
    nuls = text.count("\0")
    if nuls:
        problems.add("NUL bytes, left out", "in the first chunk that has them", nuls)
        text = text.replace("\0", "")
    if text:
        yield text


def _escaped(
    strict: codecs.IncrementalDecoder, encoding: str, before: tuple[bytes, int], piece: bytes, *, final: bool
) -> str:
    """Decode the piece that the strict decoder refused, from the state it had before."""
    lenient = codecs.getincrementaldecoder(encoding)("backslashreplace")
    lenient.setstate(before)
    text = lenient.decode(piece, final)
    strict.setstate(lenient.getstate())
    return text


def _bad(piece: bytes) -> int:
    """How many bytes are not valid UTF-8; one at least, since the piece was refused."""
    return max(1, len(piece) - len(piece.decode("utf-8", "ignore").encode()))


def _bytes(path: Path) -> Iterator[bytes]:
    with PlainFile(path).open() as file:
        head = file.read(CHUNK)
        if not head.startswith(_GZIP):
            while head:
                yield head
                head = file.read(CHUNK)
            return
        inflate = zlib.decompressobj(_GZIP_WINDOW)
        while head:
            try:
                yield from _inflated(inflate, head)
            except zlib.error as broken:
                raise CutOffError(f"the gzip stream is damaged ({broken})") from broken
            head = inflate.unused_data
            if inflate.eof:
                # `cat a.gz b.gz` is one valid file of two members; trailing zeros are padding.
                head = head.lstrip(b"\0") or file.read(CHUNK)
                inflate = zlib.decompressobj(_GZIP_WINDOW) if head else inflate
            else:
                head = file.read(CHUNK)
        if not inflate.eof:
            raise CutOffError("the gzip stream ends before its last block")


def _inflated(inflate: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """A small piece may inflate to very much: it comes out chunk by chunk."""
    while packed and not inflate.eof:
        data = inflate.decompress(packed, CHUNK)
        packed = inflate.unconsumed_tail
        if data:
            yield data
