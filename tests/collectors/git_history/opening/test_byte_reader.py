import io

import pytest

from collectors.git_history.opening.byte_reader import ByteReader


class OneByOne(io.RawIOBase):
    """A pipe that hands out a single byte at a time, so that every piece is split everywhere."""

    def __init__(self, content: bytes) -> None:
        self._left = content

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002 - the size asked for does not matter to a slow pipe
        piece, self._left = self._left[:1], self._left[1:]
        return piece


@pytest.mark.parametrize("pipe", [io.BytesIO, OneByOne])
def test_pieces_come_out_whole_however_the_pipe_splits_them(pipe: type) -> None:
    reader = ByteReader(pipe(b"one\0two--three--12345rest"))
    assert reader.until(b"\0") == b"one"
    assert reader.starts_with(b"two")
    assert not reader.starts_with(b"twX")
    assert [reader.until(b"--"), reader.until(b"--")] == [b"two", b"three"]
    assert reader.take(5) == b"12345"
    assert not reader.ended
    assert reader.rest() == b"rest"
    assert reader.ended


def test_a_stream_that_ends_too_early_is_told() -> None:
    with pytest.raises(EOFError):
        ByteReader(io.BytesIO(b"no end")).until(b"\0")
    with pytest.raises(EOFError):
        ByteReader(io.BytesIO(b"four")).take(5)
    assert not ByteReader(io.BytesIO(b"ab")).starts_with(b"abc")
