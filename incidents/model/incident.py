"""The incident: everything that was concluded, every id of which resolves."""

from collections.abc import Iterable, Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from incidents.model.cause import Answer, Chain
from incidents.model.claim import Claim
from incidents.model.comparison import Comparison
from incidents.model.decision import Decision
from incidents.model.earlier import Against, ComponentState
from incidents.model.finding import Finding
from incidents.model.instant import Instant
from incidents.model.left_out import LeftOut
from incidents.model.policy import Policy
from incidents.model.priority_change import PriorityChange
from incidents.model.record import CitationId, Record
from incidents.model.recurrence import Recurrence
from incidents.model.run_account import PlanLine, RunAccount
from incidents.model.scope import Reading, Scope
from incidents.model.session_account import Inherited, SessionAccount
from incidents.model.timeline import Moment
from incidents.model.window import Window

SCHEMA_VERSION: Literal[1] = 1
Stage = Literal["preliminary", "analysis"]
Verdict = Literal["incident", "healthy", "resolved", "session-violated", "external", "capacity", "inconclusive"]


class IndexEntry(Record):
    """Where a piece of evidence is to be found in evidence.jsonl, and its hash."""

    id: CitationId
    kind: str
    at: Instant | None
    source: str
    locator: str
    hash: str


class Affected(Record):
    """A function of the product and how much of it failed; `state` "unaffected" needs evidence like any other."""

    component: str
    state: ComponentState
    claim: CitationId


class Impact(Record):
    """Who and what was affected, as claims; `beyond` are those that say what the evidence cannot tell of."""

    environment: str
    affected: tuple[Affected, ...] = ()
    beyond: tuple[CitationId, ...] = ()


class Doubt(Record):
    """A test result that is not evidence of what it seems to show. `test` is None where the whole run is meant."""

    run: CitationId
    run_name: str
    test: str | None
    rule: str
    reason: str
    cites: tuple[CitationId, ...] = Field(min_length=1)


def doubtful_results(doubts: Iterable[Doubt]) -> int:
    """How many results they are of; of one there may be several."""
    return len({(each.run, each.test) for each in doubts})


class Rollback(Record):
    """The revision to go back to and the command, or why there is none.

    A target without a command is the revision before what is new, where nothing asks to go back to it.
    `ends` are the findings that going back is shown to take back.
    """

    service: str | None
    target: str | None
    command: str | None
    reason: str
    ends: tuple[CitationId, ...] = ()
    cites: tuple[CitationId, ...] = ()


class Action(Record):
    """Something to do, by when, and how one sees that it is done; it comes from a finding, a cause or a question."""

    id: CitationId
    horizon: Literal["now", "before-next-deployment", "later"]
    text: str
    done_when: str
    because: CitationId


class Question(Record):
    """What could not be concluded, why, and the query or command that would answer it.

    `about` is "cause" for a question that only an explanation raises.
    """

    id: CitationId
    text: str
    why: str
    query: str
    about: Literal["facts", "cause"] = "facts"


class Block(Record):
    """`blocked` cannot be verified while `blocker` holds; `path` is the technical reason."""

    blocked: CitationId
    blocker: CitationId
    path: str
    cites: tuple[CitationId, ...] = Field(min_length=1)


