"""The criteria of the decision, what decided each, and what ran in another environment."""

from dataclasses import dataclass

from incidents.model.decision import Criterion, Decision
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.sections.stated import sentence_of
from templates.outside_text import code, text
from templates.safe import Safe, filled

WORDS = {"go": "go", "no-go": "no-go", "cannot-tell": "cannot tell"}
_RESULTS = {"pass": "pass", "fail": "fail", "unknown": "cannot tell"}
_FIRST = ("fail", "unknown", "pass")


@dataclass(frozen=True)
class CriterionRow:
    area: Safe
    criterion: Safe
    environment: Safe
    result: Safe
    said: Safe


def decision_line(incident: Incident, decision: Decision, citations: Citations) -> Safe:
    reason = sentence_of(incident, decision.claim, citations)
    return filled("**Decision: {word}.** {reason}", word=text(WORDS[decision.word]), reason=reason)


def checked_line(incident: Incident, decision: Decision, citations: Citations) -> Safe | None:
    return sentence_of(incident, decision.checked, citations) if decision.checked else None


def criterion_rows(incident: Incident, citations: Citations) -> tuple[CriterionRow, ...]:
    """What decides: the failed ones first, otherwise in the order of the analysis."""
    given = (each for each in _all(incident) if each.area != "elsewhere")
    return tuple(_row(incident, each, citations) for each in sorted(given, key=lambda each: _FIRST.index(each.result)))


def elsewhere_rows(incident: Incident, citations: Citations) -> tuple[CriterionRow, ...]:
    return tuple(_row(incident, each, citations) for each in _all(incident) if each.area == "elsewhere")


def _all(incident: Incident) -> tuple[Criterion, ...]:
    return incident.decision.criteria if incident.decision else ()


def _row(incident: Incident, criterion: Criterion, citations: Citations) -> CriterionRow:
    return CriterionRow(
        area=text(criterion.area),
        criterion=text(criterion.text),
        environment=code(criterion.environment),
        result=text(_RESULTS[criterion.result]),
        said=sentence_of(incident, criterion.claim, citations),
    )
