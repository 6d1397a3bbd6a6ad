"""What is told of a live read on the way: entries, and how many minutes of the span their times have covered."""

from collectors.collector import Progress
from collectors.logs.live.query import Query

_MINUTE = 60


class Told:
    """Answers come in the order of time, so that the last entry's time tells how far the read has come."""

    def __init__(self, query: Query, progress: Progress) -> None:
        span = query.span
        self._project = query.project
        self._progress = progress
        self._start = span.start.nanoseconds if span.start else 0
        self._minutes = span.start.seconds_until(span.end) // _MINUTE if span.start and span.end else 0
        self._told = 0

    def page(self, entries: int, last: int | None) -> None:
        """One more page, whose last entry has this time in nanoseconds."""
        self._progress(f"Cloud Logging of {self._project}", entries)
        if last is None or not self._minutes:
            return
        covered = min(int((last - self._start) // (_MINUTE * 1_000_000_000)), int(self._minutes))
        if covered > self._told:
            self._progress(f"minutes covered, of {self._minutes:.0f} asked for", covered - self._told)
            self._told = covered
