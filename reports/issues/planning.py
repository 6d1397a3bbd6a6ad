"""The whole plan of one filing: every draft with what becomes of it, the links that are missing, the parent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.issues.actions import Action, Edge, FilingPlan
from reports.issues.decision import Decision, Rules, beside
from reports.issues.draft.drafting import Unfiled
from reports.issues.family import parent_of
from reports.issues.matching.known import Known
from reports.issues.matching.similarity import Candidate, Match, Problem, matches, problem_of
from reports.issues.order import ordered
from reports.issues.region import found
from reports.issues.tracker import IssueRef, TrackedIssue, Tracker
from reports.issues.wanted import Wanted

_OURS_IS_TOLD_UNTIL = "\n## Expected"


@dataclass(frozen=True)
class Material:
    """An incident with its drafts as they lie in their files; `over` are the resolved findings, which have none."""

    incident: Incident
    evidence: Mapping[str, AnyEvidence]
    wanted: Sequence[Wanted]
    over: Sequence[Wanted] = ()
    unfiled: tuple[Unfiled, ...] = ()


def planned(material: Material, known: Known, tracker: Tracker, rules: Rules) -> FilingPlan:
    """The tracker is only read here. Raises BadInputError where drafts block one another, or two claim to be one."""
    incident = material.incident
    wanted = ordered(material.wanted)
    alike = _alike(wanted, known, material.evidence)
    refs: dict[str, IssueRef] = {}
    titles = {print_: each.draft.title for each in wanted for print_ in each.draft.fingerprints}
    decide = Decision(known, tracker, rules, refs, titles)
    actions: list[Action] = []
    stands_for: dict[str, str] = {}
    for each in wanted:
        action = decide.about(each, alike.get(each.file))
        if action.ref and stands_for.setdefault(action.ref.native, each.file) != each.file:
            action = beside(each, action.ref, stands_for[action.ref.native])
        actions.append(action)
        if action.ref:
            refs |= dict.fromkeys(each.draft.fingerprints, action.ref)
    closings = [closing for each in material.over if (closing := decide.about_over(each))]
    return FilingPlan(
        tracker=tracker.shown,
        incident=incident.name,
        actions=(*actions, *closings),
        unfiled=material.unfiled,
        edges=tuple(_edges(actions, known, tracker)),
        parent=parent_of(incident, actions, known, tracker, refs) if rules.parent else None,
    )


def _alike(wanted: Sequence[Wanted], known: Known, evidence: Mapping[str, AnyEvidence]) -> dict[str, Match]:
    """For drafts that nothing surer decides, among issues that stand for no other draft."""
    own = {each.file: known.by_fingerprint(each.draft.fingerprints) for each in wanted}
    taken = {issue.ref.key for issue in own.values() if issue} | {each.draft.issue for each in wanted}
    free = [each for each in known.recent if each.ref.key not in taken and _may_be_about_it(each)]
    candidates = [Candidate(each.ref.key, each.title, _told(each)) for each in free]
    candidates += [Candidate(f"#{each.number}", each.title, each.body) for each in known.elsewhere]
    open_ = [each for each in wanted if each.draft.issue is None and own[each.file] is None]
    return matches({each.file: _problem(each, evidence) for each in open_}, candidates)


def _may_be_about_it(issue: TrackedIssue) -> bool:
    """Not what nobody wants to mend, nor the list of an incident's issues, which names them all."""
    region = found(issue.body)
    return issue.closed_as in (None, "done") and not (region and region.marker.is_parent)


def _told(issue: TrackedIssue) -> str:
    """What it observes; the rest of a text of ours is about commands, rivals and records, and like any other."""
    region = found(issue.body)
    if region is None:
        return issue.body
    return f"{region.before}\n{region.text.partition(_OURS_IS_TOLD_UNTIL)[0]}\n{region.after}"


def _problem(wanted: Wanted, evidence: Mapping[str, AnyEvidence]) -> Problem:
    if wanted.finding is not None:
        return problem_of(wanted.finding, evidence)
    return Problem(wanted.draft.title, "", f"{wanted.draft.title}\n{wanted.draft.body}")


def _edges(actions: Sequence[Action], known: Known, tracker: Tracker) -> Iterator[Edge]:
    """The links that are not there yet, between drafts that have or will have an issue."""
    filed = {
        print_: each
        for each in actions
        for print_ in each.wanted.draft.fingerprints
        if each.ref or each.verb in ("create", "link")
    }
    for blocked in (each for each in actions if filed.get(each.fingerprint) is each):
        wanted = [each for each in blocked.wanted.draft.blocked_by if each.fingerprint in filed]
        there = tracker.blockers(blocked.ref) if wanted and blocked.ref else ()
        if there is None:
            continue
        for each in wanted:
            blocker = filed[each.fingerprint]
            linked = blocker.ref is not None and blocker.ref.native in there
            # A link that the journal has and the tracker has not was taken away by somebody.
            before = (blocked.fingerprint, blocker.fingerprint) in known.linked
            if blocker is not blocked and not linked and not before:
                yield Edge(blocked.fingerprint, blocker.fingerprint, each.path)
