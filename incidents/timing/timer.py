"""Time as it passes for a live read, which a test lets pass at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timer:
    """Time as it passes; `ticks` never goes back."""

    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


REAL_TIMER = Timer()
