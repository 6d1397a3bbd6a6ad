"""What `--since` and `--until` name, with the repository asked only where a revision or a time does not answer."""

from collections.abc import Iterable

from collectors.git_history.opening.repository import opened
from collectors.git_history.resolve import AmbiguousCommit, GitPoint, resolve
from incidents.analysis.window.deployments import Deployments
from incidents.analysis.window.point import CommitPoint, Point, commit_point, named_point, unknown_point
from incidents.config.config import Config
from incidents.errors import BadInputError, WindowError


class GitNames:
    """The names of commits; without a readable repository there are none, which the git reading will say."""

    def __init__(self, settings: Config) -> None:
        source = settings.sources.git
        self._name = source.globs[0] if source and source.globs else ""
        self._path = settings.root / self._name if self._name else None

    def whole(self, ids: Iterable[str]) -> dict[str, str]:
        """Abbreviated commit ids with the whole ones, where the repository holds exactly one such commit."""
        if self._path is None:
            return {}
        try:
            with opened(self._path, self._name) as repository:
                return repository.expand(ids)
        except BadInputError:
            return {}

    def point(self, text: str, deployed: Iterable[str]) -> CommitPoint | tuple[str, ...]:
        """The commit, or the names that come near; raises WindowError where the text names several."""
        if self._path is None:
            return ()
        try:
            with opened(self._path, self._name) as repository:
                found = resolve(repository, text, deployed)
        except BadInputError:
            return ()
        if isinstance(found, AmbiguousCommit):
            raise WindowError(f"{text!r} names more than one commit: {', '.join(found.candidates)}. Nothing was built.")
        if isinstance(found, GitPoint):
            return CommitPoint(text=text, sha=found.sha, contains=found.contains)
        return found.near


def point_of(option: str, text: str, deployments: Deployments, names: GitNames) -> Point:
    """The point that the text names: first as a revision, then as a time, then as a commit."""
    named = named_point(text, deployments)
    if named is not None:
        return named
    deployed = {each.revision.commit for each in deployments if each.revision.commit}
    found = names.point(text, deployed)
    if isinstance(found, CommitPoint):
        return commit_point(found, deployments)
    raise unknown_point(option, text, deployments, found)
