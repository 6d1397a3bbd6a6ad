"""A green run of which nothing that could have reached a service was real.

Claims: nothing failed in the run, half of its passes or more are no evidence, and every other pass was too quick for an
exchange over a network, as a test within the process is. Refuted by one real pass that took long enough, or by a
failure, which is an answer.
"""

from incidents.analysis.asked_by_runs import NETWORK_S
from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import VOID, Judgement, judgements
from incidents.model.incident import Doubt

NAME = "no-real-pass"


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each such run of the candidate side; it cites the passes that are none."""
    judged = judgements(facts)
    found = []
    for run in facts.candidate_runs():
        cases = [each for each in judged[run.id] if each.standing != "skipped"]
        passes = [each for each in cases if each.case.outcome == "passed"]
        void = [each for each in passes if each.standing in VOID]
        failed = any(each.case.outcome in ("failed", "error") for each in cases)
        if failed or not void or len(void) * 2 < len(passes) or any(_could_be_real(each) for each in passes):
            continue
        reason = f"{len(void)} of its {len(passes)} passes are no evidence, and the others reached no service"
        cites = (run.id, *sorted({cite for each in void for cite in each.cites} - {run.id}))
        found.append(Doubt(run=run.id, run_name=run.name, test=None, rule=NAME, reason=reason, cites=cites))
    return found


def _could_be_real(each: Judgement) -> bool:
    took = each.case.duration_s
    return each.standing == "executed-real" and (took is None or took >= NETWORK_S)
