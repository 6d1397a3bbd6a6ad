"""How long GitHub is asked again before it is given up."""

from collections.abc import Callable
from typing import TypeVar

from incidents.github.failures import BusyError, GivenUpError
from incidents.timing.timer import Timer

_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
# A longer wait that GitHub asks for is told to the person instead: nobody sits before a build for an hour.
_LONGEST_WAIT = 120.0
_WONDERED_ABOUT = 5.0
_WHOLE = 20 * 60.0
Result = TypeVar("Result")


class Patience:
    """Asks again after the wait that GitHub names, else after growing ones, within a deadline for all of it."""

    def __init__(
        self,
        timer: Timer,
        seconds: float = _WHOLE,
        waits: tuple[float, ...] = _WAITS,
        *,
        name: str = "read",
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`name` is what the deadline is for; `tell` is told of waits that a person would wonder about."""
        self._timer = timer
        self._seconds = seconds
        self._waits = waits
        self._name = name
        self._tell = tell
        self._until = timer.ticks() + seconds

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self._until - self._timer.ticks()

    def ask(self, call: Callable[[], Result]) -> Result:
        """What `call` gives; raises GivenUpError when it was busy too often, for too long, or up to the deadline."""
        waits = iter(self._waits)
        while True:
            if self.left <= 0:
                raise GivenUpError(f"the {self._name} had not ended after {self._seconds / 60:.0f} minutes")
            try:
                return call()
            except BusyError as busy:
                self._wait(busy, next(waits, None))

    def _wait(self, busy: BusyError, usual: float | None) -> None:
        if usual is None:
            times = f", {len(self._waits) + 1} times in a row" if self._waits else ""
            raise GivenUpError(f"{busy}{times}", busy) from busy
        wait = usual if busy.wait is None else busy.wait
        if wait > min(_LONGEST_WAIT, self.left):
            raise GivenUpError(f"{busy}, which was not waited for", busy) from busy
        if wait >= _WONDERED_ABOUT:
            self._tell(f"{busy}; waiting {wait:.0f} seconds")
        self._timer.sleep(wait)
