"""Whether going back helps, where to, and the exact documented command."""

import shlex
from typing import NamedTuple

from incidents.analysis.causes.behind import Behind
from incidents.analysis.causes.harmless.quiet import is_quiet
from incidents.analysis.course.onset import is_over
from incidents.analysis.course.outside import outside
from incidents.analysis.facts import Facts
from incidents.analysis.impact.work import worked
from incidents.analysis.rates.answered_with import answers_of
from incidents.analysis.rules import revision_never_ready, secret_in_log, stale_deployment
from incidents.analysis.way_back import last_passed
from incidents.analysis.way_back.bad_revisions import (
    bad_revisions,
    deployed_causes,
    deployed_services,
    seen_on,
    stays,
    why_it_stays,
)
from incidents.analysis.way_back.deployed_elsewhere import may_be_elsewhere
from incidents.analysis.way_back.left_in_database import is_left, leaves, why_left
from incidents.analysis.window.green_runs import Served, green_runs, passed_on
from incidents.model.cause import Chain
from incidents.model.evidence import LogPattern, PlatformEvent, RequestStatistics, Revision
from incidents.model.finding import Finding
from incidents.model.incident import Rollback
from incidents.model.window import Serving

_SAME_RATE = 0.1


class _Worse(NamedTuple):
    """What got worse: what may have begun with a deployment, and what stays whichever revision serves."""

    begun: list[Finding]
    stays: list[Finding]
    behind: Behind
    chains: list[Chain]


