"""An incident in the neutral form that a scorer reads, whatever program wrote it."""

from collections.abc import Iterator

from incidents.model.cause import Answer, Cause, Chain, Confidence
from incidents.model.finding import Finding
from incidents.model.incident import Incident

_CERTAINTY: dict[Confidence, float] = {"confirmed": 0.95, "probable": 0.75, "possible": 0.4}


def neutral_form(incident: Incident, narrative: str) -> dict[str, object]:
    """The incident's conclusions alone; `narrative` is the text of its documents."""
    titles = {finding.id: finding.title for finding in incident.findings}
    return {
        "verdict": incident.verdict,
        "evidence_complete": all(reading.status == "complete" for reading in incident.readings),
        "top_causes": _top_causes(incident),
        "findings": [_finding(incident, finding) for finding in incident.findings],
        "inauthentic_tests": _inauthentic(incident),
        "rollback_target": incident.rollback.target,
        "blocked_by": [
            [titles[block.blocked], titles[block.blocker]]
            for block in incident.blocks
            if block.blocked in titles and block.blocker in titles
        ],
        "unknowns": [question.text for question in incident.questions],
        "narrative": narrative,
    }


def _top_causes(incident: Incident) -> list[dict[str, object]]:
    """Every change that a chain points at, once, the most certain first and then in the incident's own order."""
    pointed = [cause for chain in incident.chains for cause in _causes(chain)]
    ranked = sorted(pointed, key=lambda cause: -_CERTAINTY[cause.confidence])
    once: dict[tuple[str | None, ...], dict[str, object]] = {}
    for cause in ranked:
        if cause.change is None or not (cause.change.commit or cause.change.setting):
            continue
        key = (cause.change.commit, cause.change.setting, cause.change.revision)
        named = {"commit": key[0], "config_path": key[1], "revision": key[2]}
        once.setdefault(
            key,
            {"kind": cause.rule, "confidence": _CERTAINTY[cause.confidence]}
            | {name: value for name, value in named.items() if value},
        )
    return list(once.values())


def _causes(chain: Chain) -> Iterator[Cause]:
    """The links of the chain that explain the failure and were not refuted."""
    answers = (why.cause for why in chain.whys if isinstance(why, Answer))
    return (cause for cause in answers if cause.confidence in _CERTAINTY and cause.branch == "cause")


def _finding(incident: Incident, finding: Finding) -> dict[str, object]:
    return {
        "title": finding.title,
        "priority": finding.priority.level,
        "kind": _kind(incident, finding),
        "signature": finding.signature,
        "tests": list(finding.tests),
    }


def _kind(incident: Incident, finding: Finding) -> str:
    """What lies behind the finding where that was concluded, else where it was seen."""
    if finding.kind in ("authenticity", "session"):
        return {"authenticity": "test-authenticity", "session": "session-stability"}[finding.kind]
    if finding.state == "persisting":
        return "preexisting"
    behind = [cause for chain in incident.chains if chain.finding == finding.id for cause in _causes(chain)]
    for cause in sorted(behind, key=lambda cause: -_CERTAINTY[cause.confidence]):
        if cause.change and cause.change.setting:
            return "config"
        if cause.change and cause.change.commit:
            return "commit"
    return {"external": "infra-external", "capacity": "capacity"}.get(incident.verdict, finding.kind)


def _inauthentic(incident: Incident) -> list[dict[str, str]]:
    once: dict[tuple[str, str], dict[str, str]] = {}
    for doubt in incident.doubts:
        key = ("id", doubt.test) if doubt.test is not None else ("run", doubt.run_name)
        once.setdefault(key, {key[0]: key[1], "why": doubt.reason})
    return list(once.values())
