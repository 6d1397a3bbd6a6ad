"""Whose a sentence of a draft is: one that was ever generated for it is ours, any other is a person's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.drafts.blocks import Block, Part
from reports.drafts.lines import plain

OUTSIDE = "outside"
"""Stands for the name of a block where text lies in none."""

_PARTED = re.compile(r"(?<=[.!?;])\s+|(?<!\\)\|")
_MARKS = re.compile(r"^\s*(?:[-*+>]\s+|\d+[.)]\s+|#+\s+|\[[ xX]\]\s+)*")
_NOTES = re.compile(r"\[\^[^\]\s]+\](?::.*)?")
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Sentence:
    """A person's sentence, or their cell of a table, and the block that it stands in."""

    block: str
    text: str


def sentences(text: str) -> Iterator[str]:
    """The sentences and cells of a text, without footnotes and the signs of lists and headings."""
    for line in plain(text).split("\n"):
        for piece in _PARTED.split(_NOTES.sub("", _MARKS.sub("", line))):
            sentence = " ".join(piece.split())
            if _WORD.search(sentence):
                yield sentence


def of_people(parts: Iterable[Part], generated: Iterable[str]) -> tuple[Sentence, ...]:
    """The sentences that none of the generated texts holds, in order; a sentence of ours that moved is still ours."""
    ours = {each for text in generated for each in sentences(text)}
    return tuple(
        Sentence(part.id if isinstance(part, Block) else OUTSIDE, each)
        for part in parts
        for each in sentences(part.body if isinstance(part, Block) else part.text)
        if each not in ours and "<!--" not in each
    )
