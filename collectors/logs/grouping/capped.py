"""A mapping that never outgrows a bound and yet does not depend on the order in which keys arrive."""

import hashlib
import heapq
from collections.abc import Callable
from typing import Generic, Protocol, Self, TypeVar


class Mergeable(Protocol):
    """A value that can take in another of its kind."""

    def merge(self, other: Self) -> None:
        """Take in `other`, which is not used afterwards."""


Value = TypeVar("Value", bound=Mergeable)
Key = tuple[str, ...]


class Capped(Generic[Value]):
    """Keeps the `limit` keys with the smallest hashes; the values of all others are merged into `overflow`.

    A key that was dropped never comes back, since the bound on the hash only falls: what is kept was counted from its
    first entry on, and which keys are kept depends on the set of keys alone.
    """

    def __init__(self, limit: int, new: Callable[[], Value]) -> None:
        self.kept: dict[Key, Value] = {}
        self.overflow: Value | None = None
        self._limit = limit
        self._new = new
        self._largest: list[tuple[int, Key]] = []
        self._bound: int | None = None

    def at(self, key: Key) -> Value:
        """The value under the key, new or known, or the overflow."""
        found = self.kept.get(key)
        return self._admit(key) if found is None else found

    def _admit(self, key: Key) -> Value:
        rank = -_hash(key)
        if self._bound is not None and rank <= self._bound:
            return self._spill()
        self.kept[key] = self._new()
        heapq.heappush(self._largest, (rank, key))
        if len(self.kept) > self._limit:
            self._bound, dropped = heapq.heappop(self._largest)
            value = self.kept.pop(dropped)
            if dropped == key:
                return self._spill()
            self._spill().merge(value)
        return self.kept[key]

    def _spill(self) -> Value:
        if self.overflow is None:
            self.overflow = self._new()
        return self.overflow


def _hash(key: Key) -> int:
    text = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
