"""Ranks commits for a failure: the sum of what several kinds of evidence say of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from incidents.analysis.causes.code.rules import names
from incidents.analysis.causes.ranking.change_words import change_words
from incidents.analysis.causes.ranking.common_words import common_words
from incidents.analysis.causes.ranking.executed import NOTHING_EXECUTED, Executed, executed_lines
from incidents.analysis.causes.ranking.in_stack import in_stacks
from incidents.analysis.causes.ranking.near_test import near_test
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import Commit, FileChange


@dataclass(frozen=True)
class Ranked:
    """A commit with its score and what ties it, the strongest first; no evidence at all scores zero."""

    commit: Commit
    score: float
    ties: tuple[Tie, ...]


class Ranking:
    """The commits of one collection, read once and ranked for each failure."""

    def __init__(self, commits: Sequence[Commit], changes: Mapping[str, Sequence[FileChange]]) -> None:
        """`commits` are newest first; `changes` are those of each commit by its id."""
        self._commits = {each.sha: each for each in commits}
        self._changes = changes

    @cached_property
    def _words(self) -> dict[str, dict[str, float]]:
        return {sha: change_words(each, self._changes.get(sha, ())) for sha, each in self._commits.items()}

    def rank(
        self, symptom: Symptom, eligible: Mapping[str, Sequence[FileChange]], executed: Executed = NOTHING_EXECUTED
    ) -> list[Ranked]:
        """The eligible commits, best first, equals newest first; `eligible` holds the changes that may matter."""
        newest_first = {sha: eligible[sha] for sha in self._commits if sha in eligible}
        history = self._back_from(next(iter(newest_first), ""))
        signals = (
            common_words(symptom, {sha: self._words[sha] for sha in newest_first}, newest_first),
            in_stacks(symptom.stacks, newest_first, history),
            near_test(symptom.tests, newest_first),
            names(newest_first, symptom),
            executed_lines(executed, newest_first, history),
        )
        found = []
        for sha in newest_first:
            ties = [tie for signal in signals for tie in signal.ties.get(sha, ())]
            ties.sort(key=lambda tie: (-tie.strong, -tie.weight, tie.did))
            score = sum(signal.scores.get(sha, 0) for signal in signals)
            found.append(Ranked(self._commits[sha], score, tuple(ties)))
        return sorted(found, key=lambda each: -each.score)

    def _back_from(self, newest: str) -> list[Sequence[FileChange]]:
        """All changes from the newest eligible commit on, because innocent ones move lines too."""
        known = list(self._commits)
        start = known.index(newest) if newest in self._commits else len(known)
        return [self._changes.get(sha, ()) for sha in known[start:]]
