"""What share failed from the first failure on, on the revisions that show it: a whole window dilutes a late failure."""

from collections.abc import Iterable

from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.model.evidence import RequestStatistics
from incidents.model.finding import Finding, Ratio
from incidents.model.instant import Instant

_STARTED_S = 60
"""A request is dated by its start, and what it logged by when it did."""


def of_finding(facts: Facts, finding: Finding) -> Ratio | None:
    """Of the requests to the routes that failed with it; None where no request of it is known to have failed."""
    rows = _failed(facts, finding)
    if refused := refused_with(finding):
        return _refused(rows, refused)
    return _counted(facts, rows, _onsets(facts, finding, rows))


def of_service(facts: Facts, finding: Finding) -> Ratio | None:
    """Of all that its service was asked on the revisions on which its requests failed, since they did."""
    rows = (each for each in facts.requests if each.service == finding.service)
    return _counted(facts, rows, _onsets(facts, finding, _failed(facts, finding)))


def _failed(facts: Facts, finding: Finding) -> list[RequestStatistics]:
    """A finding of refused requests names its own; what is related to any other has failed where it answered 5xx."""
    if refused_with(finding):
        records = [facts.records[key] for key in finding.primary]
    else:
        records = [facts.records[key] for key in (*finding.primary, *finding.related)]
    return [each for each in records if isinstance(each, RequestStatistics) and each.service == finding.service]


def _onsets(facts: Facts, finding: Finding, rows: Iterable[RequestStatistics]) -> dict[str, Instant]:
    """For each revision the first minute in which one of the rows failed on the candidate side.

    Where they had failed before the window too, what failed well before the error was logged failed for another reason.
    """
    failed = [(row, each) for row in rows for each in row.by_minute if each.server_errors]
    after = [(row, each) for row, each in failed if facts.is_after(row.service, row.revision, each.minute)]
    own = finding.kind == "log" and finding.first is not None and len(after) < len(failed)
    onsets: dict[str, Instant] = {}
    for row, each in after:
        if not own or finding.first is None or each.minute >= finding.first.minute.plus(-_STARTED_S):
            onsets[row.revision] = min(each.minute, onsets.get(row.revision, each.minute))
    return onsets


def _counted(facts: Facts, rows: Iterable[RequestStatistics], onsets: dict[str, Instant]) -> Ratio | None:
    counted = [
        each
        for row in rows
        if row.revision in onsets
        for each in row.by_minute
        if each.minute >= onsets[row.revision] and facts.is_after(row.service, row.revision, each.minute)
    ]
    failed, total = sum(each.server_errors for each in counted), sum(each.count for each in counted)
    return Ratio(n=failed, total=total, unit="requests") if failed else None


def _refused(rows: Iterable[RequestStatistics], status: int) -> Ratio | None:
    """The routes of one revision are refused from one moment on, so that each counts from the first of them."""
    spans = [(row, each) for row in rows for each in row.statuses if each.status == status]
    onsets: dict[str, Instant] = {}
    for row, each in spans:
        onsets[row.revision] = min(each.first.minute, onsets.get(row.revision, each.first.minute))
    total = sum(minute.count for row, _ in spans for minute in row.by_minute if minute.minute >= onsets[row.revision])
    return Ratio(n=sum(each.count for _, each in spans), total=total, unit="requests") if spans else None
