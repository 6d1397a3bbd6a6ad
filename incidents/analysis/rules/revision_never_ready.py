"""A revision of the window that the platform did not accept.

Claims: the platform's Ready condition of this revision is False. Refuted by a Ready condition that is True.
"""

from incidents.analysis.components import component_of
from incidents.analysis.deployments.last_lines import last_lines
from incidents.analysis.facts import Facts
from incidents.analysis.titles import quoted
from incidents.model.evidence import PlatformEvent, Revision
from incidents.model.finding import UNRANKED, Finding
from incidents.model.record import digest

NAME = "revision-never-ready"
_FAILED = ("ERROR", "CRITICAL")


def find(facts: Facts) -> list[Finding]:
    """Candidate revisions whose Ready condition is False."""
    new = (facts.revisions[name] for name in sorted(facts.new_revisions))
    found = [_finding(facts, each) for each in new if each.ready is False]
    return sorted(found, key=lambda each: each.id)


def replaced_by(facts: Facts, finding: Finding) -> str | None:
    """The newest revision that was deployed after the one of such a finding and became ready."""
    if finding.rule != NAME:
        return None
    served = facts.window.candidate.of(finding.service or "")
    place = next((place for place, each in enumerate(served) if each.evidence in finding.primary), len(served))
    return next((each.revision for each in reversed(served[place + 1 :]) if each.ready), None)


def _finding(facts: Facts, revision: Revision) -> Finding:
    condition = revision.condition("Ready")
    assert condition is not None
    said = condition.message or condition.reason or "no reason given"
    probe = _probe(facts, revision)
    probed = probe.excerpt.strip().split("\n")[0] if probe else None
    primary = (revision.id, *((probe.id,) if probe else ()))
    component = component_of(facts.sealed.policy, [revision.service])
    return Finding(
        id=f"finding-{digest(NAME, revision.name)}",
        rule=NAME,
        kind="deployment",
        title=f"{revision.name} never became ready: {quoted(probed or said)}",
        service=revision.service,
        component=component.name if component else None,
        state="new",
        priority=UNRANKED,
        signature=f"{said}\n{probed}" if probed else said,
        before=None,
        after=None,
        first=condition.at or revision.at,
        last=condition.at or revision.at,
        primary=primary,
        related=tuple(key for key in _told(facts, revision) if key not in primary),
    )


def _probe(facts: Facts, revision: Revision) -> PlatformEvent | None:
    """What the platform said of its last probe, which tells more of the failure than the condition does."""
    events = [each for each in facts.of(PlatformEvent) if each.revision == revision.name and each.event == "probe"]
    failed = [each for each in events if each.severity in _FAILED]
    return max(failed, key=lambda each: (each.last, each.id), default=None)


def _told(facts: Facts, revision: Revision) -> tuple[str, ...]:
    """What the platform said of that revision, and the container last."""
    said = [
        each.id
        for each in facts.records.values()
        if each.kind == "platform-event" and each.revision == revision.name and each.severity in _FAILED
    ]
    return (*sorted(said), *(each.id for each in last_lines(facts, revision.name)))
