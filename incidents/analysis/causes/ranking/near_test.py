"""Nearness by name: what a test file is called after is often what it tests."""

import math
from collections.abc import Mapping, Sequence

from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.vocabulary import path_words
from incidents.model.evidence import FileChange

_WEIGHT = 0.2
_SAY_NOTHING = frozenset({"test", "tests", "src", "init", "lib", "py"})


def near_test(tests: Sequence[str], changes: Mapping[str, Sequence[FileChange]]) -> Signal:
    """For each commit the share of the first test file's words that the paths of its changed code hold.

    A word that few commits' paths hold counts more.
    """
    asked = path_words(tests[0].partition("::")[0]) - _SAY_NOTHING if tests else frozenset()
    words = {sha: _production(each) for sha, each in changes.items()}
    rarity = {
        word: math.log(1 + (len(words) + 0.5) / (sum(word in each for each in words.values()) + 0.5))
        for word in sorted(asked)
    }
    whole = sum(rarity.values())
    found = {sha: sum(rarity[word] for word in sorted(asked & each)) for sha, each in words.items()}
    return Signal({sha: _WEIGHT * score / whole for sha, score in found.items() if score})


def _production(changes: Sequence[FileChange]) -> frozenset[str]:
    parts = (path_words(change.path) for change in changes if change.path_class == "production")
    return frozenset().union(*parts) - _SAY_NOTHING
