"""What `--since` and `--until` name: a revision, a commit that was deployed, or a moment."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.analysis.window.deployments import Deployment, Deployments
from incidents.errors import WindowError
from incidents.model.instant import Instant

_SUFFIX = re.compile(r"\d{5}-[a-z0-9]{3}")


@dataclass(frozen=True)
class CommitPoint:
    """A commit that the repository knows, and which of the deployed commits it contains (itself or its ancestors)."""

    text: str
    sha: str
    contains: frozenset[str]


@dataclass(frozen=True)
class Point:
    """A last good point: one deployment a service, or a moment alone (`deployments` is then empty)."""

    text: str
    at: Instant
    deployments: tuple[Deployment, ...]
    reason: str


def named_point(text: str, deployments: Deployments) -> Point | None:
    """The point that a revision's name or an RFC 3339 time names; None when the text is neither."""
    found = deployments.named(text) or _by_suffix(text, deployments)
    if found is not None:
        return Point(text, found.at, (found,), f"revision {found.name} was named as the last known good one")
    try:
        moment = Instant.parse(text)
    except ValueError:
        return None
    return Point(text, moment, (), f"the moment {moment} was named as the last known good one")


def _by_suffix(text: str, deployments: Deployments) -> Deployment | None:
    """The revision that people call by the end of its name, such as 00606-c86; two such are an error."""
    if not _SUFFIX.fullmatch(text):
        return None
    meant = [each for each in deployments if each.name.endswith(f"-{text}")]
    if len(meant) > 1:
        names = " and ".join(f"`{each.name}`" for each in meant)
        raise WindowError(f"{text!r} is the end of more than one revision's name: {names}. Nothing was built.")
    return meant[0] if meant else None


def commit_point(commit: CommitPoint, deployments: Deployments) -> Point:
    """The newest revision of each service that was built from the commit or from an ancestor of it."""
    known = [each for each in deployments if deployments.commit(each.revision) is not None]
    if not known:
        raise WindowError(
            f"{commit.text!r} is commit {commit.sha[:12]}, but no revision says which commit it was built from "
            "(no commit label, no commit in the image tag); name a revision or a time instead. Nothing was built."
        )
    held = [each for each in known if deployments.commit(each.revision) in commit.contains]
    newest = {each.service: each for each in held}
    if not newest:
        raise WindowError(
            f"{commit.text!r} is commit {commit.sha[:12]}, but no revision in scope was built from it or from an "
            "ancestor of it; name a revision or a time instead. Nothing was built."
        )
    chosen = tuple(newest[service] for service in sorted(newest))
    names = ", ".join(each.name for each in chosen)
    reason = f"{names} is the newest revision built from commit {commit.sha[:12]} or an ancestor of it"
    return Point(commit.text, max(each.at for each in chosen), chosen, reason)


def unknown_point(option: str, text: str, deployments: Deployments, git_names: Sequence[str]) -> WindowError:
    """The error for a text that names nothing, with the names that come near it."""
    names = [each.name for each in deployments]
    ends = {"-".join(name.rsplit("-", 2)[1:]): name for name in names}
    near = difflib.get_close_matches(text, [*names, *git_names], n=3, cutoff=0.5)
    near += [ends[end] for end in difflib.get_close_matches(text, ends, n=2, cutoff=0.75)]
    part = [name for name in names if text and text in name]
    found = list(dict.fromkeys([*part[-3:], *near]))[:4]
    hint = f" Did you mean {' or '.join(f'`{name}`' for name in found)}?" if found else ""
    newest = f" The newest revision is {names[-1]}." if names and not found else ""
    return WindowError(
        f"{option} {text!r} is no revision in scope, no commit of the repository and no RFC 3339 time.{hint}{newest}"
        " Nothing was built."
    )
