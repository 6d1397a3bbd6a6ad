"""Progress on stderr: what is read, how many items, at what rate; silent when nobody watches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_QUIET_SECONDS = 0.5


class ShownProgress:
    """Counts from the start on, and draws only when the work has taken longer than half a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._started = clock()
        self._counts: dict[str, int] = {}
        self._tasks: dict[str, TaskID] = {}
        self._display: Progress | None = None

    def __call__(self, what: str, items: int) -> None:
        self._counts[what] = self._counts.get(what, 0) + items
        if self._display is None and self._clock() - self._started > _QUIET_SECONDS:
            self._display = _display(self._stream, self._clock)
            self._display.start()
        if self._display is not None:
            if what not in self._tasks:
                self._tasks[what] = self._display.add_task(what, total=None)
            self._display.update(self._tasks[what], completed=self._counts[what])

    def close(self) -> None:
        """Take the display away; the terminal looks as if it had never been there."""
        if self._display is not None:
            self._display.stop()


@contextmanager
def progress(stream: TextIO | None = None) -> Iterator[ShownProgress | None]:
    """A display where the stream (stderr by default) is a terminal, None elsewhere."""
    chosen = stream or sys.stderr
    if not chosen.isatty():
        yield None
        return
    shown = ShownProgress(chosen)
    try:
        yield shown
    finally:
        shown.close()


def _display(stream: TextIO, clock: Callable[[], float]) -> "Progress":
    # Only work that takes long pays for this import.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class RateColumn(ProgressColumn):
        """Items and items a second; rich knows the speed only once it has seen two updates."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            rate = f", {speed:,.0f}/s" if speed else ""
            return Text(f"{task.completed:,.0f} items{rate}")

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), RateColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(file=stream), transient=True, get_time=clock)
