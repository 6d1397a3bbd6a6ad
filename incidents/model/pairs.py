"""What is the same thing in two builds."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Named)


def pairs(before: Iterable[T], now: Iterable[T], alike: Callable[[T, T], bool]) -> tuple[tuple[T, T], ...]:
    """By id and, because some ids hold what may have changed, by being `alike`; each goes into one pair at most."""
    old, new = ({each.id: each for each in side} for side in (before, now))
    found = [(old[key], new[key]) for key in new if key in old]
    left = [each for key, each in old.items() if key not in new]
    for each in (other for key, other in new.items() if key not in old):
        same = next((other for other in left if alike(other, each)), None)
        if same is not None:
            left.remove(same)
            found.append((same, each))
    return tuple(found)
