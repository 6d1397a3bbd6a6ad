"""Phrases on the incident as a whole: where, which window, the decision, what is left open, and how much was read."""

from collections import Counter
from collections.abc import Iterator

from incidents.model.claim import Claim
from incidents.model.incident import Affected, Incident
from incidents.model.instant import Instant
from incidents.model.window import Side
from reports.checker.facts.figures import at, between, counted, lasting, marks, said
from reports.checker.facts.findings import numbers

VERDICTS = {
    "incident": "Incident",
    "healthy": "Healthy",
    "resolved": "Resolved",
    "session-violated": "Session rules broken",
    "external": "External cause",
    "capacity": "Capacity",
    "inconclusive": "Inconclusive",
}
_RESULTS = {"pass": "pass", "fail": "fail", "unknown": "cannot tell"}
WORDS = {"go": "go", "no-go": "no-go", "cannot-tell": "cannot tell"}
_MARKS = {
    "observed": "",
    "derived": "Derived: ",
    "hypothesis": "Hypothesis: ",
    "unknown": "Not known: ",
    "human": "Stated by a person: ",
}
_AFFECTED = {
    "failing": "failing",
    "degraded": "degraded",
    "as-before": "as before",
    "unaffected": "not affected",
    "not-observed": "not observed",
}


def of_whole(incident: Incident) -> Iterator[str]:
    yield from (incident.name, incident.impact.environment, f"Compared with {incident.baseline}")
    yield from (f"{head} {incident.baseline}" for head in ("Earlier incident:", "⟨Earlier incident⟩"))
    scope = incident.scope
    noun = "service" if len(scope.services) == 1 else "services"
    yield f"project {scope.project}, region {scope.region}, {noun} {', '.join(scope.service_names)}"
    for side in (incident.window.baseline, incident.window.candidate):
        yield from _of_side(side)
    yield from _of_verdict(incident)
    yield from _of_claims(incident)
    yield from _of_ends(incident)
    yield from _of_amounts(incident)


def _of_verdict(incident: Incident) -> Iterator[str]:
    """The word with its reason, on the first record of each finding that makes it, else on all that was read."""
    findings = {each.id: each for each in incident.findings}
    wrong = [findings[key] for key in numbers(incident)]
    found = [each.primary[0] for each in wrong if each.state in ("new", "worse")]
    found = found or [each.primary[0] for each in wrong] or [each.id for each in incident.readings]
    told = f"{VERDICTS[incident.verdict]} in {incident.impact.environment}: {incident.verdict_reason}"
    yield f"{told}{marks(found)}"
    yield f"What {'failed' if incident.verdict == 'resolved' else 'fails'}"


def _of_side(side: Side) -> Iterator[str]:
    start, end = side.span.start, side.span.end
    names = [each.revision for each in side.revisions]
    noun, cited = "revision" if len(names) == 1 else "revisions", marks(each.evidence for each in side.revisions)
    served = f"{noun} {', '.join(names)}{cited}" if names else "no revision known"
    if start and end:
        yield f"{between(start, end)} ({lasting(start.seconds_until(end))}), {served}; {side.reason}"
    else:
        opening = at(start) if start else "an unknown start"
        yield f"{opening} to {at(end) if end else 'an unknown end'}, {served}; {side.reason}"


def _of_claims(incident: Incident) -> Iterator[str]:
    told = {each.id: marked(each) for each in incident.claims}
    yield from told.values()
    older = sum(each.id.startswith("claim-as-before-") for each in incident.claims)
    yield f"As before: {counted(older, 'kind of error', 'kinds of error')}"
    for each in incident.timeline:
        yield f"⟨Time (UTC)⟩ {at(each.at)} ⟨What⟩ {marked(each.claim)}"
        clock = at(each.at).removesuffix("Z")
        yield from (f"⟨Time (UTC)⟩ {shown} ⟨What⟩ {said(each.claim)}" for shown in (clock, clock[11:]))
    for affected in incident.impact.affected:
        state = _AFFECTED[affected.state]
        row = f"⟨Function⟩ {affected.component} ⟨State⟩ {state} ⟨What the records say⟩ {told[affected.claim]}"
        yield f"{row} ⟨Since⟩ {_since(incident, affected)}"
    if incident.decision:
        yield f"Decision: {WORDS[incident.decision.word]}. {told[incident.decision.claim]}"
        for criterion in incident.decision.criteria:
            row = f"⟨Criterion⟩ {criterion.text}"
            seen = f"⟨Result⟩ {_RESULTS[criterion.result]} ⟨What was seen⟩ {told[criterion.claim]}"
            for head in (f"{row} ⟨Kind⟩ {criterion.area}", row):
                yield f"{head} ⟨Environment⟩ {criterion.environment} {seen}"
            result = f"⟨Result⟩ {_RESULTS[criterion.result]} ⟨Environment⟩ {criterion.environment}"
            yield f"{row} {result} ⟨What was seen⟩ {told[criterion.claim]}"


