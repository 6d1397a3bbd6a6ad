"""Phrases on test runs, what was planned and how the tests compare with before."""

from collections import Counter
from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, CaseResult, PlannedTest, TestRun
from incidents.model.finding import Ratio
from incidents.model.incident import Incident
from incidents.model.run_account import Figure, RunAccount
from reports.checker.facts.figures import at, between, counted, lasting, marks
from reports.checker.facts.findings import STATES

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
_PLANNED = {
    "ran": "executed",
    "elsewhere": "executed in another environment, which shows nothing of the planned one",
    "not-run": "not executed",
    "not-comparable": "not comparable: the plan names no path",
    "no-run": "no run in the window",
}


def of_runs(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    for account in incident.runs:
        run = evidence.get(account.run)
        if isinstance(run, TestRun):
            yield from _of_run(account, run)
            yield from _of_failures(run, evidence)
    for line in incident.plan:
        planned = evidence.get(line.planned)
        if isinstance(planned, PlannedTest):
            category = planned.category or planned.priority or "not stated"
            result = f"{line.passed} of {line.executed} executed passed{marks(line.runs)}" if line.executed else ""
            row = f"⟨Planned⟩ {planned.target}{marks((planned.id,))} ⟨Category⟩ {category}"
            row += f" ⟨State⟩ {_PLANNED[line.state]}"
            yield f"{row} ⟨Result⟩ {result}"
    tests = [each for each in incident.comparisons if each.subject == "test"]
    for each in tests:
        yield f"⟨Test⟩ {each.name}{marks(each.cites)} ⟨State⟩ {STATES[each.state]} ⟨Why⟩ {each.reason}"
    states = Counter[str](each.state for each in tests)
    states.update({each.state: each.count for each in incident.left_out.comparisons if each.subject == "test"})
    parts = ", ".join(f"{states[key]} {word}" for key, word in STATES.items() if states[key])
    yield f"{counted(states.total(), 'test', 'tests')}: {parts}"


def _of_run(account: RunAccount, run: TestRun) -> Iterator[str]:
    counts, real, cited = run.counts, _rate(account.real), marks((run.id,))
    parts = [counted(counts.executed, "case executed", "cases executed"), f"{counts.passed} passed"]
    parts += [f"{counts.failed} failed"] if counts.failed else []
    parts += [counted(counts.errors, "error", "errors")] if counts.errors else []
    parts += [f"{counts.skipped} skipped"] if counts.skipped else []
    yield f"{run.name}: {', '.join(parts)}; real passes {real}{cited}"
    before = ", before the window" if account.side == "before" else ""
    row = f"⟨Run⟩ {run.name}{before}{cited} ⟨Environment⟩ {account.environment or 'not stated'}"
    row += f" ⟨From and to (UTC)⟩ {_span(run)}"
    row += f" ⟨Took⟩ {_took(account, run)} ⟨Collected⟩ {_known(counts.collected)}"
    row += f" ⟨Deselected⟩ {_known(counts.deselected)} ⟨Executed⟩ {counts.executed} ⟨Passed⟩ {counts.passed}"
    failed = counts.failed + counts.xpassed
    yield f"{row} ⟨Failed⟩ {failed} ⟨Errors⟩ {counts.errors} ⟨Skipped⟩ {counts.skipped} ⟨Real passes⟩ {real}"
    shown, missing = _figures(account.standings), _figures(account.unreached)
    yield f"⟨Run⟩ {run.name}{cited} ⟨What its cases show⟩ {shown} ⟨Without a result⟩ {missing}"


def _of_failures(run: TestRun, evidence: Mapping[str, AnyEvidence]) -> Iterator[str]:
    results = counted(run.counts.executed + run.counts.errors, "case", "cases")
    for same in failed_alike(run, evidence):
        yield from (each.test for each in same)
        cited = marks(each.id for each in same)
        yield f"{len(same)} of {results} not skipped in {run.name}{cited}"


def failed_alike(run: TestRun, evidence: Mapping[str, AnyEvidence]) -> list[list[CaseResult]]:
    """The cases of the run that failed, together where the first lines are the same, by name."""
    cases = [each for each in evidence.values() if isinstance(each, CaseResult) and each.run == run.id]
    failed = [each for each in cases if each.outcome in ("failed", "error")]
    groups: dict[str, list[CaseResult]] = {}
    for each in sorted(failed, key=lambda each: each.test):
        groups.setdefault((each.message or each.error_type or "").strip().split("\n")[0], []).append(each)
    return list(groups.values())


def _span(run: TestRun) -> str:
    if run.at is None:
        return "no zone stated"
    if run.ended is None and run.duration_s is None:
        return f"from {at(run.at)}"
    return between(run.at, run.ended or run.at.plus(run.duration_s or 0))


def _took(account: RunAccount, run: TestRun) -> str:
    stopped = ", stopped" if run.interrupted else ""
    if run.duration_s is None:
        return f"not stated{stopped}"
    whole = f"{run.duration_s:.1f} s" if run.duration_s < 120 else lasting(run.duration_s)
    return f"{whole}{'' if account.mean_s is None else f', {account.mean_s:.2f} s a case'}{stopped}"


def _rate(real: Ratio | None) -> str:
    if real is None:
        return "not judged"
    return f"{real.n} of {real.total} ({100 * real.n / real.total:.1f}%)" if real.total else "none"


def _known(count: int | None) -> str:
    return "" if count is None else str(count)


def _figures(figures: tuple[Figure, ...]) -> str:
    return ", ".join(f"{each.n} {_STANDINGS.get(each.word, each.word)}" for each in figures)
