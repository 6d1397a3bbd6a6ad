"""Log records of OpenTelemetry as JSON: one object, or lines of them as the collector's file exporter writes."""

import re
from collections.abc import Iterable, Iterator

from collectors.logs.entries.entry import as_object, as_text
from collectors.logs.entries.json_values import Json, JsonValues
from collectors.logs.formats.otlp_record import raw_entry, resource_labels
from collectors.logs.formats.otlp_values import as_list, plain_attributes
from collectors.problem_tally import ProblemTally

LONGEST_BATCH = 32 << 20
"""Characters of one object; a batch holds thousands of records."""

# Traces and metrics may be exported into the same file.
_START = re.compile(r"\s*\[?\s*\{\s*\"resource(?:Logs|Spans|Metrics)\"\s*:")
_OTHER_SIGNALS = frozenset({"resourceSpans", "resourceMetrics"})


def is_otlp(head: str) -> bool:
    return _START.match(head) is not None


class OtlpEntries:
    """The records of all batches; implements `RawEntries`."""

    left_out: str | None = None

    def __init__(self, chunks: Iterable[str], problems: ProblemTally, services: tuple[str, ...]) -> None:
        self._values = JsonValues(chunks, problems, LONGEST_BATCH)
        self._problems = problems
        self._services = services

    @property
    def cut_off(self) -> str | None:
        return self._values.cut_off

    @property
    def is_array(self) -> bool:
        return self._values.is_array

    @property
    def seen(self) -> int:
        return self._values.seen

    def __iter__(self) -> Iterator[Json]:
        for value in self._values:
            if "resourceLogs" in value:
                yield from self._batch(value)
            elif _OTHER_SIGNALS.isdisjoint(value):
                yield value
            else:
                self._count("batches of spans or metrics, which are no logs")

    def _batch(self, value: Json) -> Iterator[Json]:
        for of_resource in self._objects(value.get("resourceLogs")):
            attributes = plain_attributes(as_object(of_resource.get("resource")).get("attributes"))
            labels, instance = resource_labels(attributes, self._services)
            for of_scope in self._objects(of_resource.get("scopeLogs")):
                logger = as_text(as_object(of_scope.get("scope")).get("name"))
                for record in self._objects(of_scope.get("logRecords")):
                    yield raw_entry(record, labels, instance, logger)

    def _objects(self, value: object) -> Iterator[Json]:
        if value is not None and not isinstance(value, list):
            self._count("parts of OpenTelemetry batches in a shape that is not known")
        for each in as_list(value):
            if isinstance(each, dict):
                yield each
            else:
                self._count("parts of OpenTelemetry batches in a shape that is not known")

    def _count(self, what: str) -> None:
        self._problems.add(what, f"value {self._values.seen}")
