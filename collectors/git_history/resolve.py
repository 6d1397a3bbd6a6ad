"""What a person's text names in a repository: one commit, several, or none but some that come near."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from collectors.git_history.objects.commit_objects import stored_commit
from collectors.git_history.opening.repository import Repository
from incidents.model.instant import Instant

_LONGEST = 256
_MOST_NEAR = 5
_ID_START = re.compile("[0-9a-f]{4,40}")
_FULL_ID = re.compile("[0-9a-f]{40}")
_FOLDERS = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")


@dataclass(frozen=True)
class GitPoint:
    """One commit. `at` is the committer's time, None where the commit holds no usable one.

    `contains` are those of the deployed ids, in the spelling they were given in and whole, that are this commit or an
    ancestor of it.
    """

    sha: str
    at: Instant | None
    contains: frozenset[str]


@dataclass(frozen=True)
class NoSuchCommit:
    """The text names no commit; `near` are branches, tags and abbreviated ids that come near it."""

    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class AmbiguousCommit:
    """The text names several commits; each candidate is a ref with its commit, or a whole id."""

    candidates: tuple[str, ...]


def resolve(repository: Repository, text: str, deployed: Iterable[str]) -> GitPoint | NoSuchCommit | AmbiguousCommit:
    """What `text` names: an id, its beginning, a branch, a tag, or one of these with `~2` or `^`.

    Git would choose silently between a branch, a tag and an id of one name; here that is ambiguous.
    """
    if not text or len(text) > _LONGEST or text.startswith("-") or ":" in text or not text.isprintable():
        return NoSuchCommit()  # a colon would name a file or search the messages
    candidates = _candidates(repository, text)
    if len({sha for _, sha in candidates}) > 1:
        return AmbiguousCommit(tuple(sorted(f"{ref} ({sha[:12]})" if ref else sha for ref, sha in candidates)))
    found = repository.git.output(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}", quiet=True
    )
    sha = found.decode("ascii", "replace").strip()
    if not _FULL_ID.fullmatch(sha):
        return NoSuchCommit(_near(repository, text))
    [(_, content)] = repository.raw_commits([sha])
    return GitPoint(sha, stored_commit(sha, content).at, _held(repository, sha, deployed))


def _candidates(repository: Repository, text: str) -> list[tuple[str, str]]:
    """The refs that git would consider for the text's first part, and the commits whose id starts with it."""
    base = re.split(r"[~^]|@\{", text, maxsplit=1)[0]
    lowered = base.lower()
    if _FULL_ID.fullmatch(lowered):
        return []  # a whole id is that commit, whatever a branch is called
    named = [(folder + base, repository.tips[folder + base]) for folder in _FOLDERS if folder + base in repository.tips]
    if _ID_START.fullmatch(lowered):
        named += [("", sha) for sha in repository.commits_starting([lowered])]
    return named


def _held(repository: Repository, sha: str, deployed: Iterable[str]) -> frozenset[str]:
    whole = repository.expand(deployed)
    beyond = repository.not_held_by(sha, whole.values())
    return frozenset(name for given, full in whole.items() if full not in beyond for name in (given, full))


def _near(repository: Repository, text: str) -> tuple[str, ...]:
    names = [name.split("/", 2)[-1] for name in sorted(repository.tips) if name != "HEAD"]
    close = difflib.get_close_matches(text, names, n=_MOST_NEAR, cutoff=0.6)
    part = [name for name in names if len(text) >= 3 and text.lower() in name.lower()]
    found = dict.fromkeys([*close, *part, *_near_ids(repository, text.lower())])
    return tuple(found)[:_MOST_NEAR]


def _near_ids(repository: Repository, text: str) -> list[str]:
    """Commits that share the longest beginning with the text, if it looks like an id at all."""
    if not re.fullmatch("[0-9a-f]{5,64}", text):
        return []
    starts = [text[:size] for size in range(min(len(text) - 1, 40), 3, -1)]
    commits = repository.commits_starting(starts[-1:])
    longest = next((start for start in starts if any(sha.startswith(start) for sha in commits)), None)
    return [sha[:12] for sha in commits if longest and sha.startswith(longest)]
