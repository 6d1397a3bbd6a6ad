"""When the next read may start, so that a quota of reads is never used up."""

from dataclasses import dataclass

from incidents.timing.timer import Timer


@dataclass(frozen=True)
class Pace:
    """How many reads go in a minute, and how many of them at once after a rest."""

    a_minute: float
    at_once: int


class Pacer:
    """Lets a few reads go at once and the others at a steady rate."""

    def __init__(self, timer: Timer, pace: Pace) -> None:
        self._timer = timer
        self._interval = 60 / pace.a_minute
        self._saved = (pace.at_once - 1) * self._interval
        self._due: float | None = None

    def wait(self) -> None:
        """Return when one more read may start."""
        now = self._timer.ticks()
        earliest = now - self._saved
        due = earliest if self._due is None else max(self._due, earliest)
        if due > now:
            self._timer.sleep(due - now)
        self._due = due + self._interval
