"""Reads delimited bytes from a pipe without holding more than one piece of it."""

from typing import IO

_CHUNK = 1 << 16


class ByteReader:
    """`until` and `take` raise EOFError where the stream ends too early."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""
        self._at = 0

    @property
    def ended(self) -> bool:
        """Whether everything was read; looking may wait for the writer."""
        return not self._available(1)

    def starts_with(self, prefix: bytes) -> bool:
        """Whether the next bytes are `prefix`; nothing is consumed."""
        self._available(len(prefix))
        return self._held.startswith(prefix, self._at)

    def until(self, delimiter: bytes) -> bytes:
        """The bytes before the next `delimiter`, which is consumed too."""
        searched = 0
        while (end := self._held.find(delimiter, self._at + searched)) < 0:
            searched = max(0, len(self._held) - self._at - len(delimiter) + 1)
            if not self._more():
                raise EOFError
        piece = self._held[self._at : end]
        self._at = end + len(delimiter)
        return piece

    def take(self, size: int) -> bytes:
        if not self._available(size):
            raise EOFError
        piece = self._held[self._at : self._at + size]
        self._at += size
        return piece

    def rest(self) -> bytes:
        """Everything that is left."""
        while self._more():
            pass
        piece, self._held, self._at = self._held[self._at :], b"", 0
        return piece

    def _available(self, size: int) -> bool:
        while len(self._held) - self._at < size:
            if not self._more():
                return False
        return True

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._held = self._held[self._at :] + chunk
        self._at = 0
        return bool(chunk)
