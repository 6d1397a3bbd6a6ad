"""The parent issue of an incident, below which its issues stand."""

from collections.abc import Mapping, Sequence

from incidents.model.incident import Incident
from incidents.model.record import digest
from reports.clauses import clause
from reports.issues.actions import Action, Parent
from reports.issues.matching.known import Known
from reports.issues.region import Marker, found, is_current
from reports.issues.tracker import IssueRef, Tracker
from templates.outside_text import code, text
from templates.safe import Safe, filled

_FEWEST = 2


def parent_of(
    incident: Incident, actions: Sequence[Action], known: Known, tracker: Tracker, refs: Mapping[str, IssueRef]
) -> Parent | None:
    """None for an incident with fewer than two issues of its own, and where somebody has closed the parent."""
    children = tuple(each.fingerprint for each in actions if _belongs(each, incident))
    if len(children) < _FEWEST:
        return None
    print_ = digest("incident", incident.name)
    titles = {each.fingerprint: each.wanted.draft.title for each in actions}
    title = str(text(f"Incident {incident.name}"))
    head = _head(incident)
    issue = known.by_fingerprint((print_,))
    if issue is None:
        return None if print_ in known.filed else Parent(print_, title, head, children)
    if issue.state == "closed":
        return None
    region = found(issue.body)
    named = {each: refs[each] for each in children if each in refs}
    wanted = parent_text(Parent(print_, title, head, children), named, titles)
    current = region is not None and (region.edited or is_current(region, parent_marker(print_, incident.name), wanted))
    below = tracker.children(issue.ref)
    there = {each for each in named if below is None or named[each].native in below}
    # One that the journal has below it and the tracker has not was taken out by somebody.
    there |= {each for each in children if (print_, each) in known.adopted}
    adopted = tuple(each for each in children if each in there)
    return Parent(print_, title, head, children, adopted, issue, rewrite=not current)


def parent_marker(fingerprint: str, incident: str) -> Marker:
    return Marker(fingerprints=(fingerprint,), incident=incident, facts=fingerprint, made=True)


def parent_text(parent: Parent, refs: Mapping[str, IssueRef], titles: Mapping[str, str]) -> str:
    """The list also serves trackers that have no issues below others."""
    lines = [
        filled("- {name} {title}", name=Safe(refs[each].mention), title=text(titles[each]))
        for each in parent.children
        if each in refs
    ]
    return "\n".join([parent.head, "", *lines])


def _belongs(action: Action, incident: Incident) -> bool:
    """Issues that were made for this incident; one that was known before may stand below another parent."""
    if action.verb in ("create", "link"):
        return True
    region = found(action.issue.body) if action.issue and action.issue.state == "open" else None
    made_for_it = region is not None and region.marker.made and region.marker.incident == incident.name
    return made_for_it and action.verb in ("update", "skip")


def _head(incident: Incident) -> str:
    return str(
        filled(
            "What is wrong since incident {name}: {verdict}, {reason}.",
            name=code(incident.name),
            verdict=text(incident.verdict),
            reason=clause(incident.verdict_reason),
        )
    )
