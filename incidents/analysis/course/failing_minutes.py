"""In which minutes, on which revision and how often a finding was seen."""

from collections import Counter

from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.model.evidence import LogPattern, PlatformEvent, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.instant import Instant

Minutes = Counter[tuple[str, Instant]]


def of(facts: Facts, finding: Finding) -> Minutes:
    """Entries, or failed requests, of the finding's own evidence on the candidate side.

    No minute tells its refused requests; the entries that were logged with them do.
    """
    seen: Minutes = Counter()
    keys = finding.related if refused_with(finding) else finding.primary
    for record in (facts.records[key] for key in keys):
        if isinstance(record, LogPattern | PlatformEvent):
            for minute in record.by_minute:
                if facts.is_after(record.service, minute.revision, minute.minute):
                    seen[minute.revision, minute.minute] += minute.count
        elif isinstance(record, RequestStatistics) and not refused_with(finding):
            for each in record.by_minute:
                if each.server_errors and facts.is_after(record.service, record.revision, each.minute):
                    seen[record.revision, each.minute] += each.server_errors
    return seen


def active(facts: Facts, service: str | None) -> set[tuple[str, Instant]]:
    """The minutes of the candidate side in which the service logged or answered anything."""
    found = set()
    for pattern in facts.patterns:
        if pattern.service == service:
            found |= {(each.revision, each.minute) for each in pattern.by_minute}
    for row in facts.requests:
        if row.service == service:
            found |= {(row.revision, each.minute) for each in row.by_minute}
    return {each for each in found if service is not None and facts.is_after(service, *each)}
