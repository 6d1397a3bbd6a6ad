"""Patterns of messages, statistics of requests and events of the platform."""

from incidents.model.evidence import Latency, LogPattern, PlatformEvent, RequestStatistics
from reports.figures import counted
from reports.page.records.body import Body, facts, first_line, from_to, table

BAD_SEVERITIES = ("ERROR", "CRITICAL", "ALERT", "EMERGENCY")


def pattern_body(pattern: LogPattern) -> Body:
    together = pattern.together
    place = pattern.printed_by
    different = ", ".join(str(counted(each.count, each.of)) for each in pattern.different)
    return Body(
        title=first_line(_named(pattern)),
        facts=facts(
            ("service", pattern.service),
            ("severity", pattern.severity if pattern.severity_from != "none" else "not stated"),
            ("entries", pattern.count),
            ("named by them", different),
            ("the same in all", ", ".join(f"{each.name}: {each.value}" for each in pattern.filled)),
            ("printed by", f"{place.file}:{place.line} in {place.function}, at {place.commit[:12]}" if place else None),
            ("together by", f"{together.by}, {counted(together.texts, 'masked texts')}" if together else None),
            ("pattern", first_line(pattern.template)),
        ),
        words=pattern.excerpt,
        tables=table(
            "By revision",
            ("Revision", "Entries", "Seen (UTC)"),
            ((each.revision, str(each.count), from_to(each.first, each.last)) for each in pattern.by_revision),
        ),
        tone="bad" if pattern.severity in BAD_SEVERITIES else "plain",
    )


def requests_body(requests: RequestStatistics) -> Body:
    failed = requests.answered(500, 599)
    return Body(
        title=f"{requests.method} {requests.route}",
        facts=facts(
            ("service", requests.service),
            ("revision", requests.revision),
            ("requests", requests.count),
            ("server errors", f"{failed} of {requests.count}"),
            ("latency", _latency(requests.latency) if requests.latency else None),
        ),
        words="\n".join(dict.fromkeys([requests.excerpt, *(each.text for each in requests.exemplars)])),
        tables=table(
            "By status",
            ("Status", "Requests", "Seen (UTC)"),
            ((str(each.status), str(each.count), from_to(each.first, each.last)) for each in requests.statuses),
        ),
        tone="bad" if failed else "plain",
    )


def event_body(event: PlatformEvent) -> Body:
    shares = ((each.revision or "latest", f"{each.percent}%", each.tag or "") for each in event.traffic)
    return Body(
        title=f"{event.event}: {first_line(event.message)}",
        facts=facts(
            ("service", event.service),
            ("revision", event.revision),
            ("severity", event.severity),
            ("times", event.count),
            ("seen", from_to(event.first, event.last)),
        ),
        words=event.message,
        tables=table("Traffic asked for", ("Revision", "Share", "Tag"), shares),
        tone="bad" if event.event in ("not-ready", "crash") else "plain",
    )


def _named(pattern: LogPattern) -> str:
    if pattern.error_type and pattern.message:
        return f"{pattern.error_type}: {pattern.message}"
    return pattern.error_type or pattern.message or pattern.template


def _latency(latency: Latency) -> str:
    quantiles = (("median", latency.p50_ms), ("95 %", latency.p95_ms), ("99 %", latency.p99_ms))
    said = ", ".join(f"{name} {value:g} ms" for name, value in quantiles)
    return f"{said}, longest {latency.max_ms:g} ms"
