"""Phrases on what tables leave out: all that there is, less the rows that a table holds."""

from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, OpenIssue, RequestStatistics, Statement, TestRun
from incidents.model.incident import Incident
from reports.checker.facts.runs import failed_alike

_FAILURES, _ROUTES, _MOMENTS, _TESTS, _STEPS, _INHERITED = 12, 12, 24, 30, 40, 30
_NAMED_TESTS = 6


def of_left_out(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    serving = {each.revision for each in incident.window.candidate.revisions}
    records = tuple(evidence.values())
    routes = sum(isinstance(each, RequestStatistics) and each.revision in serving for each in records)
    acts = {(each.at, each.kind, each.record) for session in incident.sessions for each in session.acts}
    handed_over = sum(isinstance(evidence.get(each.record), Statement | OpenIssue) for each in incident.inherited)
    runs = [run for each in incident.runs if isinstance(run := evidence.get(each.run), TestRun)]
    sizes = [len(same) for run in runs for same in failed_alike(run, evidence)]
    moments = max(0, len(incident.timeline) - _MOMENTS) + incident.left_out.moments
    tests = sum(each.subject == "test" for each in incident.comparisons)
    cut = sum(each.count for each in incident.left_out.comparisons if each.subject == "test")
    left_out = (
        (moments, "more of less weight"),
        (routes - _ROUTES, "more with fewer requests"),
        (len(sizes) - _FAILURES, "more, each with words of its own"),
        (max(0, tests - _TESTS) + cut, "more"),
        (len(acts) - _STEPS, "more, which came later"),
        (handed_over - _INHERITED, "more"),
    )
    yield from (f"Not shown: {n} {what}" for n, what in left_out if n > 0)
    yield from (f"and {size - _NAMED_TESTS} more" for size in sizes if size > _NAMED_TESTS)
