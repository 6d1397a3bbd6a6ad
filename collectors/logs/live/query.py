"""The question that is put to Cloud Logging, in its own filter language."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from incidents.model.instant import Instant
from incidents.model.scope import Scope, Span

PAGE_SIZE = 1000
# As they stand in the names of logs; a slash is escaped there.
_LOGS = (
    "run.googleapis.com%2Fstdout",
    "run.googleapis.com%2Fstderr",
    "run.googleapis.com%2Frequests",
    "run.googleapis.com%2Fvarlog%2Fsystem",
    "cloudaudit.googleapis.com%2Factivity",
    "cloudaudit.googleapis.com%2Fsystem_event",
)
# What the _Default bucket keeps; https://cloud.google.com/logging/quotas#logs_retention_periods
_KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class Query:
    """`span` is closed at both ends: without bounds of their own, readers of this service add a day's window."""

    project: str
    filter: str
    span: Span

    @property
    def text(self) -> str:
        """What was searched, on one line."""
        return f"Cloud Logging, project {self.project}: {self.filter}"


def query_of(scope: Scope, now: Instant) -> Query:
    """All that services of the scope and the platform logged; an open end is `now`, an open start 30 days before it."""
    end = scope.span.end or max(now.second, scope.span.start or now.second)
    start = scope.span.start or end.plus(-_KEPT_SECONDS)
    conditions = (
        f"timestamp>={_quoted(str(start))}",
        f"timestamp<={_quoted(str(end))}",
        'resource.type="cloud_run_revision"',
        f"resource.labels.service_name={_any_of(scope.service_names)}",
        f"logName={_any_of(f'projects/{scope.project}/logs/{log}' for log in _LOGS)}",
    )
    return Query(scope.project, " AND ".join(conditions), Span(start=start, end=end))


def _any_of(values: Iterable[str]) -> str:
    return f"({' OR '.join(_quoted(value) for value in values)})"


def _quoted(value: str) -> str:
    """Strings of the filter language are escaped as those of JSON are."""
    return json.dumps(value, ensure_ascii=False)
