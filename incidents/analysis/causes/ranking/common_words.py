"""Ties by words: how close what a commit says and changes is to what the failure says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from incidents.analysis.causes.ranking.change_words import question_words
from incidents.analysis.causes.ranking.compared_words import compared_words
from incidents.analysis.causes.ranking.relevance import Words, relevance
from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.vocabulary import counted, spelling
from incidents.analysis.causes.tie import Tie
from incidents.analysis.causes.unreached import is_own_file
from incidents.analysis.course.failed_line import failed_line
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "words-in-common"
_SHOWN = 4
_TELLING = 4
_HARMLESS = 0.5
_COMPARED = 1.5
_HARMLESS_CLASSES = ("docs", "ci", "test")
_HARMLESS_EFFECTS = ("comments-only", "formatting-only")


def common_words(symptom: Symptom, words: Mapping[str, Words], changes: Mapping[str, Sequence[FileChange]]) -> Signal:
    """The nearest commit gets one; of one that changes nothing for a program that serves, the words count half.

    Of a comparison the words in which both sides differ count half as much again. What a test is called, and all that
    stands in its file, is no evidence for a commit to that file: there the message and the failed statement count.
    """
    question, spelled = question_words(symptom.detail), spelling(symptom.detail)
    for word in compared_words(symptom.message) & question.keys() if symptom.asserted else ():
        question[word] *= _COMPARED
    telling = _told_of_its_file(symptom) if symptom.tests else frozenset()
    words = {sha: _only(each, telling) if _of_own_file(changes[sha], symptom) else each for sha, each in words.items()}
    close = relevance(question, words)
    spread = Counter(word for each in words.values() for word in question.keys() & each.keys())
    scores = {sha: score * (_HARMLESS if harmless(changes[sha]) else 1) for sha, score in close.items()}
    ties = {}
    for sha, score in scores.items():
        both = [
            word for word in question if word in words[sha] and (spread[word] == 1 or 2 * spread[word] < len(words))
        ]
        both = [word for word in both if len(word) >= _TELLING and not word.isdigit()]
        if both:
            both.sort(key=lambda word: (spread[word], -len(word), word))
            ties[sha] = [_tie(score, [spelled[word] for word in both[:_SHOWN]])]
    return Signal(scores, ties)


def harmless(changes: Sequence[FileChange]) -> bool:
    """Whether no program that serves reads anything else after these changes, as far as their kinds tell."""
    return all(each.path_class in _HARMLESS_CLASSES or each.effect in _HARMLESS_EFFECTS for each in changes)


def _of_own_file(changes: Sequence[FileChange], symptom: Symptom) -> bool:
    return bool(symptom.tests) and all(any(is_own_file(each, test) for test in symptom.tests) for each in changes)


def _told_of_its_file(symptom: Symptom) -> frozenset[str]:
    failed = failed_line(symptom.detail)
    said = counted(f"{symptom.message}\n{failed.text if failed else ''}")
    return frozenset(said.keys() - counted("\n".join(symptom.tests)).keys())


def _only(words: Words, kept: AbstractSet[str]) -> Words:
    return {word: times for word, times in words.items() if word in kept}


def _tie(closeness: float, words: Sequence[str]) -> Tie:
    said = ", ".join(f"`{word}`" for word in words)
    return Tie(
        rule=NAME,
        weight=0.2 * closeness,
        did=f"has {said} in common with the text of the failure",
        how="the same words show that both are about the same thing, and not that one led to the other",
        cites=(),
    )
