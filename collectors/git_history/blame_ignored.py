"""Commits that the project itself lists as not worth blaming, such as those that only reformat."""

import re
from collections.abc import Iterable

from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.opening.repository import Repository

_LISTS = ".git-blame-ignore-revs"
_MOST_BYTES = 1_000_000
_LISTED = re.compile(rb"^[ \t]*([0-9a-fA-F]{40})[ \t\r]*(?:#.*)?$", re.MULTILINE)


def blame_ignored(repository: Repository, shas: Iterable[str]) -> frozenset[str]:
    """The whole ids that the list holds in any of the commits; git itself takes no abbreviated ones there."""
    names = [f"{sha}:{_LISTS}" for sha in sorted(set(shas))]
    lists = read_blobs(repository.git, names, _MOST_BYTES, _MOST_BYTES * 4)
    return frozenset(found.decode().lower() for each in lists.values() for found in _LISTED.findall(each))
