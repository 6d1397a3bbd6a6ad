"""A case that was skipped because what it tests could not be reached.

Claims: the case was skipped, and its reason says that a service or environment was not available. It shows nothing of
the service, and that everything else passed shows as little. Refuted by a reason that names a choice of the team.
"""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult
from incidents.model.incident import Doubt

NAME = "skipped-for-outage"
_OUT_OF_REACH = re.compile(
    r"\b(?:not|un)[ -]?(?:available|reachable)\b|\b(?:can|could)(?:not| not|n't) (?:be )?(?:connect|reach)|"
    r"\bconnection (?:refused|failed|timed out)\b|\b(?:is|seems|appears) (?:down|offline)\b|\bno connection\b",
    re.IGNORECASE,
)


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each case of the candidate side that was skipped for want of what it tests."""
    return [
        Doubt(
            run=run.id,
            run_name=run.name,
            test=case.test,
            rule=NAME,
            reason="it was skipped because what it tests could not be reached",
            cites=(case.id,),
        )
        for run in facts.candidate_runs()
        for case in facts.cases[run.id].values()
        if case.outcome == "skipped" and _OUT_OF_REACH.search(_reason(case))
    ]


def _reason(case: CaseResult) -> str:
    return f"{case.message or ''} {case.excerpt}"