def advise(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Rollback:
    """The newest usable revision before the one on which a service got worse.

    What the service's own records show decides; failing tests only where a deployed change probably explains them,
    and new warnings and slower routes last. A revision that never took traffic leaves nothing to go back from.
    """
    behind = Behind(findings, chains)
    worse = [each for each in findings if each.state in ("new", "worse") and each.kind != "session"]
    worse = [each for each in worse if not revision_never_ready.replaced_by(facts, each)]
    shown = [each for each in worse if each.kind in ("log", "request")]
    if outside(facts, shown, chains):
        return _none(None, "the failures began late on a revision that had served well, and no change explains them")
    ongoing = [each for each in shown if not is_over(facts, each)]
    if shown and not ongoing:
        return _none(None, "a later revision serves without the failures, so there is nothing to go back from")
    severe = [each for each in ongoing if each.priority.level != "P2"] or ongoing
    kept = [each for each in severe if not stays(facts, each, behind)]
    if severe and deployed_services(facts, severe) and not bad_revisions(facts, kept, behind):
        return _none(None, why_it_stays(facts, severe, behind))
    sources = {each.id: behind.source(each) for each in worse}
    left = [each for each in worse if is_left(facts, sources[each.id], behind.lead(sources[each.id]))]
    why = why_left(facts, ((each, behind.lead(sources[each.id])) for each in left)) if left else ""
    if kept and all(each in left for each in kept):
        return _none(None, why)
    severe = [each for each in kept if each not in left]
    kept = [each for each in worse if each not in left and not stays(facts, each, behind)]
    loud = [each for each in kept if not is_quiet(facts, each)]
    warned = [each for each in loud if each.kind in ("warning", "latency") or _runs_older_code(facts, each)]
    bad = bad_revisions(facts, severe, behind)
    bad = bad or deployed_causes(facts, kept, chains) or last_passed.first_failing(facts, kept)
    asked_for = bool(bad) or any(each.kind != "warning" or each.rule == secret_in_log.NAME for each in warned)
    bad = bad or {
        service: seen_on(facts, service, warned) for service in deployed_services(facts, _slow_first(warned, behind))
    }
    if not bad:
        return _none(None, why or "no finding shows a service failing on a new revision")
    others = [each for each in worse if each not in kept]
    service = next(iter(bad))
    back = _before(facts, service, bad[service], [*severe, *warned], _Worse(kept, others, behind, chains))
    return back if asked_for else _not_asked_for(back)


def _slow_first(findings: list[Finding], behind: Behind) -> list[Finding]:
    """Of equals slower routes, of those the ones that a change explains, and then what was slow before its callers."""

    def place(finding: Finding) -> tuple[str, bool, bool, int]:
        lead = behind.lead(finding)
        slow = finding.kind == "latency"
        explained = lead is not None and lead.change is not None
        onset = finding.first.nanoseconds if slow and finding.first else 0
        return (finding.priority.level, not slow, not (slow and explained), onset)

    return sorted(findings, key=place)


def _before(facts: Facts, service: str, bad: set[str], same: list[Finding], worse: _Worse) -> Rollback:
    """The newest revision of both sides that was deployed before one of `bad` and does not show the same fault.

    One that shows all that is worse since at a tenth of the rate or more takes hardly anything of it back.
    """
    known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
    first = next((index for index, each in enumerate(known) if each.revision in bad), len(known))
    faulty = {name for each in same if each.state == "new" for name in _logged_on(facts, each)}
    usable = [each for each in reversed(known[:first]) if each.ready is True and _served(facts, each)]
    own = [each for each in same if each.service == service and each.kind in ("log", "request")]
    alike = set.intersection(*(_much_the_same_on(facts, each) for each in own)) if own else set()
    for serving in usable:
        if serving.revision not in faulty and serving.revision not in alike:
            return _to(facts, serving, worse)
    if usable:
        names = ", ".join(each.revision for each in usable)
        return _none(service, f"going back would not help, for the same errors were seen on {names}")
    names = ", ".join(each.revision for each in known[:first])
    seen = f"; of {names} that was not seen" if names else ""
    return _none(service, f"no earlier revision of {service} is known to have been Ready and to have served{seen}")


def _not_asked_for(back: Rollback) -> Rollback:
    """The revision before new warnings alone, without the command: nothing is shown to fail that it would end."""
    if back.target is None:
        return back
    reason = "no failure is shown to come with it, and warnings alone ask for no way back; "
    reason += f"without them served {back.target}"
    return back.model_copy(update={"command": None, "reason": reason})


def _none(service: str | None, reason: str) -> Rollback:
    return Rollback(service=service, target=None, command=None, reason=reason)


def _logged_on(facts: Facts, finding: Finding) -> set[str]:
    records = (facts.records[key] for key in finding.primary)
    found: set[str] = set()
    for record in records:
        if isinstance(record, LogPattern):
            found |= {each.revision for each in record.by_revision}
        elif isinstance(record, PlatformEvent):
            found |= {each.revision for each in record.by_minute}
    return found


def _much_the_same_on(facts: Facts, finding: Finding) -> set[str]:
    """The revisions that logged its pattern or failed a request to its route; none where it was rare before."""
    requests = facts.request_sides(finding.service or "")
    before, after = finding.before, finding.after
    if before is None or after is None or not requests.before or not requests.after:
        return set()
    earlier, later = before.n / (before.total or requests.before), after.n / (after.total or requests.after)
    if earlier < _SAME_RATE * later:
        return set()
    rows = [
        each
        for key in (*finding.primary, *finding.related)
        if isinstance(each := facts.records[key], RequestStatistics)
    ]
    failed = {each.revision for each in rows if finding.kind == "request" and each.answered(*answers_of(finding))}
    return failed | _logged_on(facts, finding)


def _runs_older_code(facts: Facts, finding: Finding) -> bool:
    """A stale revision that takes traffic; where it has the image of the one before, going back changes nothing."""
    if finding.rule != stale_deployment.NAME:
        return False
    digests = [
        record.image_digest
        for key in (*finding.primary, *finding.related)
        if isinstance(record := facts.records[key], Revision)
    ]
    return len(digests) > 1 and (None in digests or len(set(digests)) > 1)


def _served(facts: Facts, serving: Serving) -> bool:
    """Answered requests, or of a service that nobody asks, worked by its log."""
    answered = any(each.revision == serving.revision for each in facts.requests)
    return answered or worked(facts, serving.service, serving.revision)


def _to(facts: Facts, serving: Serving, worse: _Worse) -> Rollback:
    scope = facts.sealed.scope
    words = ["gcloud", "run", "services", "update-traffic", serving.service, f"--to-revisions={serving.revision}=100"]
    words += ["--region", scope.region, "--project", scope.project]
    cites = [each.id for each in facts.requests if each.revision == serving.revision]
    cites = cites or [
        each.id for each in facts.patterns if serving.revision in {on.revision for on in each.by_revision}
    ]
    did = "served requests" if any(each.revision == serving.revision for each in facts.requests) else "did its work"
    reason = f"it was Ready and {did}, and was deployed before the failure was first seen"
    sure, maybe = _ended(facts, serving, worse)
    known = [*facts.window.baseline.of(serving.service), *facts.window.candidate.of(serving.service)]
    stay, records = leaves(facts, serving, known[known.index(serving) + 1 :])
    return Rollback(
        service=serving.service,
        target=serving.revision,
        command=" ".join(shlex.quote(word) for word in words),
        reason="; ".join([reason, _green(facts, serving), *_counted(worse, sure, maybe), *stay]),
        ends=tuple(each.id for each in sure),
        cites=tuple(sorted({serving.evidence, *cites[:3], *records})),
    )


def _green(facts: Facts, serving: Serving) -> str:
    """The real run that passed on this revision, or that none is known."""
    created = facts.revisions[serving.revision].at
    dated = (each.at for each in facts.revisions.values() if each.service == serving.service and each.at is not None)
    following = min((moment for moment in dated if created and moment > created), default=None)
    green = green_runs(facts.records.values(), facts.sealed.scope.environment)
    served = Served(serving.revision, serving.commit, created, following) if created else None
    return (passed_on(green, served) if served else None) or "no real test run is known to have passed on it"


def _ended(facts: Facts, serving: Serving, worse: _Worse) -> tuple[list[Finding], list[Finding]]:
    """What going back to this revision takes back, and what it may; nothing that this one or an earlier one showed."""
    known = [*facts.window.baseline.of(serving.service), *facts.window.candidate.of(serving.service)]
    kept = {each.revision for each in known[: known.index(serving) + 1]}
    sure: list[Finding] = []
    maybe: list[Finding] = []
    for each in worse.begun:
        source = worse.behind.source(each)
        bad = _begun_with(facts, each, worse).get(serving.service)
        if bad is None or kept & bad:
            continue
        only_time = may_be_elsewhere(facts, source, worse.behind.lead(source)) is not None
        (maybe if only_time else sure).append(each)
    return sure, maybe


def _begun_with(facts: Facts, finding: Finding, worse: _Worse) -> dict[str, set[str]]:
    if finding.kind == "test":
        return deployed_causes(facts, [finding], worse.chains) or last_passed.first_failing(facts, [finding])
    if finding.kind in ("log", "request"):
        return bad_revisions(facts, [finding], worse.behind)
    return {finding.service: seen_on(facts, finding.service, [finding])} if finding.service else {}


def _counted(worse: _Worse, sure: list[Finding], maybe: list[Finding]) -> list[str]:
    """How many findings going back ends, and for how many no record shows it."""
    others = len(worse.begun) + len(worse.stays) - len(sure) - len(maybe)
    said = [f"going back should end {len(sure)} of the findings"] if sure or not maybe else []
    if maybe:
        said.append(f"going back may end {len(maybe)}, which only their time and a link tie to what was deployed")
    return [*said, *([f"nothing shows that it ends {others} more"] if others else [])]
