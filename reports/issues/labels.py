"""Labels: which an issue gets, which must be made, and which of a known issue may be changed."""

from collections.abc import Iterable

from reports.issues.actions import Action
from reports.issues.region import found
from reports.issues.tracker import Label, TrackedIssue
from reports.issues.wanted import LEVELS, STATE_LABELS, Wanted

_MEANT = {
    "P0": ("b60205", "Now: nothing else goes first"),
    "P1": ("d93f0b", "Before the next deployment"),
    "P2": ("fbca04", "Planned"),
    "deferred": ("c5def5", "Waits for an event that the issue names"),
    "blocked": ("5319e7", "Cannot be verified before another issue is done"),
}
_OTHER = ("ededed", "Filed from the evidence of an incident")


def labels_of(wanted: Wanted, always: tuple[str, ...]) -> tuple[str, ...]:
    """Those of every issue, those of the draft, and those that follow from its priority and state."""
    return tuple(dict.fromkeys((*always, *wanted.draft.labels, *wanted.own_labels)))


def missing(wanted: Iterable[str], present: Iterable[str]) -> tuple[Label, ...]:
    """Labels that are to be made; trackers tell names apart without regard to case."""
    there = {each.lower() for each in present}
    return tuple(_label(each) for each in sorted(wanted) if each.lower() not in there)


def lasting(issue: TrackedIssue, action: Action) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to add and to take away so that labels match the draft: only on issues of ours, and never a person's choice.

    A person chose where the labels of this kind are not those that were set with the last text.
    """
    region = found(issue.body)
    if region is None or not region.marker.made or action.verb == "close":
        return (), ()
    kind = {*LEVELS, *STATE_LABELS}
    present = tuple(each for each in issue.labels if each in kind)
    if set(present) != set(region.marker.labels):
        return (), ()
    wanted = action.wanted.own_labels
    return tuple(each for each in wanted if each not in present), tuple(each for each in present if each not in wanted)


def _label(name: str) -> Label:
    color, description = _MEANT.get(name, _OTHER)
    return Label(name=name, color=color, description=description)
