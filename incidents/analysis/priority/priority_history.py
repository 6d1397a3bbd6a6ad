"""How the priority of each finding changed from build to build, and by what: a change needs its cause."""

from collections.abc import Iterator

from incidents.model.finding import Finding, Level
from incidents.model.incident import Incident
from incidents.model.policy import Component, Override, Policy, RubricRow
from incidents.model.priority_change import ChangeCause, PriorityChange
from incidents.model.same_finding import same_findings

_MOST = 5


def with_history(before: Incident | None, now: Incident) -> Incident:
    """`now` with the changes that `before` held and those from it to `now`; the same twice adds nothing.

    What an earlier change cites and `now` no longer holds is taken out of its citations.
    """
    if before is None:
        return now
    same = same_findings(before.findings, now.findings)
    names = {old.id: new.id for old, new in same}
    known = {each.id for each in now.index}
    kept = [
        each.model_copy(
            update={
                "finding": names.get(each.finding, each.finding),
                "causes": tuple(
                    cause.model_copy(update={"cites": tuple(key for key in cause.cites if key in known)})
                    for cause in each.causes
                ),
            }
        )
        for each in before.priorities
    ]
    changed = [_change(before, now, old, new) for old, new in same if _placed(old) != _placed(new)]
    changed.sort(key=lambda each: each.finding)
    return now.model_copy(update={"priorities": (*kept, *changed)})


def _placed(finding: Finding) -> tuple[Level, str]:
    return finding.priority.level, finding.priority.row


def _change(before: Incident, now: Incident, old: Finding, new: Finding) -> PriorityChange:
    causes = [*_override(before.policy, now.policy, old, new), *_rubric(before.policy, now.policy, new)]
    if _chosen(before.policy, old) != _chosen(before.policy, new):
        causes += [*_declared(before.policy, now.policy, new), *_evidence(before, now, old, new)]
    if not causes:
        said = "no evidence, declaration or row of the rubric differs; the program that judged it does"
        causes = [ChangeCause(kind="program", said=said)]
    until = now.window.candidate.span.end
    return PriorityChange(finding=new.id, before=old.priority, now=new.priority, causes=tuple(causes), until=until)


def _chosen(policy: Policy, finding: Finding) -> RubricRow | None:
    """The row that the rubric of the policy gives; an older build kept no more than the row that counted."""
    holds = finding.priority.holds or (finding.priority.row,)
    return next((each for each in policy.rubric if each.row in holds), None)


def _override(before: Policy, now: Policy, old: Finding, new: Finding) -> Iterator[ChangeCause]:
    taken, given = _of(before, old), _of(now, new)
    if given is not None and (taken is None or (taken.level, taken.reason) != (given.level, given.reason)):
        said = f"an author set it to {given.level}: {given.reason}"
        yield ChangeCause(kind="override", said=said, cites=(given.declared,))
    elif taken is not None and given is None:
        yield ChangeCause(kind="override", said=f"an author no longer sets it to {taken.level}")


def _of(policy: Policy, finding: Finding) -> Override | None:
    return next((each for each in policy.overrides if each.finding == finding.id), None)


def _rubric(before: Policy, now: Policy, finding: Finding) -> Iterator[ChangeCause]:
    """What the rubric of before would have made of the same rows, where that is something else."""
    old, new = _chosen(before, finding), _chosen(now, finding)
    if old is None or new is None or (old.row, old.level) == (new.row, new.level):
        return
    cites = (new.declared,) if new.declared else ()
    if old.row == new.row:
        said = f"the rubric gives {new.level} for row {new.row}, and gave {old.level}"
    else:
        said = f"the rubric tries row {new.row} ({new.level}) before row {old.row} ({old.level}), and did not"
    yield ChangeCause(kind="rubric", said=said, cites=cites)


def _declared(before: Policy, now: Policy, finding: Finding) -> Iterator[ChangeCause]:
    """Tiers, what belongs to a component, and what the categories of tests are decide on rows."""
    old, new = (_component(policy, finding) for policy in (before, now))
    if new is not None and old is not None and old.tier != new.tier:
        said = f"the tier of {new.name} went from {old.tier} to {new.tier}"
        yield ChangeCause(kind="declaration", said=said, cites=(new.declared,))
    elif new is not None and old is None:
        said = f"{new.name}, to which it belongs, was declared as a component of tier {new.tier}"
        yield ChangeCause(kind="declaration", said=said, cites=(new.declared,))
    elif [(each.name, each.tier, each.paths, each.routes) for each in before.components] != [
        (each.name, each.tier, each.paths, each.routes) for each in now.components
    ]:
        yield ChangeCause(kind="declaration", said="the components are declared otherwise")
    if before.categories != now.categories:
        yield ChangeCause(kind="declaration", said="the categories of tests are declared otherwise")
    if before.thresholds != now.thresholds:
        yield ChangeCause(kind="declaration", said="the limits are declared otherwise")


def _component(policy: Policy, finding: Finding) -> Component | None:
    return next((each for each in policy.components if each.name == finding.component), None)


def _evidence(before: Incident, now: Incident, old: Finding, new: Finding) -> Iterator[ChangeCause]:
    """Its own records first; where those are the same, the others, on which its share and its meaning rest."""
    hashes = {each.id: each.hash for each in before.index}
    fresh = {each.id for each in now.index if hashes.get(each.id) != each.hash and each.kind != "declaration"}
    gone = set(hashes) - {each.id for each in now.index}
    own = {*new.primary, *new.related}
    added = sorted(own & fresh)
    lost = sorted({*old.primary, *old.related} & gone)
    if added or lost:
        said = ", ".join([*_moved("of its", len(added), len(lost)), *_counts(old, new)])
        yield ChangeCause(kind="evidence", said=said, cites=tuple(added[:_MOST]))
    elif fresh or gone:
        said = ", ".join([*_moved("of the other", len(fresh), len(gone)), *_counts(old, new)])
        yield ChangeCause(kind="evidence", said=said, cites=tuple(sorted(fresh)[:_MOST]))


def _moved(which: str, fresh: int, gone: int) -> Iterator[str]:
    if fresh:
        yield f"{fresh} {which} records {'is' if fresh == 1 else 'are'} new or changed"
    if gone:
        yield f"{gone} {which} records {'is' if gone == 1 else 'are'} gone"


def _counts(old: Finding, new: Finding) -> Iterator[str]:
    if old.state != new.state:
        yield f"{old.state} became {new.state}"
    if old.after != new.after and old.after and new.after:
        yield f"{old.after.said} became {new.after.said}"
