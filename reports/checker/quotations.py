"""Verbatim passages: footnotes and fenced blocks, held to the characters of records."""

import re
from collections.abc import Mapping, Sequence

from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.scope import Reading
from reports.checker.facts.figures import at, counted
from reports.checker.passages import Passage
from reports.checker.words import words
from templates.hidden_characters import visible

_SEVERE = frozenset({"WARN", "WARNING", "ERROR", "CRITICAL", "FATAL"})
_WARNINGS = 3
_LONGEST = 200


class Quotations:
    """`readings` by id, beside the records."""

    def __init__(self, evidence: Mapping[str, AnyEvidence], readings: Mapping[str, Reading]) -> None:
        self._evidence, self._readings = evidence, readings

    def unknown_in_footnote(self, passage: Passage) -> str | None:
        """The first word that the record named by its label does not carry; None where it carries all."""
        label, said = passage.cites[0], words(passage.text)
        if label in self._readings:
            known = words(_of_reading(self._readings[label]))
            return None if _same(said, known) else _first_other(said, known)
        record = self._evidence.get(label)
        if record is None:
            return label
        head = words(f"{record.source}, {at(record.at) if record.at else 'no time stated'}, {_place(record.locator)}")
        if said[: len(head)] != head:
            return _first_other(said, head)
        rest = said[len(head) :]
        return None if any(_is_gist(rest, _lines(text)) for text in _texts(record)) else " ".join(rest)

    def unknown_in_block(self, passage: Passage) -> str | None:
        """The first line that the first cited record with words does not have here; a cut leaves out lines or ends."""
        cited = (self._evidence[each] for each in passage.cites if each in self._evidence)
        record = next((each for each in cited if any(map(str.strip, _texts(each)))), None)
        said = [line for line in passage.text.replace("\\x2f", "/").split("\n") if line.strip()]
        texts = [*_texts(record), _warned(record)] if record else []
        found = [_other_line(said, _lines(text)) for text in texts if text.strip()] or [said[0]]
        return None if None in found else found[0]


def _of_reading(reading: Reading) -> str:
    status = f"{reading.status}: {reading.why}" if reading.why else reading.status
    return f"reading of {reading.source}, {reading.what}: {counted(reading.items, 'item', 'items')}, {status}"


def _texts(record: AnyEvidence) -> tuple[str, ...]:
    """What is quoted of it: of a failed case the message, and where there is none what is known instead."""
    if isinstance(record, CaseResult) and not record.message:
        return (record.excerpt, record.error_type or "")
    return (record.message or "",) if isinstance(record, CaseResult) else (record.excerpt,)


def _warned(record: AnyEvidence) -> str:
    """The first lines of a case's output that state a severity, the same one once."""
    if not isinstance(record, CaseResult):
        return ""
    severe = [line.strip() for line in record.captured.splitlines() if _SEVERE.intersection(re.findall(r"\w+", line))]
    return "\n".join(dict.fromkeys(severe[:_WARNINGS]))


def _lines(text: str) -> list[str]:
    return [line for line in visible(text).split("\n") if line.strip()]


def _other_line(said: Sequence[str], known: Sequence[str]) -> str | None:
    """The first line that is not the known one, with one gap where a line is a cut; None where all are."""
    gap = next((place for place, line in enumerate(said) if words(line) == ("…",)), None)
    if gap is None:
        pairs = list(zip(said, known, strict=False))
        rest = [*said[len(known) :], *known[len(said) :]]
    else:
        tail = len(said) - gap - 1
        pairs = [*zip(said[:gap], known, strict=False), *zip(said[gap + 1 :], known[-tail:], strict=False)]
        rest = [] if len(known) >= len(said) else ["…"]
    return next((line for line, other in pairs if not _same(words(line), words(other))), rest[0] if rest else None)


def _same(said: Sequence[str], known: Sequence[str]) -> bool:
    """Whether the line is the known one, or its beginning where it ends with a cut."""
    if not said or not said[-1].endswith("…"):
        return tuple(said) == tuple(known)
    *whole, last = said
    rest = known[len(whole) :]
    return tuple(whole) == tuple(known[: len(whole)]) and (
        last == "…" or (bool(rest) and rest[0].startswith(last[:-1]))
    )


def _first_other(said: Sequence[str], known: Sequence[str]) -> str:
    pairs = zip(said, known, strict=False)
    return next((one for one, other in pairs if one != other), "the end")


def _place(locator: str) -> str:
    """What is too long is cut inside, because a locator ends with the record's own id."""
    line = visible(locator)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2 - 1]}…{line[-_LONGEST // 2 :]}"


def _is_gist(said: Sequence[str], lines: Sequence[str]) -> bool:
    """The first and the last line of a text, each to its end or cut."""
    if len(lines) < 2:
        return _same(said, words(lines[0] if lines else "(empty)"))
    cuts = [place for place, word in enumerate(said) if word == "…"]
    first, last = words(lines[0]), words(lines[-1])
    return any(_same(said[:place], first) and _same(said[place + 1 :], last) for place in cuts)
