"""What each case of a run shows: only one that executed, and not in its own process, counts in a pass rate."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from incidents.analysis.facts import Facts
from incidents.analysis.judged.in_process import ran_in_process
from incidents.analysis.passes import (
    asserts_nothing,
    executed_on_mock,
    fell_back_by_source,
    no_request_on_server,
    skipped_for_outage,
    vacuous_pass,
)
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Ratio
from incidents.model.incident import Doubt

Standing = Literal[
    "executed-real",
    "executed-in-process",
    "executed-on-mock",
    "fell-back-mid-run",
    "vacuous",
    "no-request-on-server",
    "asserts-nothing",
    "skipped",
    "infrastructure-outage",
    "not-executed",
]
EXECUTED: tuple[Standing, ...] = ("executed-real", "executed-in-process")
"""Results that are an answer: of the deployed service, or of the code alone."""
VOID: tuple[Standing, ...] = (
    "executed-on-mock",
    "fell-back-mid-run",
    "vacuous",
    "no-request-on-server",
    "asserts-nothing",
    "infrastructure-outage",
)
"""Results that look like an answer and are none."""
# In the order in which they decide: what a case says of itself comes before what time, server and source tell.
_RULES = (
    executed_on_mock,
    skipped_for_outage,
    fell_back_by_source,
    vacuous_pass,
    no_request_on_server,
    asserts_nothing,
)
_STANDINGS: dict[str, Standing] = {
    skipped_for_outage.NAME: "infrastructure-outage",
    fell_back_by_source.NAME: "fell-back-mid-run",
    vacuous_pass.NAME: "vacuous",
    no_request_on_server.NAME: "no-request-on-server",
    asserts_nothing.NAME: "asserts-nothing",
}
_FELL_BACK = re.compile(
    r"\b(?:fall\w*|fell)[ -]?back|\bfallback|\bswitch|\binstead\b|\b(?:go|carry|continu)\w*(?: on)? with\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Judgement:
    """What one case of one run shows, with the records that say so; `reason` is None for what executed."""

    case: CaseResult
    standing: Standing
    reason: str | None
    cites: tuple[str, ...]


def judgements(facts: Facts) -> dict[str, tuple[Judgement, ...]]:
    """For the id of each run of the candidate side its cases, by test."""
    doubted: dict[tuple[str, str | None], Doubt] = {}
    for rule in _RULES:
        for doubt in rule.doubts(facts):
            doubted.setdefault((doubt.run, doubt.test), doubt)
    return {
        run.id: tuple(
            _judgement(facts, run, case, doubted.get((run.id, case.test)))
            for _, case in sorted(facts.cases[run.id].items())
        )
        for run in facts.candidate_runs()
    }


def pass_rate(judged: Iterable[Judgement]) -> Ratio:
    """Passes among the real executions; a total of zero is "nothing was shown", not a rate of zero."""
    real = [each.case.outcome for each in judged if each.standing == "executed-real"]
    passed = sum(outcome in ("passed", "xpassed") for outcome in real)
    return Ratio(n=passed, total=len(real), unit="real executions")


def unreached(facts: Facts, run: TestRun) -> tuple[tuple[str, int], ...]:
    """How many cases of the run have no result, by why; a figure that the run does not tell is left out."""
    told = (("deselected", run.counts.deselected), ("not collected", len(run.collection_errors)))
    known = [(word, count) for word, count in told if count]
    cases = len(facts.cases[run.id])
    if run.interrupted and run.counts.collected is not None:
        left = run.counts.collected - (run.counts.deselected or 0) - cases
        known += [("not reached", left)] if left > 0 else []
    return tuple(known)


def _judgement(facts: Facts, run: TestRun, case: CaseResult, doubt: Doubt | None) -> Judgement:
    if doubt is not None:
        return Judgement(case, _standing(facts, run, case, doubt.rule), doubt.reason, doubt.cites)
    if case.outcome == "skipped":
        return Judgement(case, "skipped", "it was skipped", (case.id,))
    if case.outcome == "error":
        return Judgement(case, "not-executed", "it ended in an error outside of its body", (case.id,))
    if ran_in_process(facts, run, case):
        return Judgement(case, "executed-in-process", None, (case.id,))
    return Judgement(case, "executed-real", None, (case.id,))


def _standing(facts: Facts, run: TestRun, case: CaseResult, rule: str) -> Standing:
    if rule == executed_on_mock.NAME:
        line = executed_on_mock.stand_in_line(facts, run, case) or ""
        return "fell-back-mid-run" if _FELL_BACK.search(line) else "executed-on-mock"
    return _STANDINGS[rule]
