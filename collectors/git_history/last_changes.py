"""The commits before the window that were the last to change what an older failure names."""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from collectors.collector import Ask
from collectors.git_history.commit_evidence import Standing, commit_evidence, text
from collectors.git_history.diffs.diff_stream import read_names
from collectors.git_history.objects.commit_objects import stored_commit
from collectors.git_history.opening.git_process import GitProcess
from collectors.git_history.opening.repository import Repository, opened
from collectors.git_history.opening.tree_files import TreeFiles
from collectors.git_history.paths.path_class import path_class
from collectors.git_history.test_sources.sources_of_tests import ENDINGS_OF_TESTS, MOST_LISTED, places
from collectors.named_files import failed_reading, named
from incidents.errors import BadInputError
from incidents.model.evidence import Commit, LastChange
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

MOST_COMMITS = 500
MOST_HOLDERS = 8
"""A name that stands in more files of production code than these says little of where it comes from."""

_SOURCE = "git"
_TIME_LIMIT_S = 10.0
_NAME = 300
_BILLION = 1_000_000_000


@dataclass(frozen=True)
class Older:
    """Files of tests and names that failures from before `start` tell.

    `good` are the commits deployed before it, `known` those that were read as the window's.
    """

    start: Instant
    good: tuple[str, ...]
    known: frozenset[str]
    files: tuple[str, ...]
    names: tuple[str, ...]


def read_last_changes(ask: Ask, older: Older) -> Collected:
    """A commit for each file or name, where one of the last few hundred before the window changed it.

    A repository that does not hold what was deployed, or cannot be opened, answers nothing.
    """
    if not older.files and not older.names:
        return Collected()
    parts = []
    with ExitStack() as stack:
        for path in named(ask):
            name = text(os.fsencode(path))
            try:
                repository = stack.enter_context(opened(ask.root / path, name))
            except BadInputError:
                continue  # the reading of the window's commits says so
            parts.append(_of_repository(repository, ask, older))
    return Collected.joined(parts)


def _of_repository(repository: Repository, ask: Ask, older: Older) -> Collected:
    what = f"{repository.name}: last changes before the window"
    try:
        held = sorted(set(repository.expand(older.good).values()))
        tips = held or ([] if older.good else [sha for ref, sha in repository.tips.items() if ref == "HEAD"])
        if not tips:
            return Collected()
        git = repository.git.within(_TIME_LIMIT_S)
        wanted = {**_files(git, tips, older.files), **_holders(git, tips, older.names)}
        found = _found(repository, git, _walked(git, tips, older.start), wanted, older.known)
        commits = _commits(repository, ask, found)
    except BadInputError as error:
        return Collected(readings=(failed_reading(ask, _SOURCE, what, str(error)),))
    left = {*older.files, *older.names} - {each.name for made in found.values() for each in made}
    reading = Reading(
        id=f"reading-{digest(_SOURCE, what)}",
        source=_SOURCE,
        what=what,
        span=ask.scope.span,
        items=len(commits),
        status="complete",
        why=f"for {len(left)} of the files and names that were looked for no commit was found" if left else None,
    )
    return Collected(evidence=commits, readings=(reading,))


def _files(git: GitProcess, tips: Sequence[str], files: Sequence[str]) -> dict[str, frozenset[str]]:
    """Where each file of tests lies in one of the commits."""
    found: dict[str, frozenset[str]] = {}
    for tip in tips if files else ():
        placed = places(TreeFiles(git).of(tip, MOST_LISTED, ENDINGS_OF_TESTS), files)
        found = {name: frozenset({path}) for name, path in placed.items()} | found
    return found


def _holders(git: GitProcess, tips: Sequence[str], names: Sequence[str]) -> dict[str, frozenset[str]]:
    """The files of production code that hold each name, where they are few."""
    found = {}
    for name in names:
        told = git.output("grep", "-l", "-z", "-I", "-w", "-F", "-e", name, *tips, "--", quiet=True)
        paths = {each.partition(b":")[2].decode("utf-8", "surrogateescape") for each in told.split(b"\0") if each}
        held = frozenset(each for each in paths if path_class(each) == "production")
        if len(held) <= MOST_HOLDERS:
            found[name] = held
    return found


def _walked(git: GitProcess, tips: Sequence[str], start: Instant) -> list[str]:
    """The newest commits that the tips hold, none of them made after the start of the window."""
    bounds = (f"--max-count={MOST_COMMITS}", f"--min-age={start.nanoseconds // _BILLION}", "--no-merges")
    return git.output("rev-list", *bounds, "--stdin", lines=tips).decode("ascii").split()


def _found(
    repository: Repository,
    git: GitProcess,
    shas: Sequence[str],
    wanted: Mapping[str, frozenset[str]],
    known: frozenset[str],
) -> dict[str, tuple[LastChange, ...]]:
    """The first commit of the walk that changed a file of each name; an edge of a shallow clone tells of no change."""
    waiting = {name: paths for name, paths in wanted.items() if paths}
    found: dict[str, tuple[LastChange, ...]] = {}
    asked = [sha for sha in shas if sha not in repository.shallow and sha not in known] if waiting else []
    for sha, diffs in read_names(git, asked):
        changed = {diff.path.decode("utf-8", "surrogateescape") for diff in diffs if diff.status != "D"}
        hits = {name: min(paths & changed) for name, paths in waiting.items() if paths & changed}
        if hits:
            found[sha] = tuple(LastChange(name=name, path=path) for name, path in sorted(hits.items()))
            waiting = {name: paths for name, paths in waiting.items() if name not in hits}
        if not waiting:
            break
    return found


def _commits(repository: Repository, ask: Ask, found: Mapping[str, tuple[LastChange, ...]]) -> tuple[Commit, ...]:
    commits = []
    for sha, content in repository.raw_commits(found):
        changed = tuple(LastChange(name=each.name, path=_clean(each.path, ask)) for each in found[sha])
        standing = Standing(last_changed=changed)
        commits.append(commit_evidence(stored_commit(sha, content), repository.name, standing, ask.redactor))
    return tuple(commits)


def _clean(path: str, ask: Ask) -> str:
    return ask.redactor.redact(text(path.encode("utf-8", "surrogateescape")))[:_NAME]
