"""A run in which no test executed.

Claims: the run ended and not one case of it was executed, because nothing was collected or collection failed.
Refuted by one executed case.
"""

from incidents.analysis.facts import Facts
from incidents.model.incident import Doubt

NAME = "nothing-collected"


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each run of the candidate side without an executed case."""
    found = []
    for run in facts.candidate_runs():
        if run.counts.executed:
            continue
        errors = [case for case in facts.cases[run.id].values() if case.outcome == "error"]
        reason = "collection failed, so no test ran" if run.collection_errors or errors else "no test was collected"
        cites = (run.id, *sorted(case.id for case in errors))
        found.append(Doubt(run=run.id, run_name=run.name, test=None, rule=NAME, reason=reason, cites=cites))
    return found