class Incident(Record):
    """The whole result of the analysis, without the evidence itself, which `index` names.

    `stored_before` names what was read of the incidents that ended before it for one of its services, the latest last.
    At the stage "preliminary" it holds what was observed and what is unknown, and no cause, decision or action.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    name: str
    scope: Scope
    policy: Policy
    window: Window
    readings: tuple[Reading, ...]
    index: tuple[IndexEntry, ...]
    verdict: Verdict
    verdict_reason: str
    findings: tuple[Finding, ...]
    chains: tuple[Chain, ...]
    doubts: tuple[Doubt, ...]
    rollback: Rollback
    blocks: tuple[Block, ...]
    impact: Impact
    actions: tuple[Action, ...]
    questions: tuple[Question, ...]
    claims: tuple[Claim, ...]
    baseline: str | None = None
    stage: Stage = "analysis"
    comparisons: tuple[Comparison, ...] = ()
    timeline: tuple[Moment, ...] = ()
    decision: Decision | None = None
    runs: tuple[RunAccount, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    sessions: tuple[SessionAccount, ...] = ()
    inherited: tuple[Inherited, ...] = ()
    priorities: tuple[PriorityChange, ...] = ()
    against: tuple[Against, ...] = ()
    left_out: LeftOut = LeftOut()
    stored_before: tuple[str, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()

    @model_validator(mode="after")
    def _resolves(self) -> Self:
        records = [entry.id for entry in self.index] + [reading.id for reading in self.readings]
        local = [each.id for each in self.findings] + [each.id for each in self.questions]
        local += [each.id for each in self.claims] + [each.id for each in self.actions]
        local += [each.id for each in self.recurrences]
        local += [each.id for each in self.comparisons] + [each.claim.id for each in self.timeline]
        local += [why.cause.id for chain in self.chains for why in chain.whys if isinstance(why, Answer)]
        _refuse_twice(records)
        _refuse_twice(local)
        _refuse_missing("no such record", self._cited_records(), set(records))
        _refuse_missing("no such part of this incident", self._named_parts(), set(local))
        _refuse_circle(self.blocks)
        return self

    def _cited_records(self) -> Iterator[str]:
        for finding in self.findings:
            yield from (*finding.primary, *finding.related)
        for chain in self.chains:
            for why in chain.whys:
                if isinstance(why, Answer):
                    yield from (*why.cause.evidence_for, *why.cause.evidence_against)
                    yield from (cite for rival in why.cause.rivals for cite in rival.cites)
        for claim in self.claims:
            yield from claim.cites
        for doubt in self.doubts:
            yield from (doubt.run, *doubt.cites)
        for block in self.blocks:
            yield from block.cites
        yield from (cite for each in self.comparisons for cite in each.cites)
        yield from (cite for each in self.timeline for cite in each.claim.cites)
        yield from self.rollback.cites
        yield from self._accounted_records()
        yield from (component.declared for component in self.policy.components)
        yield from (threshold.declared for threshold in self.policy.thresholds)
        yield from (override.declared for override in self.policy.overrides)
        yield from (row.declared for row in self.policy.rubric if row.declared)
        yield from (change for each in self.priorities for cause in each.causes for change in cause.cites)
        yield from (cite for each in self.against for cite in each.cites)
        for side in (self.window.baseline, self.window.candidate):
            yield from (serving.evidence for serving in side.revisions)

    def _accounted_records(self) -> Iterator[str]:
        yield from (account.run for account in self.runs)
        for line in self.plan:
            yield from (line.planned, *line.runs)
        for session in self.sessions:
            yield from (act.record for act in session.acts)
            yield from filter(None, (session.record,))
        yield from (each.record for each in self.inherited)

    def _named_parts(self) -> Iterator[str]:
        for chain in self.chains:
            yield chain.finding
            yield from (why.cause.effect if isinstance(why, Answer) else why.effect for why in chain.whys)
        for block in self.blocks:
            yield from (block.blocked, block.blocker)
        yield from (action.because for action in self.actions)
        yield from (affected.claim for affected in self.impact.affected)
        yield from self.impact.beyond
        yield from (finding for each in self.inherited for finding in each.findings)
        yield from (each.finding for each in self.against if each.finding)
        yield from (named for each in self.recurrences for named in (each.claim, *each.findings))
        if self.decision:
            yield from (self.decision.claim, *(criterion.claim for criterion in self.decision.criteria))
            yield from filter(None, (self.decision.checked,))


def _refuse_twice(ids: list[str]) -> None:
    twice = sorted({each for each in ids if ids.count(each) > 1}) if len(ids) != len(set(ids)) else []
    if twice:
        raise ValueError(f"ids used twice: {', '.join(twice[:5])}")


def _refuse_missing(what: str, named: Iterator[str], known: set[str]) -> None:
    missing = sorted({each for each in named if each not in known})
    if missing:
        raise ValueError(f"{what}: {', '.join(missing[:5])}")


def _refuse_circle(blocks: tuple[Block, ...]) -> None:
    """What waits for itself, by way of others too, could never be verified."""
    waiting: dict[str, set[str]] = {}
    for each in blocks:
        waiting.setdefault(each.blocked, set()).add(each.blocker)
    while free := [name for name, blockers in waiting.items() if not blockers & waiting.keys()]:
        for name in free:
            del waiting[name]
    if waiting:
        raise ValueError(f"findings that wait for one another: {', '.join(sorted(waiting)[:5])}")
