"""Findings, components and the decision of the stored incident beside those of this one."""

from collections.abc import Iterator

from incidents.amounts import counted
from incidents.analysis.against_earlier.added import added
from incidents.analysis.against_earlier.gone import answers, became
from incidents.analysis.against_earlier.routes_now import by_median
from incidents.analysis.against_earlier.told import Told, weighed
from incidents.analysis.facts import Facts
from incidents.analysis.rates.rate_state import judge
from incidents.model.decision import Decision
from incidents.model.earlier import Against, AgainstState, Earlier
from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Impact
from incidents.model.same_finding import same_findings

_FROM_BAD = ("failing", "degraded", "wrong-by-tests", "as-before", "unaffected")


def against_earlier(facts: Facts, findings: list[Finding], impact: Impact, decision: Decision) -> tuple[Against, ...]:
    """Findings of both, of that incident alone and of this one alone; then components; then the decision."""
    earlier = facts.sealed.earlier
    if earlier is None:
        return ()
    was = [each for each in earlier.findings if each.state != "resolved"]
    same = same_findings(was, findings)
    met = {each.id for pair in same for each in pair}
    rows = [_both(old, new) for old, new in sorted(same, key=lambda pair: pair[1].id)]
    signs, signs_then, given = _signs(findings), _signs(was), answers(facts)
    for old in (each for each in was if each.id not in met):
        head = signs.get(old.id)
        rows.append(_alone(old, None, Told("same", f"now a sign of: {head}") if head else became(facts, old, given)))
    for new in (each for each in findings if each.id not in met):
        head = signs_then.get(new.id)
        rows.append(_alone(None, new, Told("same", f"then a sign of: {head}") if head else added(facts, earlier, new)))
    return (*rows, *_components(earlier, impact), *_decision(earlier, decision))


def _signs(findings: list[Finding]) -> dict[str, str]:
    """By the id of what was folded into a finding the title of that finding."""
    return {echo.finding: each.title for each in findings for echo in each.echoes}


def _both(old: Finding, new: Finding) -> Against:
    if new.kind == "latency":
        return _alone(old, new, by_median(old, new))
    return _alone(old, new, _by_tests(old, new) if new.tests else _by_rate(old.after, new.after))


def _by_rate(old: Ratio | None, new: Ratio | None) -> Told:
    """Worse and better need twice the rate and more than chance explains, as on the two sides of one window."""
    if not old or not new or not old.total or not new.total:
        return Told("same", "it is still there; what it was counted among is not known of both")
    rise, fall = (judge(one.n, one.total or 0, two.n, two.total or 0) for one, two in ((old, new), (new, old)))
    if rise.state == "worse":
        return Told("worse", rise.reason)
    return Told("better", f"then {fall.reason} of now") if fall.state == "worse" else Told("same", rise.reason)


def _by_tests(old: Finding, new: Finding) -> Told:
    was, now = set(old.tests), set(new.tests)
    if was < now:
        return Told("worse", f"the same is said by {counted(len(now - was), 'more tests')}")
    if now < was:
        return Told("better", f"{len(was - now)} of its tests no longer say so")
    return Told("same", "the same tests say so" if was == now else "other tests say the same")


def _alone(old: Finding | None, new: Finding | None, told: Told) -> Against:
    either = new or old
    assert either is not None
    return Against(
        subject="finding",
        what=either.title,
        finding=new.id if new else None,
        state=told.state,
        then=weighed(old) if old else None,
        now=weighed(new) if new else None,
        reason=told.reason,
        cites=told.cites or (new.primary if new else ()),
    )


def _components(earlier: Earlier, impact: Impact) -> Iterator[Against]:
    """By name, which is the id of a component; one that was not observed on either side is not compared."""
    then = {each.component: each.state for each in earlier.components}
    now = {each.component: each.state for each in impact.affected}
    for name in sorted({*then, *now}):
        old, new = then.get(name), now.get(name)
        told = _moved(old, new)
        yield Against(subject="component", what=name, state=told.state, then=old, now=new, reason=told.reason)


def _moved(old: str | None, new: str | None) -> Told:
    if new is None or new == "not-observed":
        return Told("not-observed", "nothing that was read now measures it")
    if old is None or old == "not-observed":
        return Told("not-comparable", "that incident holds no word of how it fared")
    step = _FROM_BAD.index(new) - _FROM_BAD.index(old)
    state: AgainstState = "same" if not step else "better" if step > 0 else "worse"
    return Told(state, "as it was" if not step else f"{_in_words(old)} then, {_in_words(new)} now")


def _in_words(state: str) -> str:
    return state.replace("-", " ")


def _decision(earlier: Earlier, decision: Decision) -> Iterator[Against]:
    """Another word than the last one is shown, never hidden behind the newer one."""
    if earlier.decision is not None:
        same = earlier.decision == decision.word
        yield Against(
            subject="decision",
            what="whether what was deployed may stay",
            state="same" if same else "not-comparable",
            then=earlier.decision,
            now=decision.word,
            reason="the same word" if same else "another word than of the deployment before; each has its own criteria",
        )
