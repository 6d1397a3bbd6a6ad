"""The probe of a revision that never became ready, ruled out where it asks just what it asked before."""

import re

from incidents.analysis.causes.settings.setting_change import usable_before
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.deployments.progress import allowed
from incidents.analysis.facts import Facts
from incidents.model.cause import Rival
from incidents.model.evidence import Revision

_OF_PROBE = re.compile(r"startupProbe", re.IGNORECASE)


def same_probe(facts: Facts, symptom: Symptom) -> Rival | None:
    """None where the failure is none of a start, or where the probe's settings were not read or are others."""
    bad = facts.revisions.get(symptom.revision or "")
    good = usable_before(facts, bad) if bad else None
    if symptom.start_up is None or bad is None or good is None:
        return None
    if not _settings(bad) or _settings(bad) != _settings(good):
        return None
    return Rival(
        claim=f"{bad.name} is given less time to start than {good.name} was",
        separating=f"the startup probe is the same on both: {_said(bad)}",
        confidence="refuted",
        cites=tuple(sorted((bad.id, good.id))),
    )


def _settings(revision: Revision) -> dict[str, str]:
    return {each.path: each.value for each in revision.settings if _OF_PROBE.search(each.path)}


def _said(revision: Revision) -> str:
    """Its settings by name, and how long they let a start take."""
    named = {path.rpartition(".")[2]: value for path, value in sorted(_settings(revision).items())}
    listed = ", ".join(f"{name} {value}" for name, value in named.items())
    seconds = allowed(revision)
    return f"{listed}, which is {seconds} s" if seconds is not None else listed
