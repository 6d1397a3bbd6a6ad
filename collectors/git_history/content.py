"""Reads the content of selected commits: their messages and what they changed; what is missing or cut is counted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from collectors.collector import Ask
from collectors.git_history.blame_ignored import blame_ignored
from collectors.git_history.commit_evidence import (
    MOST_NAMES,
    READ_LINES,
    Standing,
    change_evidence,
    commit_evidence,
    text,
)
from collectors.git_history.diffs.change_detail import Detail, read_details
from collectors.git_history.diffs.diff_stream import FileDiff, read_diffs, read_names
from collectors.git_history.diffs.patch import Allowance
from collectors.git_history.objects.commit_objects import StoredCommit, stored_commit
from collectors.git_history.opening.repository import Repository
from collectors.git_history.paths.folders_of_tests import folders_of_tests
from collectors.git_history.paths.path_class import path_class
from collectors.problem_tally import ProblemTally
from incidents.errors import BadInputError
from incidents.model.evidence import Commit, FileChange
from incidents.model.record import digest
from incidents.model.scope import Reading

COMMIT_BYTES = 400_000
TOTAL_BYTES = 16_000_000
MOST_FILES = 1000
_MOST_LISTED = 20_000
_LAST_TO_GO = ("production", "dependencies", "config", "build", "test-support", "test", "ci", "docs")


class Content:
    """Reads commits, then their changes, and then tells how complete that was."""

    def __init__(self, repository: Repository, ask: Ask, new_in: Mapping[str, Sequence[str]]) -> None:
        """`new_in` maps commits to the services in whose range they are."""
        self._repository = repository
        self._ask = ask
        self._new_in = new_in
        self._tally = ProblemTally()
        self._missing: list[str] = []
        self._folders: frozenset[str] = frozenset()
        for ref in repository.unusable_refs:
            readable = text(ref.encode("utf-8", "surrogateescape"))
            self._tally.add("a ref that names nothing usable", ask.redactor.redact(readable))

    def commits(self, shas: Sequence[str], latest: Collection[str] = ()) -> list[Commit]:
        """The commits in the order of `shas`.

        What blame is told to look through, and in which folders tests lie, is looked up in the `latest` ones.
        """
        stored = []
        for sha, content in self._repository.raw_commits(shas):
            stored.append(stored_commit(sha, content))
            self._ask.progress("commits", 1)
        whole = self._repository.expand({each.reverts for each in stored if each.reverts})
        refs: dict[str, list[str]] = {}
        for ref, sha in sorted(self._repository.tips.items()):
            refs.setdefault(sha, []).append(ref)
        ignored = self._ignored(latest)
        self._folders = self._of_tests(latest)
        return [
            self._commit(
                _with_whole_ids(each, whole),
                Standing(
                    refs=tuple(refs.get(each.sha, ())),
                    new_in=tuple(sorted(self._new_in.get(each.sha, ()))),
                    ignored_by_blame=each.sha in ignored,
                ),
            )
            for each in stored
        ]

    def changes(self, commits: Sequence[Commit]) -> list[FileChange]:
        """What the commits changed, as far as the clone holds it; a merge only what differs from every parent."""
        known = {each.sha: each for each in commits}
        edges = self._repository.shallow.intersection(known)
        if edges:
            self._missing.append(f"what the {len(edges)} commits at the edge of the shallow clone changed")
        found: list[tuple[Commit, FileDiff]] = []
        for sha, diffs in self._diffs([each.sha for each in commits if each.sha not in edges]):
            kept = self._kept(known[sha], diffs)
            found += [(known[sha], diff) for diff in kept]
            self._ask.progress("file changes", len(kept))
        details = self._details([diff for _, diff in found])
        return [self._change(*each, detail) for each, detail in zip(found, details, strict=True)]

    def reading(self, items: int) -> Reading:
        """The ledger's line for what was read up to now; `items` are the file changes."""
        what = f"{self._repository.name}: file changes of the commits"
        return Reading(
            id=f"reading-{digest('git', what)}",
            source="git",
            what=what,
            span=self._ask.scope.span,
            items=items,
            status="truncated" if self._missing else "complete",
            why=f"missing: {'; '.join(self._missing)}" if self._missing else None,
            problems=self._tally.problems(),
        )

    def _ignored(self, latest: Iterable[str]) -> frozenset[str]:
        try:
            return blame_ignored(self._repository, latest)
        except BadInputError as error:
            self._missing.append(f"what blame is told to look through ({self._ask.redactor.redact(str(error))})")
            return frozenset()

    def _of_tests(self, latest: Iterable[str]) -> frozenset[str]:
        files = self._repository.files
        try:
            return folders_of_tests({path for sha in sorted(latest) for path in files.python(sha, _MOST_LISTED)})
        except BadInputError:
            return frozenset()  # a tree that is not there; their names then tell alone

    def _commit(self, stored: StoredCommit, standing: Standing) -> Commit:
        if stored.lossy:
            self._tally.add("a message that is not in its encoding, kept with replacement characters", stored.sha)
        if stored.at is None:
            self._tally.add("a commit without a usable time", stored.sha)
        return commit_evidence(stored, self._repository.name, standing, self._ask.redactor)

    def _diffs(self, shas: Sequence[str]) -> Iterator[tuple[str, tuple[FileDiff, ...]]]:
        """Diffs; from where git finds no content, as in a partial clone, the names of the files alone."""
        git, done = self._repository.git, -1
        try:
            for sha, diffs in read_diffs(git, shas, Allowance(COMMIT_BYTES, TOTAL_BYTES), READ_LINES):
                yield sha, diffs
                done = shas.index(sha, done + 1)
        except BadInputError as error:
            self._missing.append(f"the content of some changes ({self._ask.redactor.redact(str(error))})")
        else:
            return
        try:
            yield from read_names(git, shas[done + 1 :])
        except BadInputError as error:
            self._missing.append(f"the names of some changed files ({self._ask.redactor.redact(str(error))})")

    def _kept(self, commit: Commit, diffs: Sequence[FileDiff]) -> Sequence[FileDiff]:
        if len(diffs) > MOST_FILES:
            self._missing.append(f"{len(diffs) - MOST_FILES} of the {len(diffs)} files that {commit.sha[:12]} changed")
            diffs = sorted(diffs, key=lambda diff: (_LAST_TO_GO.index(path_class(text(diff.path))), diff.path))
        return diffs[:MOST_FILES]

    def _details(self, diffs: Sequence[FileDiff]) -> list[Detail]:
        try:
            return read_details(self._repository.git, diffs)
        except BadInputError as error:
            self._missing.append(f"functions and dependencies ({self._ask.redactor.redact(str(error))})")
            return [Detail(unread=True) for _ in diffs]

    def _change(self, commit: Commit, diff: FileDiff, detail: Detail) -> FileChange:
        change = change_evidence(diff, commit, self._ask.redactor, detail, self._folders)
        if change.truncated:
            self._tally.add("a diff that was not kept whole", change.locator)
        if detail.unread:
            self._tally.add("a file whose versions could not be compared", change.locator)
        if max(len(detail.functions), len(detail.dependencies)) > MOST_NAMES:
            self._tally.add(f"a change of more than {MOST_NAMES} functions or dependencies", change.locator)
        if b"\xef\xbf\xbd" not in diff.path and "\ufffd" in text(diff.path):
            self._tally.add("a path that is not UTF-8, kept with replacement characters", change.locator)
        return change


def _with_whole_ids(stored: StoredCommit, whole: Mapping[str, str]) -> StoredCommit:
    reverts = stored.reverts
    return stored if reverts is None else replace(stored, reverts=whole.get(reverts, reverts))
