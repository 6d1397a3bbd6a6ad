"""Verbatim passages: footnotes and fenced blocks, held to the characters of records."""

from collections.abc import Iterable, Mapping

from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.scope import Reading
from reports.checker.facts.figures import at, counted
from reports.checker.passages import Passage
from reports.checker.words import words


class Quotations:
    """`readings` by id, beside the records."""

    def __init__(self, evidence: Mapping[str, AnyEvidence], readings: Mapping[str, Reading]) -> None:
        self._evidence, self._readings = evidence, readings
        self._all = "\n".join(_joined(each) for record in evidence.values() for each in _texts(record))

    def unknown_in_footnote(self, passage: Passage) -> str | None:
        """The first piece that the record named by its label does not carry; None where it carries all."""
        label = passage.cites[0]
        said = _joined(passage.text)
        if label in self._readings:
            reading = self._readings[label]
            status = f"{reading.status}: {reading.why}" if reading.why else reading.status
            items = counted(reading.items, "item", "items")
            return _missing(said, [_joined(f"reading of {reading.source}, {reading.what}: {items}, {status}")])
        record = self._evidence.get(label)
        if record is None:
            return label
        when = at(record.at) if record.at else "no time stated"
        head = f"{record.source}, {when}, {record.locator}"
        return _missing(said, [_joined(f"{head}: {text if text.strip() else '(empty)'}") for text in _texts(record)])

    def unknown_in_block(self, passage: Passage) -> str | None:
        """The first line that no cited record holds, or no record at all where none is cited."""
        cited = [self._evidence[each] for each in passage.cites if each in self._evidence]
        known = "\n".join(_joined(each) for record in cited for each in _texts(record)) or self._all
        for line in passage.text.split("\n"):
            missing = _missing(_joined(line.replace("\\x2f", "/")), [known])
            if missing is not None:
                return line.strip()
        return None


def _texts(record: AnyEvidence) -> tuple[str, ...]:
    if isinstance(record, CaseResult):
        return (record.message or record.excerpt, record.excerpt, record.captured, record.error_type or "")
    return (record.excerpt,)


def _joined(text: str) -> str:
    return " ".join(words(text))


def _missing(said: str, known: Iterable[str]) -> str | None:
    """The first piece that is not in the text; of several texts one must hold all pieces that cuts have left."""
    pieces = [each.strip() for each in said.split("…") if each.strip()]
    best: str | None = None
    for text in known:
        first = next((each for each in pieces if each not in text), None)
        if first is None:
            return None
        best = best or first
    return best
