"""A pass of a test of the deployed service whose source checks nothing.

Claims: at the commit of the run (or the deployed one, where the run names none) the test's function, and what it calls
in its file, hold no assertion and no call that is named like one, so whatever the service answers, it passes unless
something raises. Refuted by a check in a helper of another file: where one is called, nothing is said.
"""

from incidents.analysis.facts import Facts
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.tested.sources_of_tests import source_of
from incidents.model.incident import Doubt

NAME = "asserts-nothing"


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each such pass of the candidate side."""
    found = []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            if case.outcome != "passed" or not claims_the_service(facts, run, case):
                continue
            source = source_of(facts, run, case)
            if source is not None and not source.function.checks and not source.function.unseen:
                reason = f"it passed, and {source.named} asserts nothing (line {source.function.line})"
                cites = (case.id, source.file.id)
                found.append(
                    Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=cites)
                )
    return found
