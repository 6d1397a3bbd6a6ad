"""Whether going back helps, where to, and the exact documented command."""

import shlex
from typing import NamedTuple

from incidents.analysis import last_passed
from incidents.analysis.causes.elsewhere.failed_callee import NAME as FAILED_CALLEE
from incidents.analysis.causes.elsewhere.late_onset import CAPACITY, EXTERNAL
from incidents.analysis.causes.symptom import first_revision
from incidents.analysis.deployed_elsewhere import deployed_elsewhere, taken_for_good, why_gone
from incidents.analysis.facts import Facts
from incidents.analysis.level_alone import is_quiet
from incidents.analysis.onset import is_over, served_well_before
from incidents.analysis.outside import outside
from incidents.analysis.rules import stale_deployment
from incidents.analysis.rules.refused_route import answers_of
from incidents.analysis.window.green_runs import Served, green_runs, passed_on
from incidents.analysis.work import worked
from incidents.model.cause import Answer, Cause, Chain, ChangeRef
from incidents.model.evidence import CaseResult, LogPattern, PlatformEvent, RequestStatistics, Revision
from incidents.model.finding import Finding
from incidents.model.incident import Rollback
from incidents.model.window import Serving

_SAME_RATE = 0.1
_DEPLOYED = ("production", "config", "dependencies", "build")


class _Worse(NamedTuple):
    """What got worse: what may have begun with a deployment, and what stays whichever revision serves.

    `of_it` are findings of other services that are shown to depend on the deployment.
    """

    begun: list[Finding]
    stays: list[Finding]
    of_it: list[Finding]


