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
    yield f"{moments} more of less weight {'is' if moments == 1 else 'are'} not shown"
    yield f"{routes - _ROUTES} more with fewer requests are not shown"
    yield f"{len(sizes) - _FAILURES} more kinds of failure are not shown"
    tests = sum(each.subject == "test" for each in incident.comparisons)
    cut = sum(each.count for each in incident.left_out.comparisons if each.subject == "test")
    yield f"{max(0, tests - _TESTS) + cut} more are not shown"
    yield f"{len(acts) - _STEPS} later steps are not shown"
    yield f"{handed_over - _INHERITED} more are not shown"
    yield from (f"and {size - _NAMED_TESTS} more" for size in sizes if size > _NAMED_TESTS)
