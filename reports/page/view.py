"""All that the template of the page prints, section by section in the order in which they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incidents.model.cause import Answer
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.issue_draft import IssueDraft
from reports.figures import moment
from reports.page.decided import Decided, decided
from reports.page.findings import FindingCard, finding_cards
from reports.page.headline import Headline, headline
from reports.page.issue_list import IssueList, issue_list
from reports.page.marks import PageCitations
from reports.page.records.body import first_line
from reports.page.request_failures import RequestFailures, request_failures
from reports.page.revision_chart import RevisionChart, revision_chart
from reports.page.run_matrix import RunMatrix, run_matrix
from reports.page.shelf import Shelf, shelf
from reports.page.suspects import Suspect, suspects
from reports.page.what_was_read import WhatWasRead, what_was_read
from reports.page.why_tree import WhyTree, why_trees
from reports.sections.against import AgainstEarlier, against_earlier
from reports.sections.changes import Changes, changes
from reports.sections.coverage import Footer, footer
from reports.sections.effects import EffectRow, beyond, effects
from reports.sections.explanations import Unexplained, unexplained
from reports.sections.follow_up import HORIZONS, Unknown, observations, unknowns
from reports.sections.headline import is_preliminary
from reports.sections.stated import stated
from reports.sections.timeline import TimelineRow, timeline
from templates.outside_text import text
from templates.safe import Safe


@dataclass(frozen=True)
class ActionRow:
    """`part` is the id of what it comes from, empty where the page has no place for that alone; `because` names it."""

    horizon: str
    text: Safe
    done: Safe
    part: str
    because: Safe


@dataclass(frozen=True)
class PageView:
    """`start` is the first moment of the window; `cited` gives for each footnote's label the record and its link."""

    name: str
    environment: str
    preliminary: bool
    start: Safe
    baseline: str
    head: Headline
    chart: RevisionChart | None
    timeline: tuple[TimelineRow, ...]
    more_moments: int
    effects: tuple[EffectRow, ...]
    beyond: tuple[Safe, ...]
    findings: tuple[FindingCard, ...]
    as_before: tuple[Safe, ...]
    decided: Decided
    earlier: AgainstEarlier | None
    requests: RequestFailures
    tests: RunMatrix | None
    whys: tuple[WhyTree, ...]
    unexplained: tuple[Unexplained, ...]
    suspects: tuple[Suspect, ...]
    changes: Changes
    observations: tuple[Safe, ...]
    unknowns: tuple[Unknown, ...]
    actions: tuple[ActionRow, ...]
    issues: IssueList
    readings: WhatWasRead
    shelf: Shelf
    footer: Footer
    cited: Mapping[str, tuple[str, str]]


def page_view(incident: Incident, evidence: Mapping[str, AnyEvidence], drafts: Sequence[IssueDraft] = ()) -> PageView:
    """`drafts` are the issues that are to be filed, in their order."""
    # Citations are numbered as they are first met, so the sections are made in the order in which they are read.
    citations = PageCitations(incident, evidence)
    head = headline(incident, citations)
    chart = revision_chart(incident, evidence, citations)
    found = finding_cards(incident, citations)
    older = stated(incident, "as-before", citations)
    affected = effects(incident, citations)
    named = beyond(incident, citations)
    told = (*stated(incident, "delay", citations), *stated(incident, "start-up", citations))
    observed = (*told, *observations(incident, citations))
    choice = decided(incident, citations)
    whys = why_trees(incident, citations)
    open_ends = unexplained(incident, citations)
    suspected = suspects(incident, evidence, citations)
    changed = changes(incident, evidence, citations)
    happened = timeline(incident, citations)
    requests = request_failures(incident, evidence, citations)
    tests = run_matrix(incident, evidence, citations)
    earlier = against_earlier(incident, citations)
    issues = issue_list(drafts, evidence, citations)
    cited = citations.cited()
    start = incident.window.candidate.span.start
    return PageView(
        name=incident.name,
        environment=incident.impact.environment,
        preliminary=is_preliminary(incident),
        start=moment(start) if start else Safe(""),
        baseline=incident.baseline or "",
        head=head,
        chart=chart,
        timeline=happened.rows,
        more_moments=happened.more,
        effects=affected,
        beyond=named,
        findings=found,
        as_before=older,
        decided=choice,
        earlier=earlier,
        requests=requests,
        tests=tests,
        whys=whys,
        unexplained=open_ends,
        suspects=suspected,
        changes=changed,
        observations=observed,
        unknowns=unknowns(incident),
        actions=_actions(incident),
        issues=issues,
        readings=what_was_read(incident),
        shelf=shelf(incident, evidence, cited),
        footer=footer(incident),
        cited=cited,
    )


def _actions(incident: Incident) -> tuple[ActionRow, ...]:
    """By when they are due, in their own order within that."""
    titles = {each.id: text(first_line(each.title, 70)) for each in incident.findings}
    titles |= {
        why.cause.id: text(first_line(why.cause.claim, 70))
        for chain in incident.chains
        for why in chain.whys
        if isinstance(why, Answer)
    }
    return tuple(
        ActionRow(
            horizon=HORIZONS[horizon],
            text=text(each.text),
            done=text(each.done_when),
            part=each.because if each.because in titles else "",
            because=titles.get(each.because, Safe("an open question")),
        )
        for horizon in HORIZONS
        for each in incident.actions
        if each.horizon == horizon
    )
