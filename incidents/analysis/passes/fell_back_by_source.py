"""A pass of a test that can fall back to a stand-in, while its time or the server says that it did.

Claims: the test names a stand-in in its source, or its file or a helper that it calls takes one where something else
failed; and it passed in less than half of the time of each of at least two earlier passes, or too soon for an exchange
over a network, or while every request of its run's minutes failed. Refuted by a run whose own output shows
the real exchange, or by a source that cannot fall back. A source that can and a usual time prove nothing.
"""

from incidents.analysis.asked_by_runs import NETWORK_S
from incidents.analysis.facts import Facts
from incidents.analysis.passes.vacuous_pass import earlier_passes
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.tested.sources_of_tests import Source, fallback_of, source_of
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.incident import Doubt

NAME = "fell-back-by-source"
_ENOUGH_PASSES = 2


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each such pass of the candidate side."""
    found = []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            if case.outcome != "passed" or not claims_the_service(facts, run, case):
                continue
            source = source_of(facts, run, case)
            able = _able(facts, source) if source else None
            seen = _sign(facts, run, case) if able else None
            if source is None or able is None or seen is None:
                continue
            said, cites = seen
            reason = f"it passed {said}, and {source.named} {able}"
            all_cites = (case.id, source.file.id, *cites)
            found.append(
                Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=all_cites)
            )
    return found


def _able(facts: Facts, source: Source) -> str | None:
    """How the source lets the test run on a stand-in."""
    if source.function.stand_ins:
        return f"names {', '.join(source.function.stand_ins[:3])}"
    place = fallback_of(facts, source)
    return f"falls back to a stand-in in {place}" if place else None


def _sign(facts: Facts, run: TestRun, case: CaseResult) -> tuple[str, tuple[str, ...]] | None:
    """What shows that it did so in this run, and the records that say it."""
    took = case.duration_s
    if took is not None and took < NETWORK_S:
        return f"in {took:.3f} s, too soon for an exchange over a network", ()
    earlier = earlier_passes(facts, run, case.test)
    if took is not None and len(earlier) >= _ENOUGH_PASSES:
        least = min(each.duration_s or 0 for each in earlier)
        if 2 * took < least:
            return f"in {took:.3f} s, and never under {least:.3f} s before", tuple(sorted(each.id for each in earlier))
    failed = _all_failed(facts, run)
    return ("while every request of its minutes failed", failed) if failed else None


def _all_failed(facts: Facts, run: TestRun) -> tuple[str, ...]:
    if run.at is None or run.duration_s is None:
        return ()
    first, last = run.at.minute, run.at.plus(run.duration_s)
    asked = [(row, each) for row in facts.requests for each in row.by_minute if first <= each.minute <= last]
    if any(each.server_errors < each.count for _, each in asked):
        return ()
    return tuple(sorted({row.id for row, _ in asked}))
