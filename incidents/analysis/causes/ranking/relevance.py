"""How close the words of each text are to those of a question (BM25), on a scale that ends at one."""

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Words = Mapping[str, float]

# The usual values; on regressions with a known truth, none that was tried was reliably better.
_SATURATION = 1.2
_LENGTH = 0.75
_TELLING = 4


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


def telling(question: Words, text: Words, texts: Mapping[Key, Words], most: int) -> list[str]:
    """The rarest words that the text shares with the question and less than half of all texts do, rarest first.

    Short words and numbers tell nothing to a reader.
    """
    both = [word for word in question if word in text and len(word) >= _TELLING and not word.isdigit()]
    spread = {word: sum(word in words for words in texts.values()) for word in both}
    rare = [word for word in both if spread[word] == 1 or 2 * spread[word] < len(texts)]
    return sorted(rare, key=lambda word: (spread[word], -len(word), word))[:most]