def advise(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Rollback:
    """The newest usable revision before the one on which a service got worse.

    What the service's own records show decides; failing tests only where a deployed change probably explains them,
    and new warnings last. A revision that never took traffic leaves nothing to go back from.
    """
    worse = [each for each in findings if each.state in ("new", "worse") and each.kind != "session"]
    shown = [each for each in worse if each.kind in ("log", "request")]
    if outside(facts, shown, chains):
        return _none(None, "the failures began late on a revision that had served well, and no change explains them")
    ongoing = [each for each in shown if not is_over(facts, each)]
    if shown and not ongoing:
        return _none(None, "a later revision serves without the failures, so there is nothing to go back from")
    severe = [each for each in ongoing if each.priority.level != "P2"] or ongoing
    kept = [each for each in severe if not _stays(facts, each, chains)]
    if severe and _services(facts, severe) and not _bad_revisions(facts, kept, chains):
        return _none(None, _why_it_stays(facts, severe, chains))
    gone = [each for each in kept if taken_for_good(_lead(each, chains))]
    if kept and len(gone) == len(kept):
        return _none(None, why_gone((each, _lead(each, chains)) for each in gone))
    severe = [each for each in kept if each not in gone]
    stays = [each for each in worse if _stays(facts, each, chains)]
    worse = [each for each in worse if each not in stays]
    bad = _bad_revisions(facts, severe, chains)
    bad = bad or _deployed_causes(facts, worse, chains) or last_passed.first_failing(facts, worse)
    loud = [each for each in worse if not is_quiet(facts, each)]
    warned = [each for each in loud if each.kind == "warning" or _runs_older_code(facts, each)]
    bad = bad or {service: _seen_on(facts, service, warned) for service in _services(facts, warned)}
    if not bad:
        return _none(None, "no finding shows a service failing on a new revision")
    service = next(iter(bad))
    begun = [each for each in worse if each not in gone]
    others = [(each, deployed_elsewhere(facts, each, _lead(each, chains))) for each in begun]
    of_it = [each for each, other in others if other and other.service == service]
    return _before(facts, service, bad[service], [*severe, *warned], _Worse(begun, [*stays, *gone], of_it))


def _bad_revisions(facts: Facts, findings: list[Finding], chains: list[Chain]) -> dict[str, set[str]]:
    """For each service the revisions to go back from: of the neighbour where a failure is shown to depend on it."""
    found: dict[str, set[str]] = {}
    for each in findings:
        other = deployed_elsewhere(facts, each, _lead(each, chains))
        if other is not None:
            found.setdefault(other.service, set()).add(other.name)
        else:
            for service in _services(facts, [each]):
                found.setdefault(service, set()).update(_seen_on(facts, service, [each]))
    return found


def _stays(facts: Facts, finding: Finding, chains: list[Chain]) -> bool:
    """Whether going back is shown to take nothing back: another party or too little room led to it, or it began late.

    What began late on a revision that had served well needs a probable change to be a fault of the revision.
    """
    if finding.kind not in ("log", "request"):
        return False
    lead = _lead(finding, chains)
    if lead is not None and lead.rule in (EXTERNAL, FAILED_CALLEE, CAPACITY):
        return True
    probable = lead is not None and lead.change is not None and lead.confidence in ("probable", "confirmed")
    return not probable and served_well_before(facts, finding)


def _why_it_stays(facts: Facts, findings: list[Finding], chains: list[Chain]) -> str:
    # Going back is a question of what was deployed; what fails beside it has reasons of its own.
    deployed = (each for each in findings if facts.window.candidate.of(each.service or ""))
    shown = [each for each in deployed if _stays(facts, each, chains)]
    services = " and ".join(_services(facts, shown))
    rules = {lead.rule for each in shown if (lead := _lead(each, chains))}
    if rules <= {EXTERNAL, FAILED_CALLEE} and rules:
        return f"what {services} calls failed, and an earlier revision would call it too"
    if rules <= {CAPACITY} and rules:
        return f"{services} ran out of room, and nothing shows that an earlier revision needs less"
    return f"{services} had served well on the same revision before it began, and no probable change explains it"


def _lead(finding: Finding, chains: list[Chain]) -> Cause | None:
    return next((chain.lead for chain in chains if chain.finding == finding.id), None)


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


def _none(service: str | None, reason: str) -> Rollback:
    return Rollback(service=service, target=None, command=None, reason=reason)


def _services(facts: Facts, findings: list[Finding]) -> list[str]:
    named = (each.service for each in findings if each.service and facts.window.candidate.of(each.service))
    return list(dict.fromkeys(named))


def _seen_on(facts: Facts, service: str, findings: list[Finding]) -> set[str]:
    return {name for each in findings if each.service == service and (name := first_revision(facts, each))}


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


def _deployed_causes(facts: Facts, worse: list[Finding], chains: list[Chain]) -> dict[str, set[str]]:
    """For each service the revisions that first held the probable cause of a test that ran and failed."""
    failed = {each.id for each in worse if each.kind == "test" and _ran(facts, each)}
    found: dict[str, set[str]] = {}
    for chain in chains:
        for why in chain.whys:
            if (
                chain.finding in failed
                and isinstance(why, Answer)
                and why.cause.confidence in ("probable", "confirmed")
            ):
                for serving in _first_with(facts, why.cause.change):
                    found.setdefault(serving.service, set()).add(serving.revision)
    return dict(sorted(found.items()))


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


def _ran(facts: Facts, finding: Finding) -> bool:
    """Whether the bodies of the tests ran: an error before that tells of the test, not of the service."""
    cases = [record for key in finding.primary if isinstance(record := facts.records[key], CaseResult)]
    return any(each.outcome == "failed" for each in cases)


def _first_with(facts: Facts, change: ChangeRef | None) -> list[Serving]:
    """The first revision of each service that was created after the change was committed, or that has the setting."""
    candidates = facts.window.candidate.revisions
    if change is None or change.commit is None:
        return [each for each in candidates if change and each.revision == change.revision]
    commit = facts.commits.get(change.commit)
    touched = any(each.commit == change.commit and each.path_class in _DEPLOYED for each in facts.changes)
    if commit is None or not touched:
        return []
    first: dict[str, Serving] = {}
    for each in candidates:
        created = facts.revisions[each.revision].at
        if each.service in commit.new_in and created and (commit.at is None or created >= commit.at):
            first.setdefault(each.service, each)
    return list(first.values())


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
    reason = f"{serving.revision} was Ready and {did}, and was deployed before the failure was first seen"
    return Rollback(
        service=serving.service,
        target=serving.revision,
        command=" ".join(shlex.quote(word) for word in words),
        reason=f"{reason}; {_green(facts, serving)}{_reach(facts, serving.service, worse)}",
        cites=tuple(sorted((serving.evidence, *cites[:3]))),
    )


def _green(facts: Facts, serving: Serving) -> str:
    """The real run that passed on this revision, or that none is known."""
    created = facts.revisions[serving.revision].at
    dated = (each.at for each in facts.revisions.values() if each.service == serving.service and each.at is not None)
    following = min((moment for moment in dated if created and moment > created), default=None)
    green = green_runs(facts.records.values(), facts.sealed.scope.environment)
    served = Served(serving.revision, serving.commit, created, following) if created else None
    return (passed_on(green, served) if served else None) or "no real green run on it is known"


def _reach(facts: Facts, service: str, worse: _Worse) -> str:
    """What going back takes back, and what no record ties to it."""
    own = sum(service in (each.service, *last_passed.first_failing(facts, [each])) for each in worse.begun)
    own += sum(each.service != service for each in worse.of_it)
    others = len(worse.begun) - own + len(worse.stays)
    left = f"; of {others} more it is not shown" if others else ""
    return f"; it takes back {own} of the findings{left}"
