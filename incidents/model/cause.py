"""Links of a causal chain, and the honest ways in which a chain stops."""

from typing import Annotated, Literal

from pydantic import Field

from incidents.model.record import CitationId, Record

Confidence = Literal["confirmed", "probable", "possible", "refuted"]


class ChangeRef(Record):
    """The change that a cause points at: a commit, or a setting of a revision. Neither is a person."""

    commit: str | None = None
    revision: str | None = None
    setting: str | None = None
    before: str | None = None
    after: str | None = None


class Rival(Record):
    """Another explanation of the same effect and what would tell the two apart."""

    claim: str
    separating: str
    confidence: Confidence
    cites: tuple[CitationId, ...] = ()


class Cause(Record):
    """One link: why `effect` (a finding or the claim of the link before) came about.

    `looked_for` says what would be seen if the claim were false and whether it was seen. `missing` names the record
    that would raise the confidence. On the branch "not-caught" the claim tells why no check noticed the change; it
    explains nothing of the failure itself.
    """

    id: CitationId
    effect: CitationId
    rule: str
    claim: str
    mechanism: str
    change: ChangeRef | None
    evidence_for: tuple[CitationId, ...] = Field(min_length=1)
    evidence_against: tuple[CitationId, ...] = ()
    looked_for: str
    rivals: tuple[Rival, ...] = ()
    counterfactual: str | None
    confidence: Confidence
    missing: str | None
    branch: Literal["cause", "not-caught"] = "cause"


class Answer(Record):
    """The chain goes on: this is why."""

    kind: Literal["answer"] = "answer"
    cause: Cause


class Stop(Record):
    """The chain ends here, for a stated reason, with the query or command that would extend it."""

    kind: Literal["stop"] = "stop"
    effect: CitationId
    reason: Literal["not-collected", "outside-window", "conflicting-evidence", "needs-a-person"]
    text: str
    query: str


Why = Annotated[Answer | Stop, Field(discriminator="kind")]


class Chain(Record):
    """The whys of one finding, in order; branches repeat an effect."""

    finding: CitationId
    whys: tuple[Why, ...] = Field(min_length=1)

    @property
    def lead(self) -> Cause | None:
        """The link that explains the finding itself; why no check noticed it explains nothing of it."""
        causes = (why.cause for why in self.whys if isinstance(why, Answer))
        return next((each for each in causes if each.branch == "cause" and each.effect == self.finding), None)

    @property
    def explained(self) -> bool:
        """Whether something that is not refuted explains the finding."""
        return self.lead is not None and self.lead.confidence != "refuted"
