"""What was decided by which criteria, what going back leaves, and what the team declared to hang on it."""

from dataclasses import dataclass

from incidents.model.incident import Incident
from reports.citations import Citations
from reports.sections.criteria import CriterionRow, checked_line, criterion_rows, decision_line, elsewhere_rows
from reports.sections.decisions import Left, exposure, options
from templates.safe import Safe


@dataclass(frozen=True)
class Decided:
    """`line` and `checked` are None where nothing was decided; the others are empty where there is nothing to tell."""

    line: Safe | None
    checked: Safe | None
    criteria: tuple[CriterionRow, ...]
    elsewhere: tuple[CriterionRow, ...]
    leaves: tuple[Left, ...]
    exposure: tuple[Safe, ...]


def decided(incident: Incident, citations: Citations) -> Decided:
    decision = incident.decision
    return Decided(
        line=decision_line(incident, decision, citations) if decision else None,
        checked=checked_line(incident, decision, citations) if decision else None,
        criteria=criterion_rows(incident, citations),
        elsewhere=elsewhere_rows(incident, citations),
        leaves=options(incident, citations).leaves,
        exposure=exposure(incident, citations),
    )
