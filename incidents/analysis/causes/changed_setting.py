"""Suspects among the settings: what the first bad revision has and the one before it has not."""

import re
from dataclasses import dataclass

from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.analysis.window.deployments import Deployments
from incidents.model.cause import ChangeRef
from incidents.model.evidence import Revision

NAME = "changed-setting"


@dataclass(frozen=True)
class Drift:
    """One setting on both sides; None is "not set"."""

    path: str
    before: str | None
    after: str | None


def suspects(facts: Facts, symptom: Symptom) -> list[Suspect]:
    """One suspect for each setting that differs between the first bad revision and the usable one before it."""
    bad = facts.revisions.get(symptom.revision or "")
    if bad is None:
        return []
    good = _before(facts, bad)
    if good is None:
        return []
    return [_suspect(symptom, good, bad, each) for each in drift(good, bad)]


def drift(good: Revision, bad: Revision) -> list[Drift]:
    """Every setting that differs, by path."""
    old = {each.path: each.value for each in good.settings}
    new = {each.path: each.value for each in bad.settings}
    changed = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    return [Drift(path, old.get(path), new.get(path)) for path in changed]


def _before(facts: Facts, bad: Revision) -> Revision | None:
    earlier = [
        each.revision
        for each in Deployments(facts.revisions.values())
        if each.service == bad.service and bad.at is not None and each.at < bad.at and each.revision.ready is not False
    ]
    return earlier[-1] if earlier else None


def _suspect(symptom: Symptom, good: Revision, bad: Revision, change: Drift) -> Suspect:
    path, old, new = change.path, change.before, change.after
    if old is None:
        what = f"{bad.name} sets {path} to {new}, which {good.name} did not set"
    elif new is None:
        what = f"{bad.name} does not set {path}, which {good.name} set to {old}"
    else:
        what = f"{bad.name} sets {path} to {new}; {good.name} had {old}"
    named, akin = _named(symptom, change), _akin(symptom, change)
    mechanism, weight = "only the order of events", 1
    if named:
        mechanism, weight = f"the messages name {named}, which this setting decides", 3
    elif akin:
        mechanism, weight = f"the messages speak of {akin}, and so does the setting's name", 2
    return Suspect(
        change=ChangeRef(revision=bad.name, setting=path, before=old, after=new),
        rule=NAME,
        claim=what,
        mechanism=mechanism,
        weight=weight,
        cites=tuple(sorted((good.id, bad.id))),
    )


def _akin(symptom: Symptom, change: Drift) -> str | None:
    """A word of the setting's own name that the messages hold as a word."""
    said = set(re.findall(r"[a-z]{4,}", symptom.text.lower()))
    leaf = change.path.rsplit("/", 1)[-1].rsplit(".", 1)[-1]
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", leaf).lower()
    return next((word for word in re.findall(r"[a-z]{4,}", split) if word in said), None)


def _named(symptom: Symptom, change: Drift) -> str | None:
    """The part of the setting that the messages spell out: its own name, or a value of at least four characters."""
    leaf = change.path.rsplit("/", 1)[-1].rsplit(".", 1)[-1]
    for part in (leaf, change.after, change.before):
        if part and len(part) >= 4 and part in symptom.text:
            return part
    return None
