"""The deployments of other services as suspects: by what they took away, or by their time and a link alone."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from incidents.analysis.causes.history import eligible
from incidents.analysis.causes.neighbour.applied import applied_by
from incidents.analysis.causes.neighbour.deployed import Neighbour, neighbours
from incidents.analysis.causes.neighbour.spoken import spoken
from incidents.analysis.causes.neighbour.taken_away import Taken, taken_away
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import FileChange
from incidents.model.finding import Finding

TAKEN_AWAY = "neighbour-took-away"
BROUGHT = "neighbour-brought"
DROPPED = "neighbour-dropped-schema"
DEPLOYED = "neighbour-deployed"
_CLOSE, _BY_NAME, _BY_TIME = 1.0, 0.3, 0.35
_KINDS = ("log", "request", "warning")


def suspects_of_neighbours(
    facts: Facts,
    finding: Finding,
    symptom: Symptom,
    by_commit: Mapping[str, Sequence[FileChange]],
    stale: AbstractSet[str],
) -> list[Suspect]:
    """None where the service itself was deployed as shortly before, unless the failure names what was taken away."""
    if finding.kind not in _KINDS:
        return []
    found: list[Suspect] = []
    for each in neighbours(facts, finding, symptom):
        image = eligible(facts, *_symptom_there(finding, symptom, each), by_commit, stale).changes
        taken = taken_away(image, spoken(symptom.message, each.revision.service))
        found += [named for one in taken if (named := _named(facts, finding, each, one)) is not None]
        if not taken and each.soon and each.linked and not _own_as_late(facts, symptom, each):
            found.append(_by_time(finding, each))
    return found


def _symptom_there(finding: Finding, symptom: Symptom, other: Neighbour) -> tuple[Finding, Symptom]:
    """The same failure, asked of the other service's new revision."""
    there = finding.model_copy(update={"service": other.revision.service})
    return there, replace(symptom, revision=other.revision.name)


def _own_as_late(facts: Facts, symptom: Symptom, other: Neighbour) -> bool:
    own = facts.revisions.get(symptom.revision or "")
    return own is not None and own.at is not None and own.at >= other.at


def _named(facts: Facts, finding: Finding, other: Neighbour, taken: Taken) -> Suspect | None:
    """By the name alone it is weak; with a link or the time of the deployment it is of the closest kind."""
    commit = facts.commits.get(taken.change.commit)
    if commit is None:
        return None
    shown, cites = _shown(other)
    rule, did, how = _words(finding, other, taken)
    did = f"{did}, and {other.revision.name} was deployed with it at {other.at}"
    ran = applied_by(facts, other.revision, taken.change) if taken.dropped else None
    if ran is not None:
        did = f"{did} and applied it"
        shown.insert(0, f"{other.revision.name} logged “{ran.template}”")
        cites = (*cites, ran.id)
    weight = _CLOSE if shown else _BY_NAME
    cites = tuple(sorted({taken.change.id, *cites}))
    tie = Tie(rule, weight, did, "; ".join([how, *shown]), cites, strong=bool(shown), about=taken.spoken.name)
    return Suspect(
        change=ChangeRef(commit=commit.sha, revision=other.revision.name),
        named=f"commit {commit.sha[:12]} ({commit.subject})",
        score=1.0 + weight if shown else weight,
        ties=(tie,),
        own=tuple(sorted((commit.id, other.revision.id))),
        service=other.revision.service,
    )


def _words(finding: Finding, other: Neighbour, taken: Taken) -> tuple[str, str, str]:
    """The rule, what the change did, and how that leads to the failure."""
    what, service = f"the {taken.spoken.kind} `{taken.spoken.name}`", other.revision.service
    if taken.dropped:
        how = f"{finding.service} asks for {what}, which is gone where that migration was applied"
        return DROPPED, f"drops or renames {what} ({taken.change.path})", how
    if taken.spoken.missing:
        how = f"{finding.service} looks for {what}, which {service} no longer gives"
        return TAKEN_AWAY, f"takes `{taken.spelled}` out of {taken.change.path}", how
    how = f"{finding.service} does not know {what}, which {service} began to give"
    return BROUGHT, f"brings `{taken.spelled}` in {taken.change.path}", how


def _shown(other: Neighbour) -> tuple[list[str], tuple[str, ...]]:
    """What ties the failure to the deployment beside the name; the records are of the first that has any."""
    said = [*([other.soon] if other.soon else []), *(text for text, _ in other.linked[:1])]
    return said, () if other.soon or not other.linked else other.linked[0][1]


def _by_time(finding: Finding, other: Neighbour) -> Suspect:
    linked, cites = other.linked[0]
    how = f"{other.soon}, and {linked}; which of its changes it is, no record tells"
    did = f"was deployed at {other.at}, shortly before {finding.service} began to fail"
    return Suspect(
        change=ChangeRef(revision=other.revision.name),
        named=other.revision.name,
        score=_BY_TIME,
        ties=(Tie(DEPLOYED, _BY_TIME, did, how, cites),),
        own=(other.revision.id,),
        service=other.revision.service,
    )
