"""The test runs with their own figures beside what of them was a real execution."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, TestRun
from incidents.model.finding import Ratio
from incidents.model.incident import Incident
from incidents.model.run_account import Figure, RunAccount
from reports.citations import Citations
from reports.figures import duration, moment, stretch
from templates.outside_text import code, text
from templates.safe import Safe, filled, joined

_STANDINGS = {
    "executed-real": "real",
    "executed-in-process": "within their own process and not against the service",
    "executed-on-mock": "on a stand-in",
    "fell-back-mid-run": "fell back to a stand-in",
    "vacuous": "too quick to be real",
    "no-request-on-server": "without a request on the server",
    "infrastructure-outage": "skipped for an outage",
    "not-executed": "ended outside of the test's body",
}


@dataclass(frozen=True)
class RunRow:
    """`collected` and `deselected` are dashes where the run does not tell them."""

    run: Safe
    environment: Safe
    span: Safe
    took: Safe
    collected: Safe
    deselected: Safe
    executed: Safe
    passed: Safe
    failed: Safe
    errors: Safe
    skipped: Safe
    real: Safe


@dataclass(frozen=True)
class StandingRow:
    """What the cases of one run show, and which have no result at all."""

    run: Safe
    standings: Safe
    unreached: Safe


def run_rows(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[RunRow, ...]:
    """Those before the window first, each side in the order of time."""
    return tuple(_row(each, run, citations) for each, run in told_runs(incident, evidence))


def standing_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[StandingRow, ...]:
    """The runs in the window; the cases of earlier ones are not judged."""
    return tuple(
        StandingRow(
            run=filled("{name}{cites}", name=code(run.name), cites=citations.cite((run.id,))),
            standings=_figures(each.standings),
            unreached=_figures(each.unreached),
        )
        for each, run in told_runs(incident, evidence)
        if each.side == "window"
    )


def told_runs(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> tuple[tuple[RunAccount, TestRun], ...]:
    """The accounts with the records of their runs, where these are at hand."""
    pairs = ((each, evidence.get(each.run)) for each in incident.runs)
    return tuple((each, run) for each, run in pairs if isinstance(run, TestRun))


def _row(account: RunAccount, run: TestRun, citations: Citations) -> RunRow:
    counts = run.counts
    stopped = Safe(", stopped") if run.interrupted else Safe("")
    where = text(account.environment) if account.environment else Safe("not stated")
    before = Safe(", before the window") if account.side == "before" else Safe("")
    return RunRow(
        run=filled("{name}{before}{cites}", name=code(run.name), before=before, cites=citations.cite((run.id,))),
        environment=where,
        span=_span(run),
        took=filled("{took}{stopped}", took=_took(account, run), stopped=stopped),
        collected=_known(counts.collected),
        deselected=_known(counts.deselected),
        executed=_known(counts.executed),
        passed=_known(counts.passed),
        failed=_known(counts.failed + counts.xpassed),
        errors=_known(counts.errors),
        skipped=_known(counts.skipped),
        real=rate(account.real) if account.real else Safe("not judged"),
    )


def _span(run: TestRun) -> Safe:
    """From its start to the end that was stated, or else to the one that its duration gives."""
    if run.at is None:
        return Safe("no zone stated")
    end = run.ended or (run.at.plus(run.duration_s) if run.duration_s is not None else None)
    return stretch(run.at, end) if end else filled("from {at}", at=moment(run.at))


def _took(account: RunAccount, run: TestRun) -> Safe:
    """The whole duration, and what it is a case: a mean below what a network needs is telling."""
    if run.duration_s is None:
        return Safe("not stated")
    whole = Safe(f"{run.duration_s:.1f} s") if run.duration_s < 120 else duration(run.duration_s)
    if account.mean_s is None:
        return whole
    return filled("{whole}, {mean} s a case", whole=whole, mean=Safe(f"{account.mean_s:.2f}"))


def rate(part: Ratio) -> Safe:
    """`n` of all with the share; nothing of nothing has none."""
    if not part.total:
        return Safe("none")
    share = Safe(f"{100 * part.n / part.total:.1f}%")
    return filled("{n} of {all} ({share})", n=part.n, all=part.total, share=share)


def _known(count: int | None) -> Safe:
    return Safe("-") if count is None else filled("{n}", n=count)


def _figures(figures: tuple[Figure, ...]) -> Safe:
    parts = [filled("{n} {word}", n=each.n, word=text(_STANDINGS.get(each.word, each.word))) for each in figures]
    return joined(", ", parts) if parts else Safe("-")
