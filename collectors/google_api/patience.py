"""How long a Google API is asked again before a read is given up."""

from collections.abc import Callable
from typing import TypeVar

from collectors.google_api.failures import BusyError, SilentError
from incidents.timing.pacing import Pace, Pacer
from incidents.timing.timer import Timer

# Together a minute, after which a quota of reads is full again.
_WAITS = (1, 2, 4, 8, 16, 32)
_ONE_CALL = 60.0
Answer = TypeVar("Answer")


class Patience:
    """Asks in the pace of the quota, again after growing waits, and not beyond the deadline of the whole read."""

    def __init__(self, timer: Timer, pace: Pace, minutes: int) -> None:
        """`minutes` are what the whole read may take."""
        self._timer = timer
        self._pacer = Pacer(timer, pace)
        self._minutes = minutes
        self._until: float | None = None

    def ask(self, call: Callable[[float], Answer]) -> Answer:
        """What `call` answers, which is given its own deadline in seconds; raises RefusedError.

        The deadline of the whole read counts from the first call.
        """
        waits = iter(_WAITS)
        while True:
            self._pacer.wait()
            left = self._left()
            if left <= 0:
                raise SilentError(f"the read had not ended after {self._minutes} minutes")
            try:
                return call(min(_ONE_CALL, left))
            except BusyError as busy:
                wait = next(waits, None)
                if wait is None:
                    raise SilentError(f"{busy}, {len(_WAITS) + 1} times in a row") from busy
            self._timer.sleep(wait)

    def _left(self) -> float:
        now = self._timer.ticks()
        if self._until is None:
            self._until = now + self._minutes * 60
        return self._until - now
