"""What was planned to be tested beside what was executed of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, PlannedTest
from incidents.model.incident import Incident
from incidents.model.run_account import PlanLine
from reports.citations import Citations
from templates.outside_text import code, text
from templates.safe import Safe, filled

_STATES = {
    "ran": "executed",
    "elsewhere": "executed in another environment, which shows nothing of the planned one",
    "not-run": "not executed",
    "not-comparable": "not comparable: the plan names no path",
    "no-run": "no run in the window",
}


@dataclass(frozen=True)
class PlanRow:
    planned: Safe
    category: Safe
    state: Safe
    result: Safe


def plan_rows(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[PlanRow, ...]:
    """What was planned and did not run comes first."""
    order = list(_STATES)
    lines = sorted(incident.plan, key=lambda each: (each.state == "ran", order.index(each.state), each.planned))
    pairs = ((each, evidence.get(each.planned)) for each in lines)
    return tuple(_row(each, planned, citations) for each, planned in pairs if isinstance(planned, PlannedTest))


def _row(line: PlanLine, planned: PlannedTest, citations: Citations) -> PlanRow:
    result = Safe("-")
    if line.executed:
        result = filled(
            "{n} of {all} executed passed{cites}", n=line.passed, all=line.executed, cites=citations.cite(line.runs)
        )
    return PlanRow(
        planned=filled("{target}{cites}", target=code(planned.target), cites=citations.cite((planned.id,))),
        category=text(planned.category or planned.priority or "not stated"),
        state=text(_STATES[line.state]),
        result=result,
    )
