"""Every generated passage of the documents, held to what the incident and the cited records say."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.checker.cover import Phrases, broken
from reports.checker.diagrams import drawn
from reports.checker.facts.causes import of_causes
from reports.checker.facts.deployed import of_deployed
from reports.checker.facts.earlier import of_earlier
from reports.checker.facts.findings import of_findings
from reports.checker.facts.left_out import of_left_out
from reports.checker.facts.measured import of_measured
from reports.checker.facts.readings import of_readings
from reports.checker.facts.runs import of_runs
from reports.checker.facts.sessions import of_sessions
from reports.checker.facts.signatures import of_signatures
from reports.checker.facts.whole import of_whole
from reports.checker.passages import Passage, passages
from reports.checker.quotations import Quotations
from reports.checker.wording import alone, wording
from reports.checker.words import words

_MARK = re.compile("⟦([^⟧]*)⟧")


@dataclass(frozen=True)
class Fault:
    """The first word of a generated passage that nothing carries, and what would be."""

    file: str
    line: int
    sentence: str
    word: str
    expected: str


class Checker:
    """Holds what may be said of one incident; `team` is the folder of templates that come before ours."""

    def __init__(self, incident: Incident, evidence: Mapping[str, AnyEvidence], team: Path | None = None) -> None:
        facts = [*of_whole(incident), *of_findings(incident), *of_causes(incident)]
        facts += [*of_deployed(incident, evidence), *of_runs(incident, evidence), *of_sessions(incident, evidence)]
        facts += [*of_measured(incident, evidence), *of_left_out(incident, evidence), *of_earlier(incident)]
        facts += [*of_signatures(incident, evidence), *of_readings(incident)]
        self._facts, self._wording = Phrases(map(words, facts)), Phrases(wording(team))
        self._own, self._alone = wording(team), alone(team)
        self._command = incident.rollback.command
        self._quotations = Quotations(evidence, {each.id: each for each in incident.readings})

    def faults(self, file: str, text: str, defined: Collection[str]) -> Iterator[Fault]:
        """In the order of the document; `defined` are the labels of all its footnotes."""
        for passage in passages(text):
            for word, expected in self._wrong(passage, defined):
                yield Fault(file, passage.line, *map(_as_written, (passage.text.strip(), word, expected)))

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
            if line is not None and passage.text.strip() != self._command:
                yield line, "a line of a record, or the command of the incident"
        else:
            yield from self._unsaid(passage)

    def _unsaid(self, passage: Passage) -> Iterator[tuple[str, str]]:
        text = words(passage.text)
        if text in self._alone:
            return
        if passage.kind == "heading" and self._is_heading(text):
            return
        found = broken(text, self._facts, None if passage.kind == "heading" else self._wording)
        if found:
            yield found.word, found.expected

    def _is_heading(self, text: tuple[str, ...]) -> bool:
        """A fact that is made for one, or our own words first, and no second phrase of ours after them."""
        if broken((*words("⟨Heading⟩"), *text), self._facts) is None:
            return True
        return any(text[:n] in self._own and broken(text[n:], self._facts) is None for n in range(1, len(text)))


def _as_written(text: str) -> str:
    return _MARK.sub(r"[^\1]", text)
