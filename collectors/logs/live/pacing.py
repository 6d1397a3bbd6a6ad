"""When the next read may start, so that the project's quota of reads is never used up."""

import time
from collections.abc import Callable
from dataclasses import dataclass

# The quota is 60 a minute for all readers of a project; https://cloud.google.com/logging/quotas#api-limits
_INTERVAL = 60 / 48
_AT_ONCE = 5


@dataclass(frozen=True)
class Timer:
    """Time as it passes; `ticks` never goes back."""

    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


REAL_TIMER = Timer()


class Pacer:
    """Lets a few reads go at once and the others at a steady rate: 52 in the first minute, 48 in each one after."""

    def __init__(self, timer: Timer) -> None:
        self._timer = timer
        self._due: float | None = None

    def wait(self) -> None:
        """Return when one more read may start."""
        now = self._timer.ticks()
        earliest = now - (_AT_ONCE - 1) * _INTERVAL
        due = earliest if self._due is None else max(self._due, earliest)
        if due > now:
            self._timer.sleep(due - now)
        self._due = due + _INTERVAL