def _since(incident: Incident, affected: Affected) -> str:
    if affected.state not in ("failing", "degraded"):
        return ""
    named = [each for each in incident.findings if affected.component in (each.component, each.service)]
    firsts = [each.first for each in named if each.first and each.state != "resolved"]
    told = next(each for each in incident.claims if each.id == affected.claim)
    minutes = [Instant.parse(str(each.value)) for each in told.values if each.name == "first" and each.form == "time"]
    # A minute is where its requests begin to be counted: within it, a finding knows the time better.
    firsts += [each for each in minutes if not firsts or each < min(firsts).minute]
    return at(min(firsts)) if firsts else ""


def marked(claim: Claim) -> str:
    """The sentence as a document prints it: what kind it is, if no observation, and its footnotes."""
    return f"{_MARKS[claim.kind]}{said(claim)}{marks(claim.cites)}"


def _of_ends(incident: Incident) -> Iterator[str]:
    back = incident.rollback
    if back.target:
        told = f"{back.service} back to {back.target}: {back.reason}{marks(back.cites)}"
        yield from (f"{verb} the traffic of {told}" for verb in ("Send", "Whether to send"))
    else:
        yield f"No rollback is proposed: {back.reason}{marks(back.cites)}"
    for action in incident.actions:
        yield f"{action.text} Done when: {action.done_when} From: {action.because}"
    for question in incident.questions:
        yield question.text
        yield f"Open because {question.why} To find out: {question.query}"
        yield f"{question.text} Open because {question.why} To find out: {question.query}"
    for doubt in incident.doubts:
        test = doubt.test or "the whole run"
        for why in ("Why", "Why it is no evidence"):
            yield f"⟨Run⟩ {doubt.run_name} ⟨Test⟩ {test} ⟨{why}⟩ {doubt.reason}{marks((doubt.run, *doubt.cites))}"


def _of_amounts(incident: Incident) -> Iterator[str]:
    complete = sum(each.status == "complete" for each in incident.readings)
    doubts = len(incident.doubts)
    basis = ["nothing read"]
    if incident.readings:
        basis = [f"{complete} of {counted(len(incident.readings), 'reading', 'readings')} complete"]
    if doubts:
        basis.append(f"{counted(doubts, 'test result is', 'test results are')} no evidence")
    basis.append(counted(len(incident.questions), "open question", "open questions"))
    yield from (f"{head} {', '.join(basis)}" for head in ("Basis:", "⟨Basis⟩"))
    kinds = Counter[str](each.kind for each in incident.claims)
    order = ("observed", "derived", "hypothesis", "unknown", "human")
    statements = ", ".join(f"{kinds[each]} {each}" for each in order if kinds[each]) or "none"
    yield (
        f"Written from the stored evidence alone: incident render {incident.name} writes the same bytes again. "
        f"Statements by kind: {statements}"
    )
    yield (
        f"Written from the stored evidence alone: incident render {incident.name} writes the same text again, and "
        "incident show with the name of a footnote prints the record behind it. "
        f"Statements by kind: {statements}"
    )
    failing = [each for each in incident.findings if each.state != "resolved"]
    lasts = [each.last for each in failing if each.last]
    end = incident.window.candidate.span.end
    if lasts and end:
        last = f"{at(max(lasts))}; the window ends at {at(end)}"
        yield from (f"Last seen: {last}", f"⟨Last seen⟩ {last}")
    yield from _of_exposure(incident)


def _of_exposure(incident: Incident) -> Iterator[str]:
    """What is declared to depend on a component, with the findings in it."""
    for each in incident.policy.components:
        hit = [one for one in incident.findings if one.component == each.name and one.state != "resolved"]
        if each.value is None or not hit:
            continue
        worth = f"{'at least ' if each.value.at_least else ''}{each.value.per_year:.10g} {each.value.currency} a year"
        stated = f"{f', stated by {each.owner}' if each.owner else ''}{f', dated {each.dated}' if each.dated else ''}"
        head = f"{each.name} (tier {each.tier}): declared at {each.value.text}, which is {worth}{stated}"
        head += marks((each.declared,))
        for order in (hit, sorted(hit, key=lambda one: (one.priority.level, one.id))):
            yield f"{head}. Findings in it: {'; '.join(f'{one.title} ({one.priority.level})' for one in order)}"
        yield f"{head}. Findings in it:"
