"""The stage of a report: a preliminary one holds what was observed and what is unknown, and no word on causes."""

from incidents.analysis.unknown.asking import question
from incidents.model.finding import Finding
from incidents.model.incident import Incident, Question, Rollback

_REASON = "a preliminary report proposes nothing"
_CAUSAL = ("external", "capacity")


def preliminary(incident: Incident) -> Incident:
    """The same incident without its analysis: no cause, decision, way back or action is in it, so none can appear."""
    causal = incident.verdict in _CAUSAL
    asked = (_why(incident, each) for each in incident.findings if each.state != "resolved")
    kept = tuple(each for each in incident.questions if each.about == "facts")
    return Incident.model_validate(
        {
            **{name: getattr(incident, name) for name in type(incident).model_fields},
            "stage": "preliminary",
            "verdict": "incident" if causal else incident.verdict,
            "verdict_reason": incident.verdict_reason.split(";")[0] if causal else incident.verdict_reason,
            "chains": (),
            "blocks": (),
            "recurrences": (),
            "actions": (),
            "decision": None,
            "against": tuple(each for each in incident.against if each.subject != "decision"),
            "rollback": Rollback(service=None, target=None, command=None, reason=_REASON),
            "questions": (*asked, *kept),
            "claims": tuple(each for each in incident.claims if not _concludes(each.id, each.kind)),
        }
    )


def _concludes(claim: str, kind: str) -> bool:
    return kind == "hypothesis" or claim.startswith(
        ("claim-common-", "claim-recurrence-", "claim-decision", "claim-checked")
    )


def _why(incident: Incident, finding: Finding) -> Question:
    text, why = f"Why: {finding.title}?", "the analysis is no part of a preliminary report"
    return question(text, why, f"incident render {incident.name}")
