"""The whys of each finding: the leading cause with its rivals, what lies behind it, and where the evidence stops."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from incidents.amounts import counted
from incidents.analysis.causes.behind import called_failure
from incidents.analysis.causes.confidence import confidence
from incidents.analysis.causes.counterfactual import taken_back
from incidents.analysis.causes.course import Course
from incidents.analysis.causes.deeper import imported_by_production
from incidents.analysis.causes.elsewhere import (
    clocks,
    failed_callee,
    late_onset,
    one_item,
    other_end,
    redirected,
    stale_image,
    unheard,
)
from incidents.analysis.causes.ending import ending
from incidents.analysis.causes.harmless.quiet import is_quiet, why_quiet
from incidents.analysis.causes.of_data import depends_on_data
from incidents.analysis.causes.reachable import held_by
from incidents.analysis.causes.rivals import rivals
from incidents.analysis.causes.set_in_repository import in_other_words, set_in_repository
from incidents.analysis.causes.suspect import BY_WORDS, Suspect
from incidents.analysis.causes.suspects import Line, Suspects
from incidents.analysis.causes.uncaught.not_caught import not_caught
from incidents.analysis.commands import changed_before, deployments, plain
from incidents.analysis.course.began_late import depends_on_load, good_start
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.outside import CAPACITY, ONE_ITEM
from incidents.analysis.course.set_in import before_window, set_in
from incidents.analysis.course.symptom import Symptom, symptom_of
from incidents.analysis.facts import Facts
from incidents.analysis.origin.last_changes import origin_of
from incidents.analysis.rules import stale_deployment
from incidents.model.cause import Answer, Cause, Chain, Stop, Why
from incidents.model.evidence import LogPattern, RequestStatistics, Revision
from incidents.model.finding import Finding
from incidents.model.incident import Doubt
from incidents.model.record import digest

_OF_NO_CHANGE = {
    "session": "the records tell what was changed and when, and not why it was done in that time",
    "metric": "a figure beyond its limit tells no cause by itself",
}
_CLEAR = 1.25
_MOST_NAMED = 3


def explain(facts: Facts, findings: Sequence[Finding], doubts: Sequence[Doubt]) -> list[Chain]:
    """One chain for each finding that can have a cause: what shows nothing, and what comes and goes, has none yet."""
    stale = [each for each in findings if each.rule == stale_deployment.NAME]
    names = {facts.records[key].id: facts.records[key] for each in stale for key in each.primary}
    suspects = Suspects(facts, frozenset(each.name for each in names.values() if isinstance(each, Revision)))
    explained = [each for each in findings if each.kind != "authenticity" and each.state != "flaky"]
    return [Chain(finding=each.id, whys=tuple(_whys(facts, each, findings, suspects, doubts))) for each in explained]


def _whys(
    facts: Facts, finding: Finding, findings: Sequence[Finding], suspects: Suspects, doubts: Sequence[Doubt]
) -> Iterator[Why]:
    if finding.state == "persisting":
        text = "the failure was there before the window began, so nothing in the window led to it"
        origin = origin_of(facts, finding)
        text += f"; {origin.said}" if origin else ""
        yield _stop(finding.id, "outside-window", text, "incident build --since EARLIER_POINT")
        return
    if finding.kind in _OF_NO_CHANGE:
        yield _stop(finding.id, "needs-a-person", _OF_NO_CHANGE[finding.kind], f"incident show {finding.id}")
        return
    if is_quiet(facts, finding):
        yield _stop(finding.id, "needs-a-person", *why_quiet(facts, finding))
        return
    symptom = symptom_of(facts, finding)
    start = good_start(facts, finding) if symptom.revision else None
    ended = ending(facts, finding)
    late = start is not None or (served_well_before(facts, finding) and not depends_on_load(facts, finding))
    line = suspects.of(finding, symptom, ended, late=late)
    named = [each for each in line.suspects if each.strong or each.service]
    found = named if late or finding.state == "not-comparable" else _worth_saying(finding, line.suspects)
    if late:
        found = sorted(found, key=lambda each: not (each.closest or each.service))
    of_data = depends_on_data(symptom.message)
    closest = any(each.closest and (start is None or of_data or each.service) for each in named)
    outside = None if closest else _elsewhere(facts, finding, findings, symptom)
    if outside is not None:
        yield Answer(cause=late_onset.beside(outside, [each for each in line.suspects if each.service]))
        yield _beyond(outside, finding, findings)
        return
    if not found and (older := stale_image.behind_test(facts, finding, findings)) is not None:
        yield Answer(cause=older)
        yield _beyond(older, finding, findings)
        return
    if not found:
        text, query = _nothing(facts, finding, late=late)
        yield _stop(finding.id, "not-collected", f"{text}{_ruled_out(line)}", query)
        return
    told = replace(line, suspects=tuple(found))
    course = Course(None, None) if found[0].service else Course(start, ended, of_data)
    yield from _explained(facts, finding, symptom, told, course)
    deployed = found[0].change.revision if found[0].service else symptom.revision
    unnoticed = not_caught(facts, finding, deployed, doubts)
    if unnoticed is not None:
        yield Answer(cause=unnoticed)


def _elsewhere(facts: Facts, finding: Finding, findings: Sequence[Finding], symptom: Symptom) -> Cause | None:
    """A cause that is no change of this service: its image, what it calls, a redirect, its port, others, no room."""
    image, called = stale_image.cause(facts, finding), failed_callee.cause(facts, finding, findings, symptom)
    sent_on = redirected.cause(facts, finding, symptom)
    apart = clocks.cause(facts, finding, symptom)
    heard = unheard.cause(facts, finding, symptom)
    late = late_onset.cause(facts, finding, symptom) or other_end.cause(facts, finding, symptom)
    return image or called or sent_on or apart or heard or late or one_item.cause(facts, finding)


def _beyond(cause: Cause, finding: Finding, findings: Sequence[Finding]) -> Stop:
    """Where the chain leads on: to the chain of the other service, to records of others, or to a person."""
    if cause.rule == failed_callee.NAME:
        other = called_failure(cause, finding, findings)
        text = "the chain of the other service's own failure leads on"
        return _stop(cause.id, "needs-a-person", text, f"incident show {other.id if other else cause.effect}")
    if cause.rule == stale_image.NAME:
        text = "no record that was read says why this image was deployed"
        return _stop(cause.id, "needs-a-person", text, f"incident show {cause.evidence_for[0]}")
    if cause.rule == redirected.NAME:
        text = "no record that was read says how the route is declared, or since when it is redirected"
        return _stop(cause.id, "not-collected", text, f"incident show {cause.evidence_for[-1]}")
    if cause.rule == unheard.NAME:
        text = "no record that was read says where the process takes its port from"
        return _stop(cause.id, "not-collected", text, f"incident show {cause.effect}")
    text = "the records of the other side were not read"
    if cause.rule == ONE_ITEM:
        text = "what the item holds, and where it came from, was not read"
    if cause.rule == CAPACITY:
        text = "what the room was sized for, and what asked for more, was not read"
    return _stop(cause.id, "not-collected", text, f"incident show {cause.effect}")


def _worth_saying(finding: Finding, suspects: Sequence[Suspect]) -> Sequence[Suspect]:
    """All of them, unless the first has no more than words in common with the failure.

    A failed test tells in many words what it is about, and a change that is clearly nearest in words was right more
    often than not on regressions with a known truth. A log line does not tell enough for that.
    """
    if not suspects or suspects[0].strong or suspects[0].ties[0].rule not in BY_WORDS:
        return suspects
    clear = len(suspects) < 2 or suspects[0].score >= _CLEAR * suspects[1].score
    return suspects if clear and finding.kind == "test" else ()


def _explained(facts: Facts, finding: Finding, symptom: Symptom, line: Line, course: Course) -> Iterator[Why]:
    lead, *others = line.suspects
    back, against = taken_back(course.ended, lead), course.against(lead.change)
    compared = finding.state in ("new", "worse")
    shown = {*finding.primary, *_naming(facts, finding, lead.ties[0].about)}
    sure = confidence(lead, others, ended_without_it=back is not None, compared=compared)
    cause = Cause(
        id=f"cause-{digest(finding.id, lead.named, lead.change.setting or '')}",
        effect=finding.id,
        rule=lead.ties[0].rule,
        claim=lead.claim,
        mechanism=f"{lead.ties[0].how}{_in_words(finding, lead.ties[0].about)}",
        change=lead.change,
        evidence_for=tuple(sorted({*shown, *lead.own, *lead.ties[0].cites, *(back[1] if back else ())})),
        evidence_against=tuple(sorted({cite for _, cites in against for cite in cites})),
        looked_for="; ".join(
            [*_looked_for(facts, finding, lead), *course.not_against(), *(f"against it: {said}" for said, _ in against)]
        ),
        rivals=rivals(facts, lead, others, line, symptom),
        counterfactual=back[0] if back else None,
        confidence="possible" if against else sure,
        missing=None if back else f"{_again(symptom)} with this change taken back",
    )
    yield Answer(cause=cause)
    deeper = imported_by_production(facts, cause, lead) if finding.kind != "test" else None
    deeper = deeper or set_in_repository(facts, cause)
    if deeper is not None:
        yield Answer(cause=deeper)
    if against:
        text = f"what ties the change to the failure and that {against[0][0]} do not fit together"
        yield _stop(cause.id, "conflicting-evidence", text, f"incident show {against[0][1][0]}")
        return
    last = deeper or cause
    told = in_other_words(facts, last) or ("no record that was read says why this was done", _why_done(facts, last))
    yield _stop(last.id, "needs-a-person", *told)


def _naming(facts: Facts, finding: Finding, about: str | None) -> list[str]:
    """The messages beside the failure itself that spell what the tie goes by."""
    beside = (each for key in finding.related if isinstance(each := facts.records[key], LogPattern))
    return [each.id for each in beside if about and about in each.excerpt]


def _again(symptom: Symptom) -> str:
    """What would have to be done once more; what never started is asked nothing."""
    return "a start" if symptom.start_up is not None else "a run of the same requests or tests"


def _in_words(finding: Finding, about: str | None) -> str:
    """The line beside failed requests that spells what the tie goes by: an answer has no words of its own."""
    told = (each for each in finding.echoes if finding.kind == "request" and about and about in each.title)
    return next((f"; {each.title.partition(': ')[2]}: {each.reason}" for each in told), "")


def _why_done(facts: Facts, last: Cause) -> str:
    """Where who did it may have said why: in the commit, or beside the deployment that changed the setting."""
    change = last.change
    if change is not None and change.commit:
        return f"git show {change.commit}"
    changed = facts.revisions.get(change.revision) if change is not None and change.revision else None
    return deployments(facts, changed.service) if changed is not None else f"incident show {last.evidence_for[0]}"


def _looked_for(facts: Facts, finding: Finding, lead: Suspect) -> list[str]:
    """What would rule the change out, and what was found."""
    if finding.kind == "latency":
        return [f"answers that took as long before the change, which would rule it out; {_took_before(facts, finding)}"]
    return [f"the same failure before the change, {_seen_before(facts, finding)}", *_in_no_image(facts, finding, lead)]


def _seen_before(facts: Facts, finding: Finding) -> str:
    """What was there before a change that is not ruled out so, it can have made worse and no more."""
    began = set_in(facts, finding) if before_window(facts, finding) else None
    if began is not None:
        return f"which would rule it out; {began.said}"
    if finding.before is None:
        return "which would rule it out; there is nothing before to compare with"
    if finding.before.n and finding.state == "worse":
        return f"which it would not have begun, but made worse; before, it was seen in {finding.before.said}"
    return f"which would rule it out; before, it was seen in {finding.before.said}"


def _in_no_image(facts: Facts, finding: Finding, lead: Suspect) -> list[str]:
    """That what a failed test shows is not deployed, where that is known of its commit."""
    commit = lead.change.commit
    known = any(each.commit for each in facts.window.candidate.revisions)
    if finding.kind != "test" or commit is None or not known or held_by(facts, commit):
        return []
    where = facts.sealed.scope.environment
    return [f"a revision that holds the commit; none that was read does, so {where} does not run it"]


def _took_before(facts: Facts, finding: Finding) -> str:
    slow = {(each.method, each.route) for each in _requests(facts, finding.primary)}
    rows = (each for each in _requests(facts, finding.related) if (each.method, each.route) in slow)
    before = next((each for each in rows if each.latency and each.revision not in facts.new_revisions), None)
    if before is None or before.latency is None:
        return "there is nothing before to compare with"
    return f"before, the median of {counted(before.latency.count, 'requests')} was {before.latency.p50_ms:g} ms"


def _requests(facts: Facts, keys: Sequence[str]) -> list[RequestStatistics]:
    return [each for key in keys if isinstance(each := facts.records[key], RequestStatistics)]


def _ruled_out(line: Line) -> str:
    """The settings that a reader would suspect in vain, each with the reason."""
    settings = ((each, why) for each, why in line.outlived if each.change.setting)
    return "".join(f"; that {each.claim} is ruled out: {why}" for each, why in settings)


def _nothing(facts: Facts, finding: Finding, *, late: bool) -> tuple[str, str]:
    if finding.service and not facts.window.candidate.of(finding.service):
        others = [each.revision for each in facts.window.candidate.revisions]
        text = f"nothing of {finding.service} was deployed in the window, and "
        if others:
            text += f"nothing that was read ties what was deployed of others to it ({', '.join(others[:_MOST_NAMED])})"
        else:
            text += "no record that was read tells what changed"
        return text, changed_before(facts, finding)
    if late:
        text = "it began on a revision that had served well, and no record that was read tells what changed then"
        return text, changed_before(facts, finding)
    return "no change that was read touches what the evidence names", _to_read(facts, finding)


def _to_read(facts: Facts, finding: Finding) -> str:
    """What was deployed between, where that is known: a person sees in it what no name gives away."""
    between = (each for each in facts.window.commits if each.service == finding.service and each.state == "known")
    known = next((each for each in between if each.good != each.bad), None)
    good, bad = (plain(sha or "") for sha in (known.good, known.bad)) if known else (None, None)
    return f"git log -p {good}..{bad}" if good and bad else f"incident show {finding.id}"


def _stop(effect: str, reason: str, text: str, query: str) -> Stop:
    return Stop.model_validate({"effect": effect, "reason": reason, "text": text, "query": query})
