"""Ranks commits for a failure: the closeness of their words, the stack, names in the message, and the test's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from incidents.analysis.causes.code.rules import ties_by_commit
from incidents.analysis.causes.ranking.change_words import change_words, question_words
from incidents.analysis.causes.ranking.in_stack import in_stacks
from incidents.analysis.causes.ranking.near_test import near_test
from incidents.analysis.causes.ranking.relevance import relevance, telling
from incidents.analysis.causes.ranking.vocabulary import spelling
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.causes.tie import Tie
from incidents.model.evidence import Commit, FileChange

_HARMLESS_CLASSES = ("docs", "ci", "test")
_HARMLESS_EFFECTS = ("comments-only", "formatting-only")
_HARMLESS = 0.5
_NAMED = 0.3
_WORDS_SHOWN = 4
WORDS = "words-in-common"


@dataclass(frozen=True)
class Ranked:
    """A commit with its score and what ties it, the strongest first; no tie at all scores zero."""

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

    def rank(self, symptom: Symptom, eligible: Mapping[str, Sequence[FileChange]]) -> list[Ranked]:
        """The eligible commits, best first, equals newest first; `eligible` holds the changes that may matter."""
        order = {sha: place for place, sha in enumerate(self._commits) if sha in eligible}
        newest_first = {sha: eligible[sha] for sha in order}
        question, spelled = question_words(symptom.detail), spelling(symptom.detail)
        words = {sha: self._words[sha] for sha in order}
        close = relevance(question, words)
        stacks = in_stacks(symptom.stacks, newest_first)
        near = near_test(symptom.tests[0].partition("::")[0], newest_first) if symptom.tests else {}
        named = ties_by_commit(newest_first, symptom)
        found = []
        for sha, changes in newest_first.items():
            ties = [*named[sha], *([stacks.ties[sha]] if sha in stacks.ties else [])]
            text = close.get(sha, 0.0) * (_HARMLESS if harmless(changes) else 1)
            score = text + stacks.scores.get(sha, 0) + near.get(sha, 0)
            score += _NAMED * max((tie.weight for tie in named[sha]), default=0)
            common = telling(question, words[sha], words, _WORDS_SHOWN)
            if common:
                ties.append(_by_words(text, [spelled[word] for word in common]))
            ties.sort(key=lambda tie: (-tie.strong, -tie.weight, tie.did))
            found.append(Ranked(self._commits[sha], score, tuple(ties)))
        return sorted(found, key=lambda each: (-each.score, order[each.commit.sha]))


def harmless(changes: Sequence[FileChange]) -> bool:
    """Whether no program reads anything else after these changes, as far as their kinds tell."""
    return all(each.path_class in _HARMLESS_CLASSES or each.effect in _HARMLESS_EFFECTS for each in changes)


def _by_words(closeness: float, words: Sequence[str]) -> Tie:
    said = ", ".join(f"`{word}`" for word in words)
    return Tie(
        rule=WORDS,
        weight=0.2 * closeness,
        did=f"has {said} in common with the text of the failure",
        how="the same words show that both are about the same thing, and not that one led to the other",
        cites=(),
    )
