"""Citations: a footnote for every record that a document cites, in the order of first citation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.finding import Finding
from incidents.model.incident import Incident, IndexEntry
from incidents.model.scope import Reading
from reports.clauses import clause
from reports.figures import counted, moment
from reports.short_names import short_names
from templates.hidden_characters import visible
from templates.outside_text import code, text
from templates.safe import Safe, filled

_MOST = 4
_LONGEST = 200


@dataclass(frozen=True)
class Note:
    """One footnote: the label between the brackets, and what the record is."""

    label: Safe
    text: Safe


class Citations:
    """Collects what one document cites while its sentences are made."""

    def __init__(self, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> None:
        self._readings = {each.id: each for each in incident.readings}
        self._index = {each.id: each for each in incident.index}
        self._evidence = evidence
        self._names = short_names(incident)
        self._labels: dict[str, str] = {}

    def cite(self, ids: Iterable[str]) -> Safe:
        """The marks of the first records; how many more there are is said. Nothing cited gives nothing."""
        given = tuple(dict.fromkeys(ids))
        marks = "".join(f"[^{self._label(each)}]" for each in given[:_MOST])
        more = len(given) - _MOST
        return Safe(f"{marks} (and {counted(more, 'more records')})" if more > 0 else marks)

    def name(self, finding: Finding) -> Safe:
        """What a finding is called where its whole title was read before."""
        return clause(self._names.get(finding.id, finding.title))

    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(Safe(label), self._note(key)) for key, label in self._labels.items())

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of every record cited so far, in the order of first citation."""
        return self._labels

    def _label(self, key: str) -> str:
        """The record's id; GitHub tells labels apart without regard to case, so a second one gets a number."""
        taken = {label.casefold() for each, label in self._labels.items() if each != key}
        label, number = key, 2
        while label.casefold() in taken:
            label, number = f"{key}-{number}", number + 1
        return self._labels.setdefault(key, label)

    def _note(self, key: str) -> Safe:
        if key in self._readings:
            return _of_reading(self._readings[key])
        entry = self._index[key]
        record = self._evidence.get(key)
        said = code(_gist(_words(record))) if record else Safe("the record is not in the evidence file")
        return filled("{what}: {said}", what=_of_entry(entry), said=said)


def _of_entry(entry: IndexEntry) -> Safe:
    at = moment(entry.at) if entry.at else Safe("no time stated")
    return filled("{source}, {at}, {place}", source=text(entry.source), at=at, place=code(_cut_inside(entry.locator)))


def _of_reading(reading: Reading) -> Safe:
    status = text(f"{reading.status}: {reading.why}" if reading.why else reading.status)
    items = counted(reading.items, "items")
    return filled(
        "reading of {source}, {what}: {items}, {status}",
        source=text(reading.source),
        what=code(_cut(reading.what)),
        items=items,
        status=status,
    )


def _words(record: AnyEvidence) -> str:
    """The verbatim words that tell most: of a failed test its message, which pytest hides amid the excerpt."""
    return record.message or record.excerpt if isinstance(record, CaseResult) else record.excerpt


def _gist(excerpt: str) -> str:
    """The first and the last line, which for a stack is the error itself."""
    lines = [line for line in visible(excerpt).split("\n") if line.strip()]
    if len(lines) < 2:
        return _cut("".join(lines))
    half = _LONGEST // 2 - 2
    return f"{_cut(lines[0], half)} … {_cut(lines[-1].strip(), half)}"


def _cut(line: str, longest: int = _LONGEST) -> str:
    line = visible(line)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _cut_inside(locator: str) -> str:
    """A locator ends with the record's own id, which must stay: a live one begins with a whole query."""
    line = visible(locator)
    tail = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - tail - 1]}…{line[-tail:]}"
