"""The tracker that incident.toml names."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from incidents.config.config import Config
from incidents.model.instant import Instant
from reports.issues.folder_tracker import FolderTracker
from reports.issues.tracker import Tracker


@contextmanager
def opened_tracker(settings: Config, tell: Callable[[str], None]) -> Iterator[Tracker]:
    """`tell` is told of long waits. Raises TrackerError where it cannot be asked at all, such as without a token."""
    place = settings.issues.place
    if settings.issues.filed_on == "folder" or place is None:
        yield FolderTracker(settings.root / settings.issues.folder, lambda: Instant(time.time_ns()))
        return
    # Only filing to GitHub pays for PyGithub.
    from reports.issues.github.github_tracker import github_tracker  # noqa: PLC0415

    with github_tracker(place, os.environ, tell=tell) as tracker:
        yield tracker
