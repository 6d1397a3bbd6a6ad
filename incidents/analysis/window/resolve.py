"""From a last good point to a window with two sides, each with its reason."""

from collections.abc import Iterable

from incidents.analysis.window.deployments import Deployment, Deployments
from incidents.analysis.window.point import Point
from incidents.errors import WindowError
from incidents.model.evidence import (
    AnyEvidence,
    CaseResult,
    LogPattern,
    PlatformEvent,
    Probe,
    RequestStatistics,
    Revision,
    TestRun,
)
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.model.window import CommitRange, Serving, Side, Window


def resolve(point: Point, end: Instant, deployments: Deployments, *, proposed: bool = False) -> Window:
    """The window from `point` to `end`.

    The candidate side starts with the next deployment after the point, or at the point itself where a moment was named
    or nothing was deployed. The baseline reaches back at least as far as the candidate is long.
    """
    start, opening = _candidate_start(point, end, deployments)
    if end < start:
        raise WindowError(f"the window would end at {end}, before it starts at {start}; nothing was built")
    served_from = min([point.at, start, *(each.at for each in point.deployments)])
    baseline_start = min(served_from, start.plus(-start.seconds_until(end)))
    new = tuple(each for each in deployments if start <= each.at <= end and each not in point.deployments)
    baseline = Side(
        span=Span(start=baseline_start, end=start),
        revisions=tuple(_baseline_revisions(point, served_from, start, new, deployments)),
        reason=_baseline_reason(point, served_from, baseline_start),
    )
    candidate = Side(
        span=Span(start=start, end=end), revisions=tuple(deployments.serving(each) for each in new), reason=opening
    )
    ranges = tuple(_commit_range(service, baseline, candidate) for service in deployments.services)
    asked = None if proposed else point.text
    return Window(asked=asked, proposed=proposed, baseline=baseline, candidate=candidate, commits=ranges)


def end_of(point: Point, deployments: Deployments) -> Instant | None:
    """The end that `--until` names: a moment, or when the named revisions were replaced; None is "still serving"."""
    if not point.deployments:
        return point.at
    replaced = [deployments.after(each.at, each.service) for each in point.deployments]
    if not all(replaced):
        return None
    return max(following[0].at for following in replaced)


def newest(evidence: Iterable[AnyEvidence]) -> Instant | None:
    """The newest moment at which the system was observed; commits and issues are no observations of it."""
    moments = [moment for each in evidence for moment in _observed(each)]
    return max(moments, default=None)


def _observed(record: AnyEvidence) -> list[Instant]:
    if isinstance(record, LogPattern):
        return [each.last for each in record.by_revision]
    if isinstance(record, RequestStatistics):
        return [each.last for each in record.statuses]
    if isinstance(record, PlatformEvent):
        return [record.last]
    if isinstance(record, TestRun) and record.at is not None:
        return [record.at.plus(record.duration_s or 0)]
    if isinstance(record, Revision | CaseResult | Probe) and record.at is not None:
        return [record.at]
    return []


def _candidate_start(point: Point, end: Instant, deployments: Deployments) -> tuple[Instant, str]:
    if not point.deployments:
        return point.at, f"everything from {point.at.second} on, as named"
    following = [
        each
        for good in point.deployments
        for each in deployments.after(good.at, good.service)
        if each.at <= end and each not in point.deployments
    ]
    if not following:
        names = ", ".join(each.name for each in point.deployments)
        return point.at, f"nothing was deployed after {names} up to {end}, so the window covers the time it served"
    first = min(following, key=lambda each: (each.at, each.name))
    return first.at, f"{first.name} is the next deployment after the last known good point"


def _baseline_revisions(
    point: Point, served_from: Instant, start: Instant, new: tuple[Deployment, ...], deployments: Deployments
) -> list[Serving]:
    chosen = list(point.deployments)
    pinned = {each.service for each in chosen}
    for service in deployments.services:
        if service not in pinned:
            current = deployments.current(service, served_from)
            chosen += [current] if current else []
        between = (each for each in deployments.after(served_from, service) if each.at < start)
        chosen += [each for each in between if each not in chosen and each not in new]
    ordered = sorted(set(chosen), key=lambda each: (each.service, each.at, each.name))
    return [deployments.serving(each) for each in ordered]


def _baseline_reason(point: Point, served_from: Instant, start: Instant) -> str:
    if start < served_from:
        return f"{point.reason}; extended back to {start.second} so that both sides are equally long"
    return point.reason


def _commit_range(service: str, baseline: Side, candidate: Side) -> CommitRange:
    old, new = baseline.of(service), candidate.of(service)
    good = old[0].commit if old else None
    if not new:
        return CommitRange(
            service=service,
            good=good,
            bad=good,
            state="unchanged",
            reason=f"no revision of {service} was deployed in the window",
        )
    bad = new[-1].commit
    if good and bad:
        reason = f"{old[0].revision} names commit {good[:12]} and {new[-1].revision} names {bad[:12]}"
        return CommitRange(service=service, good=good, bad=bad, state="known", reason=reason)
    silent = [each.revision for each in (*old[:1], new[-1]) if each.commit is None]
    verb = "names" if len(silent) == 1 else "name"
    reason = f"{' and '.join(silent)} {verb} no commit" if silent else f"{service} was first deployed in the window"
    return CommitRange(service=service, good=good, bad=bad, state="unknown", reason=reason)
