"""A probe of the candidate side that never succeeded, while its control did.

Claims: every attempt on this target failed in the window. Refuted by one attempt that succeeded, or by a control of
the probe that failed as well or was not read: then the way to the target, not the target, may be what failed.
"""

from incidents.analysis.components import component_of
from incidents.analysis.facts import Facts
from incidents.model.evidence import Probe
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "failed-probe"


def find(facts: Facts) -> list[Finding]:
    """One finding for each target."""
    targets = _targets(facts)
    seeing = [each for each in _failed(targets) if not any(_blind(probe, targets) for probe in targets[each])]
    return sorted((_finding(facts, each, targets[each]) for each in seeing), key=lambda each: each.id)


def blinded(facts: Facts) -> list[Probe]:
    """Of each target that failed together with its control the first such probe, by target."""
    targets = _targets(facts)
    found = (next((each for each in targets[name] if _blind(each, targets)), None) for name in _failed(targets))
    return [each for each in found if each is not None]


def id_of(target: str) -> str:
    """The finding that no attempt on the target succeeded, whatever was tried and answered."""
    return f"finding-{digest(NAME, target)}"


def _targets(facts: Facts) -> dict[str, list[Probe]]:
    found: dict[str, list[Probe]] = {}
    for each in facts.of(Probe):
        if each.at is not None and facts.window.candidate.span.holds(each.at):
            found.setdefault(each.target, []).append(each)
    return found


def _failed(targets: dict[str, list[Probe]]) -> list[str]:
    return sorted(name for name, probes in targets.items() if not any(each.succeeded for each in probes))


def _blind(probe: Probe, targets: dict[str, list[Probe]]) -> bool:
    """Whether a control was named and no attempt on it is known to have succeeded."""
    return probe.control is not None and not any(each.succeeded for each in targets.get(probe.control, ()))


def _finding(facts: Facts, target: str, probes: list[Probe]) -> Finding:
    attempts = sum(each.attempts for each in probes)
    errors = sorted({each.error or f"status {each.status}" for each in probes if each.error or each.status})
    moments = sorted(each.at for each in probes if each.at is not None)
    component = component_of(facts.sealed.policy, [target])
    said = f": {', '.join(errors)}" if errors else ""
    return Finding(
        id=id_of(target),
        rule=NAME,
        kind="probe",
        title=f"{target} answered none of {attempts} probes{said}",
        service=None,
        component=component.name if component else None,
        state="new",
        priority=Priority(level="P2", row="F", reason="a probe failed; what of the service is behind it is not known"),
        signature=", ".join(errors) or None,
        before=None,
        after=Ratio(n=attempts, total=attempts, unit="probes"),
        first=moments[0],
        last=moments[-1],
        primary=tuple(sorted(each.id for each in probes)),
        related=(),
    )
