"""What carries the words of a passage: facts, wording of ours, the lines of records, commands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from reports.checker.cover import Phrases, broken
from reports.checker.diagrams import drawn
from reports.checker.facts.fact import Fact, is_beneath, may_stand_in
from reports.checker.passages import Passage, as_written
from reports.checker.quotations import Quotations
from reports.checker.wording import Wording
from reports.checker.words import words


@dataclass(frozen=True)
class Fault:
    """The first word of a generated passage that nothing carries, and what would be."""

    file: str
    line: int
    sentence: str
    word: str
    expected: str


class Carried:
    """`commands` are the blocks of commands that may stand beside the lines of records."""

    def __init__(
        self, facts: Iterable[Fact], wording: Wording, quotations: Quotations, commands: Collection[str] = ()
    ) -> None:
        self._facts, self._wording = tuple((words(each.said), each) for each in facts), wording
        self._quotations, self._commands = quotations, commands
        self._of_blocks: dict[str, Phrases] = {}
        self._beneath: dict[tuple[str, str], Phrases] = {}

    def faults(self, file: str, passages: Iterable[Passage], defined: Collection[str]) -> Iterator[Fault]:
        """In their order; `defined` are the labels of all footnotes."""
        for passage in passages:
            for word, expected in self._wrong(passage, defined):
                yield Fault(file, passage.line, *map(as_written, (passage.text.strip(), word, expected)))

    def _wrong(self, passage: Passage, defined: Collection[str]) -> Iterator[tuple[str, str]]:
        for label in passage.cites:
            if label not in defined:
                yield label, "a footnote of this document"
        if passage.kind == "footnote":
            piece = self._quotations.unknown_in_footnote(passage)
            if piece is not None:
                yield piece, "what the record says"
        elif passage.kind == "fence" and passage.language == "mermaid":
            for each in drawn(passage):
                yield from self._unsaid(each)
        elif passage.kind == "fence":
            line = self._quotations.unknown_in_block(passage)
            if line is not None and passage.text.strip() not in self._commands:
                yield line, "a line of a record, or the command of the incident"
        else:
            yield from self._unsaid(passage)

    def _unsaid(self, passage: Passage) -> Iterator[tuple[str, str]]:
        text = words(passage.text)
        if text in self._wording.alone:
            return
        facts = self._of(passage)
        if passage.kind == "heading" and self._is_heading(text, facts):
            return
        found = broken(text, facts, None if passage.kind == "heading" else self._wording.beside)
        if found:
            yield found.word, found.expected

    def _of(self, passage: Passage) -> Phrases:
        """What may be said in its block, and beneath what it stands under."""
        block, key = passage.block, (passage.block, passage.under)
        if block not in self._of_blocks:
            here = (phrase for phrase, each in self._facts if not each.under and may_stand_in(each, block))
            self._of_blocks[block] = Phrases(here)
        if key not in self._beneath:
            above = words(passage.under)
            beneath = ((phrase, each) for phrase, each in self._facts if each.under and is_beneath(each, above))
            bound = (phrase for phrase, each in beneath if may_stand_in(each, block))
            self._beneath[key] = Phrases(bound, self._of_blocks[block])
        return self._beneath[key]

    def _is_heading(self, text: tuple[str, ...], facts: Phrases) -> bool:
        """A fact that is made for one, or our own words first, and no second phrase of ours after them."""
        if broken((*words("⟨Heading⟩"), *text), facts) is None:
            return True
        ours = self._wording.own
        return any(text[:n] in ours and broken(text[n:], facts) is None for n in range(1, len(text)))
