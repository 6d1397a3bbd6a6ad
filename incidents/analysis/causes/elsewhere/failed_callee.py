"""Another service of the team's own, which the failing one calls and which fails itself.

Claims: the failure names the other service, or both logged parts of the same request in which that one was called, or a
mere warning is of a service that holds the address of the other one; and that one has a failure of its own in the same
time. Refuted by answers of the other service that were good in that time, and no failure is what it refuses, itself
unchanged, of the requests of a new caller.
"""

from collections.abc import Sequence
from typing import NamedTuple

from incidents.analysis.causes.neighbour.deployed import exemplars, own_revision, shared_trace
from incidents.analysis.causes.neighbour.service_names import addressed, names
from incidents.analysis.causes.neighbour.told_by_caller import refused_as_before
from incidents.analysis.causes.settings.setting_change import leaf_of
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.instant import Instant
from incidents.model.record import digest

NAME = "failed-callee"
_SERVES = ("log", "request", "deployment")


def cause(facts: Facts, finding: Finding, findings: Sequence[Finding], symptom: Symptom) -> Cause | None:
    """By the other service's most urgent failure; what only an address ties is possible and no more."""
    if finding.kind not in (*_SERVES, "warning"):
        return None
    failing = [each for each in findings if each.kind in _SERVES and each.state in ("new", "worse")]
    # What an unchanged service refuses of a new caller's requests is no failure of that service.
    if finding.service and facts.window.candidate.of(finding.service):
        failing = [each for each in failing if not refused_as_before(facts, each)]
    callees = [each for each in failing if each.service not in (None, finding.service) and _meanwhile(each, finding)]
    callees.sort(key=lambda each: (each.priority.level, each.id))
    tied = [(each, how) for each in callees if (how := _tied(facts, each, finding, symptom))]
    tied.sort(key=lambda each: each[1].weak)
    return _cause(finding, *tied[0]) if tied else None


class _Tied(NamedTuple):
    said: str
    weak: bool = False


def _tied(facts: Facts, callee: Finding, caller: Finding, symptom: Symptom) -> _Tied | None:
    name = callee.service or ""
    if names(symptom.message, name):
        return _Tied(f"the failure names {name}")
    logged = [pair for key in callee.primary if key in facts.records for pair in exemplars(facts.records[key])]
    if shared_trace(facts, caller, logged) and _calls(facts, caller, callee):
        return _Tied(f"both logged parts of the same request, and {name} failed in it")
    own = own_revision(facts, caller, symptom) if caller.kind == "warning" else None
    setting = addressed(own.settings, name) if own else None
    return _Tied(f"{caller.service} finds {name} by `{leaf_of(setting.path)}`", weak=True) if setting else None


def _calls(facts: Facts, caller: Finding, callee: Finding) -> bool:
    """Who called whom in a request that both logged parts of: who holds the other's address, else who failed last."""
    to, back = (_holds_address(facts, *pair) for pair in ((caller, callee), (callee, caller)))
    if to != back:
        return to
    outer, inner = _first_logged(facts, caller), _first_logged(facts, callee)
    shared = outer.keys() & inner.keys()
    return bool(shared) and all(inner[trace] < outer[trace] for trace in shared)


def _holds_address(facts: Facts, of: Finding, other: Finding) -> bool:
    own = (each for each in facts.revisions.values() if each.service == of.service)
    return any(addressed(each.settings, other.service or "") for each in own)


def _first_logged(facts: Facts, finding: Finding) -> dict[str, Instant]:
    """By trace the first entry of the failure; what an access log dates is the start of a request, and no failure."""
    records = (facts.records[key] for key in (*finding.primary, *finding.related) if key in facts.records)
    entries = [each for record in records if isinstance(record, LogPattern) for each in record.exemplars]
    found: dict[str, Instant] = {}
    for each in entries:
        if each.trace is not None:
            found[each.trace] = min(each.at, found.get(each.trace, each.at))
    return found


def _meanwhile(callee: Finding, caller: Finding) -> bool:
    """Whether both were seen in a common stretch of time; a time that is not known is common with none."""
    if callee.first is None or callee.last is None or caller.first is None or caller.last is None:
        return False
    return callee.first <= caller.last and caller.first <= callee.last


def _cause(finding: Finding, callee: Finding, tied: _Tied) -> Cause:
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{callee.service}, which {finding.service} calls, failed in the same time: {callee.title}",
        mechanism=f"{tied.said}, and what that does not answer cannot be passed on",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *callee.primary})),
        looked_for=f"a failure of {callee.service} of its own in the same time, without which it would be ruled out",
        counterfactual=None,
        confidence="possible" if tied.weak else "probable",
        missing=f"the same calls while {callee.service} answers",
    )
