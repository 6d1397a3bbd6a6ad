"""Phrases of the page on what is wrong, why, and what is suspected; each behind the part that it stands in."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain as joined

from incidents.model.cause import Answer, Cause, ChangeRef, Stop
from incidents.model.evidence import AnyEvidence, Commit, FileChange, OpenIssue
from incidents.model.incident import Incident
from incidents.model.issue_draft import IssueDraft
from reports.checker.facts.causes import STOPS
from reports.checker.facts.figures import at, both_sides, counted, each_marked, marks, rate, share
from reports.checker.facts.findings import STATES, moves_of, numbers, seen
from reports.checker.facts.leading import best_known, lead_of, leading
from reports.checker.facts.readings import span_of
from reports.checker.facts.whole import WORDS, marked, verdict_word

_NAME = 70
_HORIZONS = {"now": "Now", "before-next-deployment": "Before the next deployment", "later": "Later"}
_DIFF = 160


def of_summary(incident: Incident) -> Iterator[str]:
    yield f"{verdict_word(incident)} {incident.verdict_reason}"
    findings = {each.id: each for each in incident.findings}
    for key in numbers(incident):
        finding = findings[key]
        yield f"⟨Title⟩ {finding.priority.level} {finding.title}"
        since = f", since {at(finding.first)}" if finding.first else ""
        for counts in both_sides(finding.before, finding.after):
            how = f", {rate(finding.after)}: {counts}" if finding.after else ""
            said = f"{STATES[finding.state]}{how}{since}{marks(finding.primary[:2])}"
            yield f"{finding.priority.level} {finding.title} {said}"
    yield from ("⟨Title⟩", "⟨Title⟩ No cause found")
    start = incident.window.candidate.span.start
    yield f"The window begins {at(start) if start else ''}"
    yield _leading(incident)
    claims = {each.id: each for each in incident.claims}
    decided = ""
    if incident.decision:
        decided = f"Decision: {WORDS[incident.decision.word]}. {marked(claims[incident.decision.claim])} Criteria "
    yield f"Decision {decided}{_question(incident)} {incident.rollback.reason}{marks(incident.rollback.cites)}"


def _leading(incident: Incident) -> str:
    """The confidence stands above the claim."""
    lead, titles = leading(incident), {each.id: each.title for each in incident.findings}
    if lead is None:
        return "Leading cause None needed: nothing that was read fails"
    listed = lead_of(incident, next(iter(numbers(incident))))
    if isinstance(listed.why, Cause):
        of = "" if lead.finding == next(iter(numbers(incident))) else f"Of “{titles[lead.finding]}”: "
        claim = f"{of}{lead.said()}{marks(lead.cited())}"
        return f"Leading cause {lead.confidence} {claim} Why, with the rivals"
    told = listed.why.text if isinstance(listed.why, Stop) else "No cause was found"
    other = lead if isinstance(lead.why, Cause) else best_known(incident)
    if other:
        claim = f"{other.said()}{marks(other.cited())}"
        told = f"{told}. Of “{titles[other.finding]}” it is {other.confidence}: {claim}"
    return f"Leading cause unknown {told} What is not known"


def _question(incident: Incident) -> str:
    back = incident.rollback
    if back.service and back.target and back.command:
        return f"Send the traffic of {back.service} back to {back.target}?"
    if incident.questions:
        return (
            f"No rollback is proposed; {counted(len(incident.questions), 'open question', 'open questions')} to answer"
        )
    return "No rollback is proposed"


def of_cards(incident: Incident) -> Iterator[str]:
    for finding in incident.findings:
        about = f"⟨{finding.id}⟩"
        yield f"{about} ⟨Title⟩ {finding.priority.level} {finding.title}"
        yield f"{about} ⟨State⟩ {STATES[finding.state]}"
        percent = f"{rate(finding.after)} " if finding.after and finding.after.total else ""
        yield from (f"{about} ⟨In the window⟩ {percent}{each}" for each in share(finding.after))
        yield from (f"{about} ⟨Before⟩ {each}" for each in share(finding.before))
        yield f"{about} ⟨Seen⟩ {seen(finding)}"
        component = f"component {finding.component}" if finding.component else None
        yield f"{about} ⟨In⟩ {', '.join(filter(None, (finding.service, component)))}"
        also = f" and{each_marked(finding.related)}" if finding.related else ""
        yield f"{about} Stands on{each_marked(finding.primary)}{also}"
        given = finding.priority
        yield f"{about} {given.level}, row {given.row}: {given.reason}{moves_of(incident, finding)}. {finding.id}"
        yield f"{about} What only follows from it: {len(finding.echoes)}"
        yield from (f"{about} {each.title}: {each.reason}" for each in finding.echoes)


def of_whys(incident: Incident) -> Iterator[str]:
    titles = {each.id: each.title for each in incident.findings}
    yield from titles.values()
    for why in joined.from_iterable(chain.whys for chain in incident.chains):
        if isinstance(why, Stop):
            # A stop is of the cause above it, or of the finding itself.
            above = ("", f"⟨{why.effect.removeprefix('claim-')}⟩ ")
            for about in above:
                yield f"{about}stops: {STOPS[why.reason]} {why.text}"
                yield f"{about}⟨To find out⟩ {why.query}"
        else:
            yield from _of_cause(why.cause)


def _of_cause(cause: Cause) -> Iterator[str]:
    about = f"⟨{cause.id}⟩"
    yield f"{about} {cause.confidence} {cause.claim}{each_marked(cause.evidence_for)}"
    yield f"{about} ⟨How⟩ {cause.mechanism}"
    yield f"{about} ⟨Looked for⟩ {cause.looked_for}"
    yield f"{about} ⟨Against it⟩{each_marked(cause.evidence_against)}"
    yield f"{about} ⟨Counter-check⟩ {cause.counterfactual or 'None was made'}"
    yield f"{about} ⟨Would settle it⟩ {cause.missing}"
    for rival in cause.rivals:
        claim = f"{rival.confidence} {rival.claim}{each_marked(rival.cites)}"
        apart = "Ruled out" if rival.confidence == "refuted" else "To tell them apart"
        yield f"{about} ⟨Rival⟩ {claim} {apart}: {rival.separating}"


def of_suspects(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    titles = {each.id: each.title for each in incident.findings}
    for chain in incident.chains:
        title = titles[chain.finding]
        for cause in (why.cause for why in chain.whys if isinstance(why, Answer) and why.cause.branch == "cause"):
            yield f"⟨Title⟩ {cause.confidence} {cause.claim}{each_marked(cause.evidence_for)}"
            yield f"Explains {title}{_committed(cause.evidence_for, evidence)}"
            yield from _of_setting(cause.change) if cause.change and cause.change.setting else ()
            for rival in cause.rivals:
                yield f"⟨Title⟩ {rival.confidence} {rival.claim}{each_marked(rival.cites)}"
                yield f"Rival explanation of {title}{_committed(rival.cites, evidence)}"
    for record in evidence.values():
        if isinstance(record, FileChange):
            lines = "" if record.added is None else f"+{record.added} -{record.removed}"
            yield f"{record.path} {lines}"


def _committed(cites: tuple[str, ...], evidence: Mapping[str, AnyEvidence]) -> str:
    commits = [each for each in map(evidence.get, cites) if isinstance(each, Commit)]
    return f"; committed {at(commits[0].at)}" if commits and commits[0].at else ""


def _of_setting(change: ChangeRef) -> Iterator[str]:
    yield f"⟨Setting⟩ {change.setting}"
    yield f"⟨Before⟩ {'not set' if change.before is None else change.before}"
    yield f"⟨After⟩ {'not set' if change.after is None else change.after}"


def diffs(evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    """The changes of files as the page prints them."""
    for record in evidence.values():
        if isinstance(record, FileChange):
            lines: list[str] = []
            for hunk in record.hunks:
                place = f"-{hunk.old_start},{hunk.old_lines} +{hunk.new_start},{hunk.new_lines}"
                lines += [f"@@ {place} @@ {hunk.section}".rstrip(), *hunk.text.split("\n")]
            more = [f"lines left out: {len(lines) - _DIFF}"] if len(lines) > _DIFF else []
            yield "\n".join([*lines[:_DIFF], *more])


def of_rest(incident: Incident) -> Iterator[str]:
    """The timeline by the clock, and what to do."""
    for moment in incident.timeline:
        day, clock = at(moment.at).split(" ")
        kind = "failure" if moment.kind == "signature" else moment.kind
        yield from (day, f"{clock} {kind} {marked(moment.claim)}")
    names = {each.id: each.title for each in incident.findings}
    names |= {
        why.cause.id: why.cause.claim for chain in incident.chains for why in chain.whys if isinstance(why, Answer)
    }
    for action in incident.actions:
        name = names.get(action.because, "an open question")
        because = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
        yield f"⟨What⟩ {action.text} ⟨Done when⟩ {action.done_when} ⟨From⟩ {because}"
    yield from _HORIZONS.values()


def of_tables(incident: Incident, evidence: Mapping[str, AnyEvidence], drafts: Sequence[IssueDraft]) -> Iterator[str]:
    """Drafts of issues, issues of the tracker, and what was read."""
    titles = {each.fingerprint: each.title for each in drafts}
    for draft in drafts:
        until = f" until {draft.until}" if draft.until and not draft.blocked_by else ""
        yield f"{draft.priority.level} {draft.title} {draft.state}{until}"
        for block in draft.blocked_by:
            yield f"{titles.get(block.fingerprint, block.fingerprint)} before {draft.title}"
            yield f"Blocked by {titles.get(block.fingerprint, block.fingerprint)}: {block.path}{marks(block.cites)}"
    for issue in evidence.values():
        if isinstance(issue, OpenIssue):
            updated = at(issue.updated_at) if issue.updated_at else "not told"
            row = f"⟨Number⟩ #{issue.number} ⟨Title⟩ {issue.title} ⟨State⟩ {issue.state}"
            row += f" ⟨Labels⟩ {', '.join(issue.labels)} ⟨Updated (UTC)⟩ {updated}"
            yield f"{row} ⟨Record⟩{marks((issue.id,))}"
    for reading in incident.readings:
        problems = "; ".join(f"{each.what} ({each.count})" for each in reading.problems)
        why = "; ".join(filter(None, (reading.why, problems)))
        row = f"⟨Source⟩ {reading.source} ⟨What⟩ {reading.what} ⟨From and to (UTC)⟩ {span_of(reading)}"
        yield f"{row} ⟨Items⟩ {reading.items} ⟨Status⟩ {reading.status}{f': {why}' if why else ''}"
    yield f"Complete readings: {sum(each.status == 'complete' for each in incident.readings)}"
