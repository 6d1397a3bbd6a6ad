"""What a reader learns in half a minute: the state, the leading cause, and what there is to decide."""

from dataclasses import dataclass

from incidents.model.finding import Finding
from incidents.model.incident import Incident, Verdict
from reports.clauses import clause, opening
from reports.figures import compared, counted, moment
from reports.impact.summary import Summary, summary
from reports.leading_cause import Leading, best_known, leading, of_first
from reports.page.marks import PageCitations
from reports.page.revision_chart import percent
from reports.sections.criteria import decision_line
from reports.urgency import STATES, failing
from reports.verdicts import warns_only, word_of
from templates.outside_text import code, text
from templates.safe import Safe, filled

_SHOWN = 3
_GOOD: tuple[Verdict, ...] = ("healthy", "resolved")
_OPEN: tuple[Verdict, ...] = ("inconclusive",)


@dataclass(frozen=True)
class FailingLine:
    """`rate` is the share on the candidate side in percent; it and `counts` are empty where nothing can be counted."""

    finding: str
    level: str
    state: str
    title: Safe
    counts: Safe
    rate: str
    since: Safe
    cites: Safe


@dataclass(frozen=True)
class Headline:
    """`tone` is "bad", "good" or "open"; `confidence` is empty where no cause is known."""

    word: str
    tone: str
    reason: Safe
    failing: tuple[FailingLine, ...]
    more: int
    confidence: str
    cause: Safe
    decided: Safe | None
    decision: Safe
    because: Safe
    command: str
    summary: Summary


def headline(incident: Incident, citations: PageCitations) -> Headline:
    wrong = failing(incident.findings)
    confidence, cause = _cause(incident, citations)
    back = incident.rollback
    target = back.target if back.service and back.target and back.command else ""
    return Headline(
        word=word_of(incident),
        tone=_tone(incident),
        reason=filled("{reason}.", reason=opening(clause(incident.verdict_reason))),
        failing=tuple(_line(each, citations) for each in wrong[:_SHOWN]),
        more=max(0, len(wrong) - _SHOWN),
        confidence=confidence,
        cause=cause,
        decided=decision_line(incident, incident.decision, citations) if incident.decision else None,
        decision=_decision(incident, target),
        because=filled("{reason}.{cites}", reason=opening(clause(back.reason)), cites=citations.cite(back.cites)),
        command=(back.command or "") if target else "",
        summary=summary(incident, citations),
    )


def _tone(incident: Incident) -> str:
    if incident.verdict in _GOOD:
        return "good"
    return "open" if incident.verdict in _OPEN or warns_only(incident) else "bad"


def _line(finding: Finding, citations: PageCitations) -> FailingLine:
    after = finding.after
    return FailingLine(
        finding=finding.id,
        level=finding.priority.level,
        state=STATES[finding.state],
        title=text(finding.title),
        counts=compared(finding.before, after) if after else Safe(""),
        rate=percent(after.n, after.total) if after and after.total else "",
        since=moment(finding.first) if finding.first else Safe(""),
        cites=citations.cite(finding.primary[:2]),
    )


def _cause(incident: Incident, citations: PageCitations) -> tuple[str, Safe]:
    lead = leading(incident)
    if lead is None:
        return "", Safe("None needed: nothing that was read fails.")
    first = of_first(incident)
    if first is not None and not first.path:
        return "unknown", _unknown(first, lead if lead.path else best_known(incident), citations)
    claim, cites = clause(lead.claim), citations.cite(lead.cites)
    if lead.finding is failing(incident.findings)[0]:
        return lead.confidence, filled("{claim}.{cites}", claim=opening(claim), cites=cites)
    # Without a name a reader takes it for the cause of the finding that is listed first.
    title = text(lead.finding.title)
    return lead.confidence, filled("Of “{title}”: {claim}.{cites}", title=title, claim=claim, cites=cites)


def _unknown(lead: Leading, other: Leading | None, citations: PageCitations) -> Safe:
    """Why there is none, with the cause of a less urgent failure where that is known."""
    told = filled("{text}.", text=opening(clause(lead.stop.text))) if lead.stop else Safe("No cause was found.")
    if other is None:
        return told
    return filled(
        "{told} Of “{title}” it is {confidence}: {claim}.{cites}",
        told=told,
        title=text(other.finding.title),
        confidence=text(other.confidence),
        claim=clause(other.claim),
        cites=citations.cite(other.cites),
    )


def _decision(incident: Incident, target: str | None) -> Safe:
    if target and incident.rollback.service:
        return filled(
            "Send the traffic of {service} back to {target}?",
            service=code(incident.rollback.service),
            target=code(target),
        )
    if incident.questions:
        return filled("No rollback is proposed; {n} to answer.", n=counted(len(incident.questions), "open questions"))
    return Safe("No rollback is proposed.")
