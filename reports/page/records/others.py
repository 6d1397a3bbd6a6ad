"""Probes, metrics, issues, sessions, statements, declarations, and the readings that all records come from."""

from incidents.model.evidence import Declaration, EarlierFailure, Metric, OpenIssue, Probe, SessionRecord, Statement
from incidents.model.scope import Reading
from reports.page.records.body import Body, facts, table, when


def probe_body(probe: Probe) -> Body:
    return Body(
        title=probe.target,
        facts=facts(
            ("succeeded", f"{probe.succeeded} of {probe.attempts}"),
            ("status", probe.status),
            ("seconds", probe.latency_s),
            ("error", probe.error),
            ("control", probe.control),
        ),
        words=probe.excerpt,
        tone="plain" if probe.succeeded else "bad",
    )


def metric_body(metric: Metric) -> Body:
    return Body(
        title=metric.metric,
        facts=facts(
            ("value", metric.value), ("unit", metric.unit), ("scope", metric.scope), ("version", metric.version)
        ),
        words=metric.excerpt,
    )


def issue_body(issue: OpenIssue) -> Body:
    """The address is shown as text: nothing on the page leads out of it."""
    return Body(
        title=f"#{issue.number} {issue.title}",
        facts=facts(
            ("state", issue.state),
            ("labels", ", ".join(issue.labels)),
            ("blocked by", ", ".join(f"#{each}" for each in issue.blocked_by)),
            ("updated", when(issue.updated_at) if issue.updated_at else None),
            ("closed", when(issue.closed_at) if issue.closed_at else None),
            ("assignees", issue.assignees),
            ("address", issue.url),
        ),
        words=issue.body,
    )


def session_body(session: SessionRecord) -> Body:
    return Body(
        title=session.name,
        facts=facts(("mode", session.mode), ("end", when(session.end) if session.end else None)),
        words=session.excerpt,
    )


def statement_body(statement: Statement) -> Body:
    return Body(
        title=statement.claim,
        facts=facts(("stated by", statement.speaker), ("points to", statement.proof)),
        words=statement.excerpt,
    )


def declaration_body(declaration: Declaration) -> Body:
    return Body(
        title=declaration.path,
        facts=facts(("value", declaration.value), ("owner", declaration.owner)),
        words=declaration.excerpt,
    )


def earlier_body(failure: EarlierFailure) -> Body:
    return Body(
        title=failure.title,
        facts=facts(
            ("incident", failure.incident),
            ("service", failure.service),
            ("component", failure.component),
            ("kind of its cause", failure.cause),
            ("confidence", failure.confidence),
        ),
        words=failure.excerpt,
    )


def reading_body(reading: Reading) -> Body:
    start, end = reading.span.start, reading.span.end
    problems = ((each.what, str(each.count), each.first) for each in reading.problems)
    return Body(
        title=reading.what,
        facts=facts(
            ("status", reading.status),
            ("why", reading.why),
            ("items", reading.items),
            ("pages", reading.pages),
            ("from", when(start) if start else "open"),
            ("to", when(end) if end else "open"),
        ),
        tables=table("Problems", ("What", "Times", "First"), problems),
        tone="plain" if reading.status == "complete" else "bad",
    )
