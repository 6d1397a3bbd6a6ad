"""The collector of commits: what lies between the deployed ones, what else was written then, and what each changed."""

import os
from collections.abc import Sequence
from contextlib import ExitStack

from collectors.collector import Ask
from collectors.git_history.commit_evidence import text
from collectors.git_history.history import read_history
from collectors.git_history.opening.repository import Repository, opened
from collectors.named_files import failed_reading, named, survey_lines, unmatched_readings
from incidents.errors import BadInputError
from incidents.model.sealed import Collected
from incidents.model.window import CommitRange


class GitHistory:
    """Reads the repositories that the source names: work trees, bare or shallow ones.

    A merge is kept with what it changed against every parent; the rest is told by the commits it brought.
    """

    name = "git"

    def survey(self, ask: Ask) -> tuple[str, ...]:
        return survey_lines(ask)

    def collect(self, ask: Ask) -> Collected:
        parts = [Collected(readings=unmatched_readings(ask, self.name))]
        with ExitStack() as stack:
            repositories = []
            for path in named(ask):
                name = text(os.fsencode(path))
                try:
                    repositories.append(stack.enter_context(opened(ask.root / path, name)))
                except BadInputError as error:
                    parts.append(_failed(ask, name, error))
            shares = _shares(repositories, ask.commits)
            for repository, ranges in zip(repositories, shares, strict=True):
                try:
                    parts.append(read_history(repository, ask, ranges))
                except BadInputError as error:
                    parts.append(_failed(ask, repository.name, error))
        return Collected.joined(parts)


def _failed(ask: Ask, what: str, error: BadInputError) -> Collected:
    return Collected(readings=(failed_reading(ask, GitHistory.name, what, str(error)),))


def _shares(repositories: Sequence[Repository], ranges: Sequence[CommitRange]) -> list[list[CommitRange]]:
    """The ranges that each repository is asked for: the first one that holds a commit of the range, or else the first.

    Services of several repositories may be in one scope; no repository is blamed for another's commits.
    """
    shares: list[list[CommitRange]] = [[] for _ in repositories]
    if len(repositories) < 2:
        return [list(ranges) for _ in repositories]
    ids = [each for asked in ranges for each in (asked.good, asked.bad) if each]
    held = [repository.expand(ids) for repository in repositories]
    for asked in ranges:
        holders = (place for place, whole in enumerate(held) if asked.good in whole or asked.bad in whole)
        shares[next(holders, 0)].append(asked)
    return shares
