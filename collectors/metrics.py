"""Measured figures from JSON files: declared with name, version and scope, or the plain numbers of a report."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import ClassVar

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, text_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, Metric
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "metrics"
MOST_FIGURES = 500
DEEPEST = 5
LONGEST_EXCERPT = 2000
_RUN_DESCRIPTION = "run.json"
_NAMES = ("metric", "metric_id", "id", "name")
_VERSIONS = ("version", "metric_version", "formula_version")
_SCOPES = ("scope", "paths", "target")
_MOMENTS = ("at", "time", "timestamp", "generated_at", "measured_at", "date")


class Metrics:
    """Reads metric files; a figure compares only with the same metric, version and scope, so all three are kept."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _METRICS.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each figure."""
        return _METRICS.collect(ask)


@dataclass(frozen=True)
class _Figure:
    metric: str
    value: float
    unit: str | None


def _metrics(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    found: dict[str, AnyEvidence] = {}
    for place, record in records:
        if PurePosixPath(place.file).name == _RUN_DESCRIPTION:
            tally.add("descriptions of test runs, left out", str(place), harmless=True)
            continue
        figures = list(_figures(record, place, tally))
        if not figures:
            tally.add("records without a figure", str(place))
        tally.add(f"figures beyond the first {MOST_FIGURES} of a record", str(place), len(figures) - MOST_FIGURES)
        for figure in figures[:MOST_FIGURES]:
            metric = _metric(ask, place, record, figure)
            found[metric.id] = metric
    return list(found.values())


def _figures(record: JsonObject, place: Place, tally: ProblemTally) -> Iterator[_Figure]:
    """The declared value under its name; without one every number of the record, named by file and key."""
    stem = PurePosixPath(place.file).stem
    if "value" in record:
        value = _number(record["value"])
        if value is None:
            tally.add("values that are no finite number", str(place))
        else:
            yield _Figure(text_of(record, *_NAMES) or stem, value, text_of(record, "unit"))
        return
    for path, number in _numbers(record, ()):
        value = _number(number)
        if value is None:
            tally.add("values that are no finite number", str(place))
        else:
            yield _Figure(".".join((stem, *path)), value, None)


def _numbers(held: JsonObject, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    for key in sorted(held):
        value = held[key]
        if key in (*_VERSIONS, *_MOMENTS) and not path:
            continue
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield (*path, key), value
        elif isinstance(value, dict) and len(path) < DEEPEST:
            yield from _numbers(value, (*path, key))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _metric(ask: Ask, place: Place, record: JsonObject, figure: _Figure) -> Metric:
    redact = ask.redactor.redact
    version, scope = text_of(record, *_VERSIONS), _scope(record)
    return Metric(
        id=f"metric-{digest(place.file, str(place.number), figure.metric, version or '', scope or '')}",
        at=moment(first_of(record, *_MOMENTS)),
        source=SOURCE,
        locator=f"{place}, {redact(figure.metric)}",
        excerpt=redact(canonical(record))[:LONGEST_EXCERPT],
        metric=redact(figure.metric),
        version=redact(version) if version else None,
        scope=redact(scope) if scope else None,
        value=figure.value,
        unit=redact(figure.unit) if figure.unit else None,
    )


def _scope(record: JsonObject) -> str | None:
    value = first_of(record, *_SCOPES)
    return canonical(value) if isinstance(value, (list, dict)) else text_of(record, *_SCOPES)


_METRICS = RecordSource(SOURCE, "figure", ("metrics", "items", "results"), _metrics)
