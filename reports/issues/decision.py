"""What to do about one draft, given the issue that stands for it or none, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from incidents.model.finding import Level
from reports.issues.actions import Action
from reports.issues.matching.known import Known
from reports.issues.matching.similarity import Match
from reports.issues.region import Marker, Region, found, is_current, room_in
from reports.issues.tracker import IssueRef, TrackedIssue, Tracker
from reports.issues.wanted import Wanted, comment_mark, text_of

FILE_ANYWAY = 'set `issue: "new"` in the draft to file it all the same'


@dataclass(frozen=True)
class Rules:
    """The team's policy; `lowest` is the least urgent level that is filed."""

    lowest: Level = "P2"
    recurrence: Literal["reopen", "link"] = "reopen"
    close_resolved: bool = True
    parent: bool = True


class Decision:
    """Decides about drafts one by one; `refs` and `titles` are what their texts say of one another, by fingerprint."""

    def __init__(
        self, known: Known, tracker: Tracker, rules: Rules, refs: Mapping[str, IssueRef], titles: Mapping[str, str]
    ) -> None:
        self._known = known
        self._tracker = tracker
        self._rules = rules
        self._refs = refs
        self._titles = titles

    def about(self, wanted: Wanted, match: Match | None) -> Action:
        draft = wanted.draft
        own = self._known.by_fingerprint(draft.fingerprints)
        if draft.priority.level > self._rules.lowest:
            return _skip(wanted, f"{draft.priority.level} is less urgent than {self._rules.lowest}", own)
        if own is not None:
            return self._known_as(wanted, own, f"it was filed as {own.ref.shown} before")
        if draft.issue and draft.issue != "new":
            return self._named(wanted, draft.issue)
        gone = next((self._known.filed[each] for each in draft.fingerprints if each in self._known.filed), None)
        if gone is not None:
            return _skip(wanted, f"it was filed as {gone}, which was deleted or moved since")
        return self._matched(wanted, match)

    def about_over(self, wanted: Wanted) -> Action | None:
        """A finding that is resolved: its own issue is closed, once; None where there is none that is open."""
        issue = self._known.by_fingerprint(wanted.draft.fingerprints)
        region = found(issue.body) if issue else None
        if issue is None or region is None or issue.state == "closed" or not self._rules.close_resolved:
            return None
        if not region.marker.made or _later(region.marker, wanted.marker):
            return None
        reason = "it is over: the candidate side shows it no more"
        if region.marker.facts == wanted.marker.facts:
            return _skip(wanted, f"{reason}, but it was closed for that once and is open again", issue)
        marker = _joined(region.marker, wanted.marker).model_copy(update={"labels": region.marker.labels})
        return Action("close", wanted, marker, reason, issue, wanted.comment("No longer seen"), rewrite=False)

    def _named(self, wanted: Wanted, key: str) -> Action:
        issue = self._known.by_key(key)
        if issue is None:
            return _skip(wanted, f"its `issue` is {key}, which is not among the open or recent ones")
        return self._known_as(wanted, issue, f"the draft names {issue.ref.shown}")

    def _matched(self, wanted: Wanted, match: Match | None) -> Action:
        if match is None:
            marker = wanted.marker.model_copy(update={"made": True})
            return Action("create", wanted, marker, "no open or recently closed issue is about it")
        if match.beside is not None:
            reason = f"{match.key} is about it too ({match.reason}), and {match.beside} fits that one better"
            return _skip(wanted, f"{reason}: merge the two drafts, or {FILE_ANYWAY}")
        issue = self._known.by_key(match.key)
        if issue is None:
            return _skip(wanted, f"{match.key} is about it: {match.reason}; {FILE_ANYWAY}")
        why = f"{issue.ref.shown} is about it: {match.reason}"
        # Words are enough to point at a closed issue, and not to open what a person has closed.
        return self._known_as(wanted, issue, why) if issue.state == "open" else self._closed(wanted, issue, why)

    def _known_as(self, wanted: Wanted, issue: TrackedIssue, why: str) -> Action:
        region = found(issue.body)
        if issue.state == "closed":
            return self._closed(wanted, issue, why, reopens=self._rules.recurrence == "reopen")
        if region is None:
            return Action("update", wanted, wanted.marker, why, issue, wanted.comment("Seen again"))
        return self._marked(wanted, issue, region, why)

    def _marked(self, wanted: Wanted, issue: TrackedIssue, region: Region, why: str) -> Action:
        if _later(region.marker, wanted.marker):
            return _skip(wanted, f"{why}; incident {region.marker.incident} tells of it later", issue)
        marker = _joined(region.marker, wanted.marker)
        changed = region.marker.facts != marker.facts and not self._said(issue, wanted)
        comment = wanted.comment("Seen again") if changed else None
        if region.edited:
            kept = f"{why}; its text was edited by hand and is kept"
            if comment is None:
                return _skip(wanted, kept, issue)
            return Action("update", wanted, marker, kept, issue, comment, rewrite=False)
        room = room_in(issue.body, self._tracker.limits.body)
        if is_current(region, marker, text_of(wanted, self._refs, self._titles, room, marker.after)):
            return _skip(wanted, f"{why}, and nothing has changed", issue)
        return Action("update", wanted, marker, why, issue, comment)

    def _closed(self, wanted: Wanted, issue: TrackedIssue, why: str, *, reopens: bool = False) -> Action:
        if issue.closed_as == "not-planned":
            return _skip(wanted, f"{why}, and somebody closed it as not planned", issue)
        if issue.closed_at and wanted.seen and issue.closed_at >= wanted.seen:
            return _skip(wanted, f"{why}; it was closed at {issue.closed_at.second}, after this was last seen", issue)
        if not reopens or not self._known.is_recent(issue):
            marker = wanted.marker.model_copy(update={"made": True, "after": issue.ref.mention})
            return Action("link", wanted, marker, f"{why}, was closed, and it came back", issue)
        region = found(issue.body)
        marker = _joined(region.marker, wanted.marker) if region else wanted.marker
        rewrite = region is None or not region.edited
        return Action("reopen", wanted, marker, f"{why}, and it came back", issue, wanted.comment("Came back"), rewrite)

    def _said(self, issue: TrackedIssue, wanted: Wanted) -> bool:
        """Whether a comment of ours says this already: the part of the body may be somebody's by now."""
        mark = comment_mark(wanted.marker.facts)
        return any(mark in each for each in self._tracker.comments(issue.ref))


def beside(wanted: Wanted, ref: IssueRef, other: str) -> Action:
    """For a draft whose issue stands for another one already: two texts in one place would take turns."""
    return _skip(wanted, f"{ref.shown} stands for {other} already: merge the two drafts")


def _skip(wanted: Wanted, reason: str, issue: TrackedIssue | None = None) -> Action:
    return Action("skip", wanted, wanted.marker, reason, issue, rewrite=False)


def _joined(present: Marker, ours: Marker) -> Marker:
    """An issue goes on standing for all that it has stood for."""
    prints = tuple(dict.fromkeys((*ours.fingerprints, *present.fingerprints)))
    return ours.model_copy(update={"fingerprints": prints, "made": present.made, "after": present.after})


def _later(present: Marker, ours: Marker) -> bool:
    """Whether another incident has seen it after ours did; of two that saw it at once the name decides."""
    if present.incident == ours.incident or present.seen is None or ours.seen is None:
        return False
    return (present.seen, present.incident) > (ours.seen, ours.incident)
