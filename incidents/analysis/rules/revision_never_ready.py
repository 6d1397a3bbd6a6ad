"""A revision of the window that the platform did not accept.

Claims: the platform's Ready condition of this revision is False. Refuted by a Ready condition that is True.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.analysis.last_lines import last_lines
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


def _finding(facts: Facts, revision: Revision) -> Finding:
    condition = revision.condition("Ready")
    assert condition is not None
    said = condition.message or condition.reason or "no reason given"
    probe = _probe(facts, revision)
    component = component_of(facts.sealed.policy, [revision.service])
    return Finding(
        id=f"finding-{digest(NAME, revision.name)}",
        rule=NAME,
        kind="deployment",
        title=f"{revision.name} never became ready: {quoted(probe or said)}",
        service=revision.service,
        component=component.name if component else None,
        state="new",
        priority=UNRANKED,
        signature=f"{said}\n{probe}" if probe else said,
        before=None,
        after=None,
        first=condition.at or revision.at,
        last=condition.at or revision.at,
        primary=(revision.id,),
        related=(*_events(facts, revision), *(each.id for each in last_lines(facts, revision.name))),
    )


def _probe(facts: Facts, revision: Revision) -> str | None:
    """What the platform said of its last probe, which tells more of the failure than the condition does."""
    events = [each for each in facts.of(PlatformEvent) if each.revision == revision.name and each.event == "probe"]
    failed = [each for each in events if each.severity in _FAILED]
    newest = max(failed, key=lambda each: (each.last, each.id), default=None)
    return newest.excerpt.strip().split("\n")[0] if newest else None


def _events(facts: Facts, revision: Revision) -> tuple[str, ...]:
    """What the platform and the container said on that revision."""
    said = [
        each.id
        for each in facts.records.values()
        if each.kind == "platform-event" and each.revision == revision.name and each.severity in _FAILED
    ]
    return tuple(sorted(said))
