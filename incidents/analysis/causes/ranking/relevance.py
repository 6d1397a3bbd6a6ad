"""How close the words of each text are to those of a question (BM25), on a scale that ends at one."""

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Words = Mapping[str, float]

# The usual values; on regressions with a known truth, none that was tried was reliably better.
_SATURATION = 1.2
_LENGTH = 0.75


def relevance(question: Words, texts: Mapping[Key, Words]) -> dict[Key, float]:
    """The score of every text that shares a word with the question; the best one has 1."""
    lengths = {key: sum(words.values()) for key, words in texts.items()}
    mean = sum(lengths.values()) / len(lengths) if lengths else 0
    scores: dict[Key, float] = {}
    for word, weight in sorted(question.items()):
        holding = {key: words[word] for key, words in texts.items() if word in words}
        rarity = math.log(1 + (len(texts) - len(holding) + 0.5) / (len(holding) + 0.5))
        for key, times in holding.items():
            room = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[key] / mean)
            scores[key] = scores.get(key, 0) + weight * rarity * times * (_SATURATION + 1) / (times + room)
    best = max(scores.values(), default=0)
    return {key: score / best for key, score in scores.items()} if best > 0 else {}
