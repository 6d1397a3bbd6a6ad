"""A revision of the window that the platform did not accept, with what was tried again just so.

Claims: the platform's Ready condition of this revision is False. Refuted by a Ready condition that is True. The next
revisions are the same once more where image, settings and end are.
"""

from collections.abc import Sequence

from incidents.analysis.components import component_of
from incidents.analysis.deployments.last_lines import last_lines
from incidents.analysis.facts import Facts
from incidents.analysis.titles import quoted
from incidents.model.evidence import PlatformEvent, Revision
from incidents.model.finding import UNRANKED, Finding
from incidents.model.instant import Instant
from incidents.model.record import digest

NAME = "revision-never-ready"
_FAILED = ("ERROR", "CRITICAL")
_MOST_NAMED = 3


def find(facts: Facts) -> list[Finding]:
    """Candidate revisions whose Ready condition is False, each with those that tried the same again."""
    found: list[list[Revision]] = []
    before: dict[str, Revision] = {}
    for each in sorted(facts.new_revisions, key=lambda name: _deployed(facts.revisions[name])):
        revision = facts.revisions[each]
        last = before.get(revision.service)
        before[revision.service] = revision
        if revision.ready is False and last is not None and _same_again(facts, last, revision):
            next(group for group in found if group[-1] is last).append(revision)
        elif revision.ready is False:
            found.append([revision])
    return sorted((_finding(facts, *group) for group in found), key=lambda each: each.id)


def _deployed(revision: Revision) -> tuple[int, str]:
    return (revision.at.nanoseconds if revision.at else 0, revision.name)


def _same_again(facts: Facts, one: Revision, other: Revision) -> bool:
    """Whether the same image with the same settings ended in the same way."""
    image = one.image_digest or one.commit
    alike = image is not None and image == (other.image_digest or other.commit)
    alike = alike and set(one.settings) == set(other.settings)
    return alike and one.ready is False and _end(facts, one) == _end(facts, other)


def _end(facts: Facts, revision: Revision) -> str:
    """In the words of the probe, else of the condition, without the name of the revision."""
    probe, condition = _probe(facts, revision), revision.condition("Ready")
    said = probe.excerpt if probe else (condition.message or condition.reason or "") if condition else ""
    return said.replace(revision.name, "")


def replaced_by(facts: Facts, finding: Finding) -> str | None:
    """The newest revision that was deployed after the one of such a finding and became ready."""
    if finding.rule != NAME:
        return None
    served = facts.window.candidate.of(finding.service or "")
    place = next((place for place, each in enumerate(served) if each.evidence in finding.primary), len(served))
    return next((each.revision for each in reversed(served[place + 1 :]) if each.ready), None)


def _finding(facts: Facts, revision: Revision, *again: Revision) -> Finding:
    condition = revision.condition("Ready")
    assert condition is not None
    said = condition.message or condition.reason or "no reason given"
    probe = _probe(facts, revision)
    probed = probe.excerpt.strip().split("\n")[0] if probe else None
    tried = (revision, *again)
    primary = tuple(key for each in tried for key in _shown(facts, each))
    component = component_of(facts.sealed.policy, [revision.service])
    return Finding(
        id=f"finding-{digest(NAME, revision.name)}",
        rule=NAME,
        kind="deployment",
        title=f"{_named(tried)} never became ready: {quoted(probed or said)}",
        service=revision.service,
        component=component.name if component else None,
        state="new",
        priority=UNRANKED,
        signature=f"{said}\n{probed}" if probed else said,
        before=None,
        after=None,
        first=_refused(revision),
        last=max((each for each in map(_refused, tried) if each), default=None),
        primary=primary,
        related=tuple(dict.fromkeys(key for each in tried for key in _told(facts, each) if key not in primary)),
    )


def _named(tried: Sequence[Revision]) -> str:
    names = [each.name for each in tried]
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _refused(revision: Revision) -> Instant | None:
    condition = revision.condition("Ready")
    return (condition.at if condition else None) or revision.at


def _shown(facts: Facts, revision: Revision) -> tuple[str, ...]:
    probe = _probe(facts, revision)
    return (revision.id, *((probe.id,) if probe else ()))


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
