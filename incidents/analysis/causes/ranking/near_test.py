"""Nearness by name: what a test file is called after is often what it tests."""

import math
from collections.abc import Mapping, Sequence

from incidents.analysis.causes.ranking.vocabulary import path_words
from incidents.model.evidence import FileChange

_WEIGHT = 0.2
_SAY_NOTHING = frozenset({"test", "tests", "src", "init", "lib", "py"})


def near_test(test_file: str, changes: Mapping[str, Sequence[FileChange]]) -> dict[str, float]:
    """For each commit the share of the test file's words that the paths of its changed code hold, rare words first."""
    asked = path_words(test_file) - _SAY_NOTHING
    words = {sha: _production(each) for sha, each in changes.items()}
    rarity = {
        word: math.log(1 + (len(words) + 0.5) / (sum(word in each for each in words.values()) + 0.5))
        for word in sorted(asked)
    }
    whole = sum(rarity.values())
    found = {sha: sum(rarity[word] for word in sorted(asked & each)) for sha, each in words.items()}
    return {sha: _WEIGHT * score / whole for sha, score in found.items() if score}


def _production(changes: Sequence[FileChange]) -> frozenset[str]:
    parts = (path_words(change.path) for change in changes if change.path_class == "production")
    return frozenset().union(*parts) - _SAY_NOTHING
