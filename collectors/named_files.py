"""Files and folders that a source names by globs, and the readings that say when a glob names nothing."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from collectors.collector import Ask
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span

MOST_SURVEYED = 20
ON_GITHUB = frozenset({"tests", "issues"})
LIVE = frozenset({"cloud_run", "logs"}) | ON_GITHUB
"""The sources that are read live; the others say that they are not."""
LIVE_IS_NOT_READ = "reading this source live is not available in this version; name its files instead. Nothing was read"
NO_REPOSITORY = 'no repository is configured: add [issues] and repository = "owner/name" below it. Nothing was read'


def matches(root: Path, pattern: str) -> tuple[str, ...]:
    """What one glob names, relative to `root` with forward slashes, sorted; hidden files only where it names them."""
    found = glob.glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 - Path.glob refuses absolute patterns
    return tuple(sorted({Path(each).as_posix() for each in found}))


def named(ask: Ask) -> tuple[str, ...]:
    """What all globs of the question name, sorted, each once."""
    return tuple(sorted({path for pattern in ask.source.globs for path in matches(ask.root, pattern)}))


def files_below(root: Path, folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    """The files of a folder and of those in it whose names are wanted, sorted by folder; links are not followed."""
    for path, folders, files in os.walk(root / folder):
        folders.sort()
        below = PurePosixPath(folder) / Path(path).relative_to(root / folder).as_posix()
        for name in sorted(files):
            if wanted(name) and not (Path(path) / name).is_symlink():
                yield (below / name).as_posix()


def survey_lines(ask: Ask) -> tuple[str, ...]:
    """A line for each glob with what it names; what is missing is what `unmatched_readings` says."""
    lines = []
    for pattern in ask.source.globs:
        found = matches(ask.root, pattern)
        more = f" and {len(found) - MOST_SURVEYED} more" if len(found) > MOST_SURVEYED else ""
        if found:
            lines.append(f"{pattern}: {', '.join(found[:MOST_SURVEYED])}{more}")
    return tuple(ask.redactor.redact(line) for line in lines)


def unmatched_readings(ask: Ask, source: str) -> tuple[Reading, ...]:
    """Failed readings for what was asked and is not there: the live service, and each glob that names nothing."""
    found = []
    if ask.source.live and source not in LIVE:
        found.append(failed_reading(ask, source, "live", LIVE_IS_NOT_READ))
    if ask.source.live and source in ON_GITHUB and ask.repository is None:
        found.append(failed_reading(ask, source, "live", NO_REPOSITORY))
    missing = [pattern for pattern in ask.source.globs if not matches(ask.root, pattern)]
    why = "no file or folder has this name. Nothing was read"
    found += [failed_reading(ask, source, pattern, why) for pattern in missing]
    if not ask.source.live and not ask.source.globs:
        found.append(failed_reading(ask, source, "files", "the source names no files. Nothing was read"))
    return tuple(found)


def failed_reading(ask: Ask, source: str, what: str, why: str, problems: tuple[Problem, ...] = ()) -> Reading:
    """A reading that yielded nothing, with what was searched and why."""
    what = ask.redactor.redact(what)
    return Reading(
        id=f"reading-{digest(source, what)}",
        source=source,
        what=what,
        span=Span(),
        items=0,
        pages=0,
        status="failed",
        why=ask.redactor.redact(why),
        problems=problems,
    )
