"""Which revisions failures began with, as a way back needs it, and which failures stay whichever revision serves."""

from incidents.analysis.causes.behind import Behind
from incidents.analysis.causes.elsewhere.failed_callee import NAME as FAILED_CALLEE
from incidents.analysis.causes.history import built_elsewhere
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.outside import CAPACITY, CLOCKS, EXTERNAL, ONE_ITEM, OTHER_END
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.analysis.way_back.deployed_elsewhere import deployed_elsewhere, may_be_elsewhere
from incidents.model.cause import Answer, Chain, ChangeRef
from incidents.model.evidence import CaseResult
from incidents.model.finding import Finding
from incidents.model.window import Serving

_DEPLOYED = ("production", "config", "dependencies", "build")
_SURE = ("probable", "confirmed")
_OF_NO_REVISION = (EXTERNAL, OTHER_END, CLOCKS, FAILED_CALLEE, CAPACITY, ONE_ITEM)


def bad_revisions(facts: Facts, findings: list[Finding], behind: Behind) -> dict[str, set[str]]:
    """For each service the revisions to go back from, those first that a failure is shown to depend on.

    They are of another service where that one's deployment led to it, and where a service that is called fails.
    """
    found: dict[str, set[str]] = {}
    sources = [behind.source(each) for each in findings]
    for each in sorted(sources, key=lambda each: may_be_elsewhere(facts, each, behind.lead(each)) is not None):
        lead = behind.lead(each)
        other = deployed_elsewhere(facts, each, lead) or may_be_elsewhere(facts, each, lead)
        if other is not None:
            found.setdefault(other.service, set()).add(other.name)
        else:
            for service in deployed_services(facts, [each]):
                found.setdefault(service, set()).update(seen_on(facts, service, [each]))
    return found


def stays(facts: Facts, finding: Finding, behind: Behind) -> bool:
    """Whether going back is shown to take nothing back: no revision led to it, or it began late.

    Another party, clocks that do not agree and too little room stay as they are. What began late on a revision that had
    served well needs a probable change to be a fault of the revision. What a called service fails with stays unless a
    deployment led to that.
    """
    if finding.kind not in ("log", "request"):
        return False
    source = behind.source(finding)
    lead = behind.lead(source)
    if lead is not None and lead.rule in _OF_NO_REVISION:
        return True
    if may_be_elsewhere(facts, source, lead) is not None:
        return False
    probable = lead is not None and lead.change is not None and lead.confidence in _SURE
    if not probable and served_well_before(facts, source):
        return True
    return source is not finding and not bad_revisions(facts, [source], behind)


def why_it_stays(facts: Facts, findings: list[Finding], behind: Behind) -> str:
    # Going back is a question of what was deployed; what fails beside it has reasons of its own.
    deployed = (each for each in findings if facts.window.candidate.of(each.service or ""))
    shown = [each for each in deployed if stays(facts, each, behind)]
    services = " and ".join(deployed_services(facts, shown))
    rules = {lead.rule for each in shown if (lead := behind.lead(each))}
    if rules <= {EXTERNAL, OTHER_END, FAILED_CALLEE} and rules:
        return f"what {services} calls failed, and an earlier revision would call it too"
    if rules == {ONE_ITEM}:
        return f"one item alone fails, {services} takes the others, and nothing shows that an earlier revision takes it"
    if rules <= {CAPACITY} and rules:
        return f"{services} ran out of room, and nothing shows that an earlier revision needs less"
    return f"{services} had served well on the same revision before it began, and no probable change explains it"


def deployed_services(facts: Facts, findings: list[Finding]) -> list[str]:
    """The services of these findings of which something was deployed in the window."""
    named = (each.service for each in findings if each.service and facts.window.candidate.of(each.service))
    return list(dict.fromkeys(named))


def seen_on(facts: Facts, service: str, findings: list[Finding]) -> set[str]:
    """The new revisions on which those findings of the service were seen first."""
    return {name for each in findings if each.service == service and (name := first_revision(facts, each))}


def deployed_causes(facts: Facts, worse: list[Finding], chains: list[Chain]) -> dict[str, set[str]]:
    """For each service the revisions that first held the probable cause of a test that ran and failed."""
    failed = {each.id for each in worse if each.kind == "test" and _ran(facts, each)}
    whys = (why for chain in chains if chain.finding in failed for why in chain.whys)
    sure = (why.cause for why in whys if isinstance(why, Answer) and why.cause.confidence in _SURE)
    found: dict[str, set[str]] = {}
    for serving in (each for cause in sure for each in _first_with(facts, cause.change)):
        found.setdefault(serving.service, set()).add(serving.revision)
    return dict(sorted(found.items()))


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
    touched = [each.path for each in facts.changes if each.commit == change.commit and each.path_class in _DEPLOYED]
    if commit is None:
        return []
    first: dict[str, Serving] = {}
    for each in candidates:
        created = facts.revisions[each.revision].at
        held = each.service in commit.new_in and any(not built_elsewhere(facts, each.service, path) for path in touched)
        if held and created and (commit.at is None or created >= commit.at):
            first.setdefault(each.service, each)
    return list(first.values())
