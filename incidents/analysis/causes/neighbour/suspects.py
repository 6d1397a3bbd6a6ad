"""The deployments of other services as suspects: by what they took away, or by their time and a link alone."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from incidents.analysis.causes.history import eligible
from incidents.analysis.causes.neighbour.applied import applied_by
from incidents.analysis.causes.neighbour.deployed import Neighbour, neighbours
from incidents.analysis.causes.neighbour.other_value import OtherValue, names_value_of, other_values
from incidents.analysis.causes.neighbour.spoken import Spoken, spoken
from incidents.analysis.causes.neighbour.taken_away import Taken, taken_away
from incidents.analysis.causes.neighbour.told_by_caller import told_by_caller
from incidents.analysis.causes.settings.setting_change import setting_changes
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import Commit, FileChange
from incidents.model.finding import Finding

TAKEN_AWAY = "neighbour-took-away"
BROUGHT = "neighbour-brought"
DROPPED = "neighbour-dropped-schema"
OTHER_VALUE = "neighbour-other-value"
OTHER_SETTING = "neighbour-other-setting"
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
    """What the failure names; by time and a link alone, where nothing of the service itself is as near to it."""
    if finding.kind not in _KINDS:
        return []
    found: list[Suspect] = []
    for each in neighbours(facts, finding, symptom):
        image = eligible(facts, *_symptom_there(finding, symptom, each), by_commit, stale).changes
        named = _by_name(facts, finding, symptom, each, image)
        found += named
        if not named and each.soon and each.linked and not _own_is_nearer(facts, finding, symptom, each):
            found.append(_by_time(finding, each))
    return found


def _by_name(
    facts: Facts, finding: Finding, symptom: Symptom, other: Neighbour, image: Mapping[str, Sequence[FileChange]]
) -> list[Suspect]:
    """What the failure names: what was taken away or brought, else a value, and settings."""
    told = told_by_caller(facts, finding, other.revision)
    taken = taken_away(image, [*spoken(symptom.message, other.revision.service), *told])
    named = {each.change.commit for each in taken}
    values = other_values(image, other.revision, symptom.message)
    return [
        *(found for each in taken if (found := _named(facts, finding, other, each, told)) is not None),
        *(
            _valued(finding, other, facts.commits[sha], each)
            for sha, each in values
            if sha not in named and sha in facts.commits
        ),
        *_settings(facts, finding, symptom, other),
    ]


def _symptom_there(finding: Finding, symptom: Symptom, other: Neighbour) -> tuple[Finding, Symptom]:
    """The same failure, asked of the other service's new revision."""
    there = finding.model_copy(update={"service": other.revision.service})
    return there, replace(symptom, revision=other.revision.name)


def _own_is_nearer(facts: Facts, finding: Finding, symptom: Symptom, other: Neighbour) -> bool:
    """Whether the service's own new revision explains the time as well: it is as late, or had never served well.

    A mere warning is never laid to another service for its time.
    """
    own = facts.revisions.get(symptom.revision or "")
    if finding.kind == "warning":
        return True
    if own is None or own.at is None:
        return False
    return own.at >= other.at or not served_well_before(facts, finding)


def _named(
    facts: Facts, finding: Finding, other: Neighbour, taken: Taken, told: Mapping[Spoken, str]
) -> Suspect | None:
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
    cites = tuple(sorted({taken.change.id, *cites, *([told[taken.spoken]] if taken.spoken in told else [])}))
    tie = Tie(rule, weight, did, "; ".join([how, *shown]), cites, strong=bool(shown), about=taken.spoken.name)
    return _suspect(other, ChangeRef(commit=commit.sha, revision=other.revision.name), tie, commit)


def _valued(finding: Finding, other: Neighbour, commit: Commit, value: OtherValue) -> Suspect:
    """By a value that the failure quotes; without a link or the time of the deployment that may be chance."""
    shown, cites = _shown(other)
    did = f"{value.did}, and {other.revision.name} was deployed with it at {other.at}"
    how = "; ".join([f"the failure of {finding.service} {value.how}", *shown])
    weight = _CLOSE if shown else _BY_NAME
    cites = tuple(sorted({value.change.id, other.revision.id, *cites}))
    tie = Tie(OTHER_VALUE, weight, did, how, cites, strong=bool(shown), about=value.about)
    return _suspect(other, ChangeRef(commit=commit.sha, revision=other.revision.name), tie, commit)


def _settings(facts: Facts, finding: Finding, symptom: Symptom, other: Neighbour) -> list[Suspect]:
    """The settings that its new revision changed from, or to, a value that the failure quotes."""
    shown, cites = _shown(other)
    found = []
    for each in setting_changes(facts, other.revision.name) if shown else ():
        value = names_value_of(symptom.message, each)
        if value is None:
            continue
        how = "; ".join([f"the failure of {finding.service} names `{value}`, a value of this setting", *shown])
        tie = Tie(OTHER_SETTING, _CLOSE, each.did, how, (each.good.id, *cites), strong=True, about=value)
        change = ChangeRef(revision=each.bad.name, setting=each.path, before=each.before, after=each.after)
        found.append(_suspect(other, change, tie))
    return found


def _suspect(other: Neighbour, change: ChangeRef, tie: Tie, commit: Commit | None = None) -> Suspect:
    return Suspect(
        change=change,
        named=f"commit {commit.sha[:12]} ({commit.subject})" if commit else other.revision.name,
        score=1.0 + tie.weight if tie.strong else tie.weight,
        ties=(tie,),
        own=tuple(sorted({other.revision.id, *([commit.id] if commit else [])})),
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
    tie = Tie(DEPLOYED, _BY_TIME, did, how, cites)
    return _suspect(other, ChangeRef(revision=other.revision.name), tie)
