"""Issues: those that the tracker holds, and the drafts that are to be filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, OpenIssue
from incidents.model.issue_draft import IssueDraft
from reports.page.marks import PageCitations
from reports.page.records.body import when
from templates.outside_text import text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class PlannedIssue:
    """A draft; each line of `blocked` names what has to be done first, and by what path."""

    level: str
    title: Safe
    state: Safe
    labels: str
    blocked: tuple[Safe, ...]


@dataclass(frozen=True)
class Waiting:
    """An arrow of the order: what has to be done first, and what waits for it."""

    first: Safe
    then: Safe


@dataclass(frozen=True)
class KnownIssue:
    number: int
    title: Safe
    state: str
    labels: str
    updated: str
    cites: Safe


@dataclass(frozen=True)
class IssueList:
    order: tuple[Waiting, ...]
    planned: tuple[PlannedIssue, ...]
    known: tuple[KnownIssue, ...]


def issue_list(
    drafts: Sequence[IssueDraft], evidence: Mapping[str, AnyEvidence], citations: PageCitations
) -> IssueList:
    """Drafts in the order in which they are given; issues by number, the open ones first."""
    issues = sorted(
        (each for each in evidence.values() if isinstance(each, OpenIssue)),
        key=lambda each: (each.state != "open", each.number, each.id),
    )
    titles = {each.fingerprint: each.title for each in drafts}
    return IssueList(
        order=tuple(
            Waiting(text(titles.get(edge.fingerprint, edge.fingerprint)), text(each.title))
            for each in drafts
            for edge in each.blocked_by
        ),
        planned=tuple(_planned(each, titles, citations) for each in drafts),
        known=tuple(_known(each, citations) for each in issues),
    )


def _planned(draft: IssueDraft, titles: Mapping[str, str], citations: PageCitations) -> PlannedIssue:
    # What it is blocked by stands beneath, each on a line of its own.
    state = f"{draft.state} until {draft.until}" if draft.until and not draft.blocked_by else draft.state
    return PlannedIssue(
        level=draft.priority.level,
        title=text(draft.title),
        state=text(state),
        labels=", ".join(draft.labels),
        blocked=tuple(
            filled(
                "{title}: {path}{cites}",
                title=text(titles.get(each.fingerprint, each.fingerprint)),
                path=text(each.path),
                cites=citations.cite(each.cites),
            )
            for each in draft.blocked_by
        ),
    )


def _known(issue: OpenIssue, citations: PageCitations) -> KnownIssue:
    return KnownIssue(
        number=issue.number,
        title=text(issue.title),
        state=issue.state,
        labels=", ".join(issue.labels),
        updated=when(issue.updated_at) if issue.updated_at else "not told",
        cites=citations.cite((issue.id,)),
    )
