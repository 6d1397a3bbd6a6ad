"""Phrases on the incident as a whole: where, which window, the decision, what is left open, and how much was read."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from incidents.model.claim import Claim
from incidents.model.incident import Affected, Incident
from incidents.model.instant import Instant
from incidents.model.window import Side
from incidents.version import own_version
from reports.checker.facts.fact import Fact, stated, way
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
_HORIZONS = {"now": "Now", "before-next-deployment": "Before the next deployment", "later": "Later"}
_PLACES = {
    "common": ("common",),
    "recurrence": ("across",),
    "delay": ("signatures",),
    "drift": ("changes",),
    "traffic": ("changes",),
    "contradiction": ("results",),
    "category": ("selection",),
    "trend": ("measured",),
    "impossible": ("measured",),
    "rerun": ("comparison",),
    "as": ("as-before",),
    "start": ("validation.changes",),
    "only": ("affected",),
    "named": ("affected",),
    "lost": ("affected",),
    "weighed": ("rivals", "hypotheses"),
}
"""Where the claims of a subject stand, by the first word of their ids."""

_RESULTS = {"pass": "pass", "fail": "fail", "unknown": "cannot tell"}
WORDS = {"go": "go", "no-go": "no-go", "cannot-tell": "cannot tell"}
_BASELINE = ("Compared with", "⟨Compared with⟩")
_CANDIDATE = ("Window", "Deployed", "⟨Window⟩")
_MARKS = {
    "observed": "",
    "derived": "Derived: ",
    "hypothesis": "Hypothesis: ",
    "unknown": "Not known: ",
    "human": "Stated by a person: ",
}
_KINDS = {
    "observed": "observed",
    "derived": "derived",
    "hypothesis": "hypothetical",
    "unknown": "not known",
    "human": "stated by people",
}
_AFFECTED = {
    "failing": "failing",
    "degraded": "degraded",
    "wrong-by-tests": "answers, but wrong by its tests",
    "as-before": "as before",
    "unaffected": "not affected",
    "not-observed": "not observed",
}


def of_whole(incident: Incident) -> Iterator[str]:
    """What may stand anywhere: names, and what is said behind a label of its own."""
    yield from (incident.name, incident.impact.environment, f"Compared with {incident.baseline}")
    yield from (f"{head} {incident.baseline}" for head in ("Earlier incident:", "⟨Earlier incident⟩"))
    scope = incident.scope
    noun = "service" if len(scope.services) == 1 else "services"
    yield f"project {scope.project}, region {scope.region}, {noun} {', '.join(scope.service_names)}"
    for side, heads in ((incident.window.baseline, _BASELINE), (incident.window.candidate, _CANDIDATE)):
        yield from (f"{head} {_of_side(side)}" for head in heads)
    yield from _of_verdict(incident)
    yield from _of_rows(incident)
    yield from _of_amounts(incident)


def _of_verdict(incident: Incident) -> Iterator[str]:
    """The word with its reason, on the first record of each finding that makes it, else on all that was read."""
    findings = {each.id: each for each in incident.findings}
    wrong = [findings[key] for key in numbers(incident)]
    found = [each.primary[0] for each in wrong if each.state in ("new", "worse")]
    found = found or [each.primary[0] for each in wrong] or [each.id for each in incident.readings]
    told = f"{verdict_word(incident)} in {incident.impact.environment}: {incident.verdict_reason}"
    yield f"{told}{marks(found)}"
    yield f"What {'failed' if incident.verdict == 'resolved' else 'fails'}"


def _of_side(side: Side) -> str:
    start, end = side.span.start, side.span.end
    names = [each.revision for each in side.revisions]
    noun, cited = "revision" if len(names) == 1 else "revisions", marks(each.evidence for each in side.revisions)
    served = f"{noun} {', '.join(names)}{cited}" if names else "no revision known"
    if start and end:
        return f"{between(start, end)} ({lasting(start.seconds_until(end))}), {served}; {side.reason}"
    opening = at(start) if start else "an unknown start"
    return f"{opening} to {at(end) if end else 'an unknown end'}, {served}; {side.reason}"


def of_claims(incident: Incident) -> Iterator[Fact]:
    """Each in the sections that are about its subject; what a part of the incident names as its own has its place."""
    decided, beyond = incident.decision, incident.impact.beyond
    for each in incident.claims:
        subject = each.id.removeprefix("claim-").partition("-")[0]
        places: tuple[str, ...] = _PLACES.get(subject, ("observations",))
        if each.id in beyond:
            places = ("affected",)
        if decided and each.id in (decided.claim, decided.checked):
            places = ("summary", "criteria")
        if each.kind == "human":
            places = (*places, "human")
        yield from stated((marked(each),), *places)


def _of_rows(incident: Incident) -> Iterator[str]:
    told = {each.id: marked(each) for each in incident.claims}
    older = sum(each.id.startswith("claim-as-before-") for each in incident.claims)
    yield f"As before: {counted(older, 'kind of error', 'kinds of error')}"
    for each in incident.timeline:
        yield f"⟨Time (UTC)⟩ {at(each.at)} ⟨What⟩ {marked(each.claim)}"
        clock = at(each.at).removesuffix("Z")
        yield from (f"⟨Time (UTC)⟩ {shown} ⟨What⟩ {said(each.claim)}" for shown in (clock, clock[11:]))
    for affected in incident.impact.affected:
        state = _AFFECTED[affected.state]
        row = f"⟨Function⟩ {affected.component} ⟨State⟩ {state} ⟨What the records say⟩ {told[affected.claim]}"
        yield f"{row} ⟨First sign⟩ {_since(incident, affected)}"
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


def verdict_word(incident: Incident) -> str:
    """New warnings alone are to be looked at."""
    worse = [each for each in incident.findings if each.state in ("new", "worse")]
    warned = incident.verdict == "incident" and bool(worse) and all(each.kind == "warning" for each in worse)
    return "To look at" if warned else VERDICTS[incident.verdict]


def marked(claim: Claim) -> str:
    """The sentence as a document prints it: what kind it is, if no observation, and its footnotes."""
    return f"{_MARKS[claim.kind]}{said(claim)}{marks(claim.cites)}"


def of_ends(incident: Incident) -> Iterator[Fact]:
    """What is to be decided, done and asked; an action under the time at which it is due."""
    back = incident.rollback
    told = f"No rollback is proposed: {back.reason}{marks(back.cites)}"
    if back.command:
        told = f"Send the traffic of {back.service} back to {back.target}: {back.reason}{marks(back.cites)}"
    yield from stated((told,), "summary", "options")
    short, found = numbers(incident), {each.id for each in incident.findings}
    for action in incident.actions:
        origin = short.get(action.because) or (action.because if action.because in found else "an open question")
        said = f"{action.text} Done when: {action.done_when} Owner: unassigned. From: {origin}"
        yield Fact(said, frozenset({"actions"}), (way(_HORIZONS[action.horizon]),))
    for question in incident.questions:
        reason = f"Open because {question.why} To find out: {question.query}"
        yield from stated((reason, f"{question.text} {reason}"), "unknowns")
        yield Fact(question.text, frozenset({"unknowns"}), (way(reason),))
    yield from stated(_of_doubts(incident))


def _of_doubts(incident: Incident) -> Iterator[str]:
    for doubt in incident.doubts:
        test = doubt.test or "the whole run"
        for why in ("Why", "Why it is no evidence"):
            yield f"⟨Run⟩ {doubt.run_name} ⟨Test⟩ {test} ⟨{why}⟩ {doubt.reason}{marks((doubt.run, *doubt.cites))}"


def _of_footer(incident: Incident) -> Iterator[str]:
    kinds = Counter[str](each.kind for each in incident.claims)
    statements = ", ".join(f"{kinds[each]} {word}" for each, word in _KINDS.items() if kinds[each]) or "none"
    seals = "\x1f".join(sorted(each.hash for each in incident.index)).encode()
    held = f"{counted(len(incident.index), 'record', 'records')}, fingerprint {sha256(seals).hexdigest()[:12]}"
    head = (
        f"Written from the stored evidence alone ({held}) by version {own_version()}: incident render {incident.name}"
    )
    shown = "incident show with the name of a footnote prints the record behind it."
    numbered = f"Statements by kind: {statements}"
    yield f"{head} writes the same bytes again. {numbered}"
    yield f"{head} writes the same text again, and {shown} {numbered}"
    yield "Reviewed by: nobody yet"


def _of_amounts(incident: Incident) -> Iterator[str]:
    complete = sum(each.status == "complete" for each in incident.readings)
    doubts = len({(each.run, each.test) for each in incident.doubts})
    basis = ["nothing read"]
    if incident.readings:
        basis = [f"{complete} of {counted(len(incident.readings), 'reading', 'readings')} complete"]
    if doubts:
        basis.append(f"{counted(doubts, 'test result is', 'test results are')} no evidence")
    basis.append(counted(len(incident.questions), "open question", "open questions"))
    yield from (f"{head} {', '.join(basis)}" for head in ("Basis:", "⟨Basis⟩"))
    yield from _of_footer(incident)
    failing = [each for each in incident.findings if each.state != "resolved"]
    lasts = [each.last for each in failing if each.last]
    end = incident.window.candidate.span.end
    if lasts and end:
        last = f"{at(max(lasts))}; the window ends at {at(end)}"
        yield from (f"Last seen: {last}", f"⟨Last seen⟩ {last}")


def _amount(value: float) -> str:
    """With commas between thousands, as far as there are any."""
    whole, _, part = f"{value:.10g}".partition(".")
    return f"{int(whole):,}{f'.{part}' if part else ''}"


def of_exposure(incident: Incident) -> Iterator[str]:
    """What is declared to depend on a component, with the findings in it."""
    for each in incident.policy.components:
        own = [one for one in incident.findings if one.component == each.name and one.state != "resolved"]
        hit = [one for one in own if one.kind != "warning"]
        if each.value is None or not hit:
            continue
        worth = (
            f"{'at least ' if each.value.at_least else ''}{_amount(each.value.per_year)} {each.value.currency} a year"
        )
        stated = f"{f', stated by {each.owner}' if each.owner else ''}{f', dated {each.dated}' if each.dated else ''}"
        head = f"{each.name} (tier {each.tier}): declared at {each.value.text}, which is {worth}{stated}"
        head += marks((each.declared,))
        for order in (hit, sorted(hit, key=lambda one: (one.priority.level, one.id))):
            yield f"{head}. Findings in it: {'; '.join(f'{one.title}, {one.priority.level}' for one in order)}"
