"""JSON files as records: an array, JSON lines, an object that holds a list, or one object; evidence made of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from collectors.collector import Ask
from collectors.named_files import failed_reading, files_below, named, survey_lines, unmatched_readings
from collectors.plain_file import PlainFile
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence
from incidents.model.record import digest
from incidents.model.scope import Reading, Span
from incidents.model.sealed import Collected

LARGEST_FILE = 64 * 1024 * 1024
DEEPEST = 100
LONGEST_WORDS = 1000
ENDINGS = (".json", ".jsonl", ".ndjson")

JsonObject = dict[str, object]


@dataclass(frozen=True)
class Place:
    """Where a record stands: the file relative to the root of the question, and its number in the file from 1."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file} record {self.number}"


Making = Callable[[Ask, list[tuple[Place, JsonObject]], ProblemTally], list[AnyEvidence]]


def one_of_each(
    records: list[tuple[Place, JsonObject]],
    make: Callable[[Place, JsonObject], AnyEvidence | None],
    tally: ProblemTally,
    problems: tuple[str, str],
) -> list[AnyEvidence]:
    """What each record becomes; `problems` are the words for one that cannot be used, and for one that came before."""
    unusable, twice = problems
    found: dict[str, AnyEvidence] = {}
    for place, record in records:
        made = make(place, record)
        if made is None:
            tally.add(unusable, str(place))
        elif found.setdefault(made.id, made) is not made:
            tally.add(twice, str(place))
    return list(found.values())


@dataclass(frozen=True)
class RecordSource:
    """One kind of JSON source.

    `lists` are the keys under which an object may hold the records. `make` turns the records of one file into
    evidence and counts in the tally what it cannot use. A text that stands where a record does is one with that text
    under `plain`.
    """

    name: str
    kind: str
    lists: tuple[str, ...]
    make: Making
    plain: str | None = None

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return survey_lines(ask)

    def collect(self, ask: Ask) -> Collected:
        """Read every file that the globs name, and the JSON files of the folders that they name."""
        parts = [Collected(readings=unmatched_readings(ask, self.name))]
        for name in named(ask):
            files = list(files_below(ask.root, name, _is_json)) if (ask.root / name).is_dir() else [name]
            parts += [self._file(ask, file) for file in files]
            if not files:
                why = f"the folder holds no file that ends in {', '.join(ENDINGS)}. Nothing was read"
                parts.append(Collected(readings=(failed_reading(ask, self.name, name, why),)))
        return Collected.joined(parts)

    def _file(self, ask: Ask, file: str) -> Collected:
        tally = ProblemTally()
        try:
            records, cut = read_records(ask.root / file, self.lists, tally, self.plain)
        except UnusableJsonError as unusable:
            return Collected(readings=(failed_reading(ask, self.name, file, str(unusable)),))
        except OSError as refused:
            why = f"it could not be opened: {refused.strerror or 'unknown error'}. It was not read"
            return Collected(readings=(failed_reading(ask, self.name, file, why),))
        shown = ask.redactor.redact(file)
        placed = [(Place(shown, number), record) for number, record in enumerate(records, start=1)]
        evidence = self.make(ask, placed, tally)
        ask.progress(file, len(evidence))
        if records and not evidence and not tally.harmless:
            why = f"it holds no {self.kind} in a shape that can be read. Nothing of it was kept"
            return Collected(readings=(failed_reading(ask, self.name, file, why, tally.problems()),))
        reading = Reading(
            id=f"reading-{digest(self.name, shown)}",
            source=self.name,
            what=shown,
            span=_span(evidence),
            items=len(evidence),
            status="truncated" if cut else "complete",
            why=cut,
            problems=tally.problems(),
        )
        return Collected(evidence=tuple(evidence), readings=(reading,))


class UnusableJsonError(Exception):
    """A file that holds no JSON that could be read; the text says why, without the file's name."""


def read_records(
    path: Path, lists: tuple[str, ...], tally: ProblemTally, plain: str | None = None
) -> tuple[list[JsonObject], str | None]:
    """The objects of one file, and why reading ended early, None when it did not.

    Raises UnusableJsonError for a file that is no JSON from its start, OSError when it cannot be opened.
    """
    with PlainFile(path).open() as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnusableJsonError(f"it is larger than {LARGEST_FILE // 2**20} MB. It was not read")
    text = content.decode("utf-8-sig", "replace").strip()
    if not text:
        raise UnusableJsonError("it is empty")
    values, cut = _values(text, lists, tally)
    values = [_usable(value, path.name, tally) for value in values]
    if plain is not None:
        values = [{plain: value} if isinstance(value, str) else value for value in values]
    objects = [value for value in values if isinstance(value, dict)]
    tally.add("records that are no JSON object", path.name, len(values) - len(objects))
    return objects, cut


def _usable(value: object, file: str, tally: ProblemTally) -> object:
    """The value with no half of a surrogate pair, which no file can hold; None for what is nested too deeply."""
    try:
        return _plain(value, 0)
    except RecursionError:
        tally.add(f"records nested deeper than {DEEPEST}", file)
        return None


def _plain(value: object, depth: int) -> object:
    if isinstance(value, str):
        return plain_text(value)
    if depth == DEEPEST and isinstance(value, (dict, list)):
        raise RecursionError
    if isinstance(value, dict):
        return {plain_text(key): _plain(each, depth + 1) for key, each in value.items()}
    return [_plain(each, depth + 1) for each in value] if isinstance(value, list) else value


def plain_text(text: str) -> str:
    """The text with no half of a surrogate pair."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _values(text: str, lists: tuple[str, ...], tally: ProblemTally) -> tuple[list[object], str | None]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return _elements(text) if text.startswith("[") else _lines(text, tally)
    if isinstance(whole, list):
        return whole, None
    if isinstance(whole, dict):
        held = next((whole[key] for key in lists if isinstance(whole.get(key), list)), None)
        return (held if held is not None else [whole]), None
    raise UnusableJsonError("it holds a single plain value. It was not read")


def _elements(text: str) -> tuple[list[object], str]:
    """The complete elements of an array that is cut or broken."""
    decoder, found, place = json.JSONDecoder(), [], 1
    while True:
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
    if not found:
        raise UnusableJsonError("it is no JSON. It was not read")
    return found, f"the JSON is broken or ends early after {len(found)} records, which were kept"


def _lines(text: str, tally: ProblemTally) -> tuple[list[object], None]:
    found: list[object] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            tally.add("lines that are no JSON", f"line {number}")
    if not found:
        raise UnusableJsonError("it is no JSON. It was not read")
    return found, None


def first_of(record: JsonObject, *names: str) -> object:
    """The first value under one of these names that is not null."""
    return next((record[name] for name in names if record.get(name) is not None), None)


def text_of(record: JsonObject, *names: str) -> str | None:
    """The first of the named values as a text; numbers become one, anything else is None."""
    value = first_of(record, *names)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value).strip() or None


def words_of(ask: Ask, record: JsonObject, *names: str) -> str | None:
    """The first of the named values as redacted text on one line, no longer than `LONGEST_WORDS`."""
    text = text_of(record, *names)
    return None if text is None else " ".join(ask.redactor.redact(text).split())[:LONGEST_WORDS] or None


def _is_json(name: str) -> bool:
    return name.endswith(ENDINGS)


def _span(evidence: list[AnyEvidence]) -> Span:
    moments = [each.at for each in evidence if each.at is not None]
    return Span(start=min(moments), end=max(moments)) if moments else Span()
