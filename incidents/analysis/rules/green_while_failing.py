"""A run in which nothing failed, in minutes in which most of the service did.

Claims: no case of the run failed, some of its results are void, and in its minutes at least half of the routes that
were asked, three or more, were answered with nothing but server errors: what it shows as a whole is not the service.
Refuted by one failed case, which is an answer, by results that are all real, or by routes that answered meanwhile.
"""

from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import VOID, judgements
from incidents.model.evidence import RequestStatistics, TestRun
from incidents.model.incident import Doubt

NAME = "green-while-failing"
_LEAST_ROUTES = 3


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each such run of the candidate side; it cites the requests that failed meanwhile."""
    judged = judgements(facts)
    found = []
    for run in facts.candidate_runs():
        void = any(each.standing in VOID for each in judged[run.id])
        if not void or run.counts.failed or run.counts.errors:
            continue
        asked, failing = _meanwhile(facts, run)
        if len(asked) >= _LEAST_ROUTES and 2 * len(failing) >= len(asked):
            reason = f"nothing in it failed, while {len(failing)} of the {len(asked)} routes that were asked answered "
            reason += "with nothing but server errors"
            cites = (run.id, *sorted(each.id for each in failing))
            found.append(Doubt(run=run.id, run_name=run.name, test=None, rule=NAME, reason=reason, cites=cites))
    return found


def _meanwhile(facts: Facts, run: TestRun) -> tuple[list[RequestStatistics], list[RequestStatistics]]:
    """The routes that were asked in the minutes of the run, and those of them of which every request failed."""
    if run.at is None or run.duration_s is None:
        return [], []
    first, last = run.at.minute, run.at.plus(run.duration_s)
    asked, failing = [], []
    for row in facts.requests:
        minutes = [each for each in row.by_minute if first <= each.minute <= last]
        if minutes:
            asked.append(row)
            failing += [row] if all(each.server_errors == each.count for each in minutes) else []
    return asked, failing
