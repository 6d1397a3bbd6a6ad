"""One list of what happened when, each row on the records that date it."""

from collections.abc import Iterator
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.analysis.titles import fitted
from incidents.model.claim import Claim, Value, ValueForm
from incidents.model.evidence import (
    OpenIssue,
    PlatformEvent,
    Probe,
    Revision,
    SessionRecord,
    TestRun,
    TrafficShare,
)
from incidents.model.finding import Finding
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Span
from incidents.model.timeline import Moment, MomentKind

_Named = tuple[str, ValueForm, str | int]
_MOST = 500
_WEIGHTS: tuple[MomentKind, ...] = (
    "signature", "deployment", "run", "traffic", "session", "platform", "probe", "commit", "issue",
)  # fmt: skip
_TOLD_OF = ("not-ready", "crash")


class Told(NamedTuple):
    """The moments that are kept, and how many are not."""

    moments: tuple[Moment, ...]
    more: int


def timeline(facts: Facts, findings: list[Finding], most: int = _MOST) -> Told:
    """From the start of the baseline to the end of the window, in the order of time and then of the sentences.

    Where there are more, what weighs least is left out.
    """
    whole = Span(start=facts.window.baseline.span.start, end=facts.window.candidate.span.end)
    found = [*_of_findings(findings), *_of_platform(facts), *_of_checks(facts), *_of_people(facts)]
    kept = {each.claim.id: each for each in found if whole.holds(each.at)}
    ordered = sorted(kept.values(), key=lambda each: (each.at, each.claim.text, each.claim.id))
    weighty = sorted(ordered, key=lambda each: _WEIGHTS.index(each.kind))[:most]
    chosen = {each.claim.id for each in weighty}
    return Told(tuple(each for each in ordered if each.claim.id in chosen), len(ordered) - len(chosen))


def _of_findings(findings: list[Finding]) -> Iterator[Moment]:
    for each in findings:
        title: _Named = ("title", "text", each.title)
        if each.first is not None:
            yield _moment(each.first, "signature", "First seen: {title}.", (title,), each.primary)
        if each.last is not None and each.last != each.first:
            yield _moment(each.last, "signature", "Last seen: {title}.", (title,), each.primary)


def _of_platform(facts: Facts) -> Iterator[Moment]:
    for revision in facts.of(Revision):
        if revision.at is not None:
            ready = {True: "", False: ", which never became ready", None: ", whose readiness is not known"}
            name: _Named = ("revision", "name", revision.name)
            yield _moment(
                revision.at, "deployment", f"{{revision}} was created{ready[revision.ready]}.", (name,), (revision.id,)
            )
    for event in facts.of(PlatformEvent):
        service: _Named = ("service", "name", event.service)
        if event.traffic:
            shares: _Named = ("shares", "text", _shares(event.traffic))
            yield _moment(
                event.first, "traffic", "{service} was told to send {shares}.", (service, shares), (event.id,)
            )
        elif event.event in _TOLD_OF:
            said: _Named = ("message", "quote", fitted(event.message))
            yield _moment(event.first, "platform", "{service}: {message}", (service, said), (event.id,))


def _shares(traffic: tuple[TrafficShare, ...]) -> str:
    """In the platform's own order; a tag alone gives an address and no share."""
    told = [
        f"{each.percent} percent to {each.revision or 'the latest ready revision'}" for each in traffic if each.percent
    ]
    return " and ".join(told) or "nothing to any revision"


def _of_checks(facts: Facts) -> Iterator[Moment]:
    for run in facts.of(TestRun):
        if run.at is not None:
            yield _moment(run.at, "run", *_run(run), (run.id,))
    for probe in facts.of(Probe):
        if probe.at is not None:
            values: tuple[_Named, ...] = (
                ("target", "name", probe.target),
                ("succeeded", "number", probe.succeeded),
                ("attempts", "number", probe.attempts),
            )
            yield _moment(
                probe.at, "probe", "{target} answered {succeeded} of {attempts} attempts.", values, (probe.id,)
            )


def _run(run: TestRun) -> tuple[str, tuple[_Named, ...]]:
    counts = run.counts
    figures = (
        ("passed", counts.passed),
        ("failed", counts.failed),
        ("error" if counts.errors == 1 else "errors", counts.errors),
        ("skipped", counts.skipped),
    )
    told = [(word, count) for word, count in figures if count] or [("executed", 0)]
    stopped = ", and was stopped" if run.interrupted else ""
    template = f"Run {{run}} began: {', '.join(f'{{{word}}} {word}' for word, _ in told)}{stopped}."
    return template, (("run", "name", run.name), *((word, "number", count) for word, count in told))


def _of_people(facts: Facts) -> Iterator[Moment]:
    for commit in facts.commits.values():
        if commit.at is not None:
            state = "deployed" if commit.new_in else "not deployed"
            values: tuple[_Named, ...] = (
                ("sha", "name", commit.sha[:12]),
                ("subject", "quote", fitted(commit.subject)),
            )
            yield _moment(commit.at, "commit", f"Commit {{sha}} ({state}): {{subject}}", values, (commit.id,))
    for issue in facts.of(OpenIssue):
        named: tuple[_Named, ...] = (
            ("number", "number", issue.number),
            ("title", "quote", fitted(issue.title)),
        )
        if issue.at is not None:
            yield _moment(issue.at, "issue", "Issue {number} was opened: {title}", named, (issue.id,))
        if issue.closed_at is not None:
            yield _moment(issue.closed_at, "issue", "Issue {number} was closed: {title}", named, (issue.id,))
    for session in facts.of(SessionRecord):
        name: tuple[_Named, ...] = (("name", "name", session.name), ("mode", "name", session.mode))
        if session.at is not None:
            yield _moment(session.at, "session", "Session {name} began, declared {mode}.", name, (session.id,))
        if session.end is not None:
            yield _moment(session.end, "session", "Session {name} ended, declared {mode}.", name, (session.id,))


def _moment(
    at: Instant,
    kind: MomentKind,
    template: str,
    values: tuple[_Named, ...],
    cites: tuple[str, ...],
) -> Moment:
    given = tuple(Value(name=name, form=form, value=value) for name, form, value in values)
    claim_id = f"moment-{digest(str(at), kind, template, *(str(value) for *_, value in values), *cites)}"
    claim = Claim(id=claim_id, kind="observed", template=template, values=given, cites=cites)
    return Moment(at=at, kind=kind, claim=claim)
