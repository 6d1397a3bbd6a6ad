"""A limit of time, room or the like in a file of settings, of the kind that the failure speaks of.

Claims: the failure is one that such a limit leads to, and the change lowered it. Strong only where the requests tell
the new limit: none takes much longer since, and before some did. Refuted by requests that stay below it.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.file_values import FileValue, file_values
from incidents.analysis.causes.settings import memory_limit, room, time_limit
from incidents.analysis.causes.settings.setting_change import is_lower
from incidents.analysis.causes.settings.setting_rule import SettingRule
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-limit"
_FILES = re.compile(r"\.(?:json|ya?ml|toml|ini|xml|properties|env|conf|cfg)$|(?:^|/)\.env", re.IGNORECASE)
_CARRIED = ("production", "config")
_RULES = (time_limit.RULE, room.RULE, memory_limit.RULE)
_SHORTLY_ABOVE = 1.3
_TIME = re.compile(r"(?:PT)?(\d+(?:\.\d+)?)\s*(ms|millis\w*|s|sec\w*|m|min\w*|)", re.IGNORECASE)
_SHOWN = 3


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    files = [each for each in changes if each.path_class in _CARRIED and _FILES.search(each.path)]
    found = [tie for each in files for rule in _RULES if (tie := _of_rule(each, rule, symptom)) is not None]
    return sorted(found, key=lambda each: -each.weight)


def _of_rule(change: FileChange, rule: SettingRule, symptom: Symptom) -> Tie | None:
    """By the lowered values of this kind, the one that the requests tell first."""
    said = rule.failure.search(symptom.message)
    every = file_values(change)
    kind = [each for each in every if _is_of(each, rule) and _lowered(each, rule)] if said else []
    left = [each for each in kind if rule is not time_limit.RULE or not _never_reached(each, symptom)]
    if said is None or not left:
        return None
    told = [each for each in left if rule is time_limit.RULE and _told(each, symptom)]
    lead = (told or left)[0]
    others = [each.said for each in (*left, *every) if each != lead]
    beside = f"; the same change sets {', '.join(dict.fromkeys(others[:_SHOWN]))}" if others else ""
    did = f"sets {lead.said} in {change.path}{beside}"
    how = f'{rule.how}; the failure says "{said.group(0).strip()}"'
    if not told or symptom.took is None:
        return Tie(NAME, 0.4, did, how, (change.id,), about=lead.key)
    how += (
        f"; none of the requests that fail took longer than {symptom.took.now:g} ms since, and before they took up to "
        f"{symptom.took.before:g} ms"
    )
    return Tie(NAME, 0.85, did, how, tuple(sorted({change.id, *symptom.took.cites})), strong=True, about=lead.key)


def _is_of(value: FileValue, rule: SettingRule) -> bool:
    spelled = value.key.replace("-", "_").replace(".", "_")
    return any(rule.settings.search(each) for each in (value.key, spelled, spelled.upper()))


def _lowered(value: FileValue, rule: SettingRule) -> bool:
    if rule is not time_limit.RULE:
        return is_lower(value.before, value.after)
    old, new = _milliseconds(value.before, value.key), _milliseconds(value.after, value.key)
    return bool(old and new) and max(new) < max(old)


def _told(value: FileValue, symptom: Symptom) -> bool:
    """Whether what fails takes about as long as the new value allows, and took longer before."""
    took = symptom.took
    limits = _milliseconds(value.after, value.key) if took else []
    return took is not None and any(limit <= took.now <= _SHORTLY_ABOVE * limit < took.before for limit in limits)


def _never_reached(value: FileValue, symptom: Symptom) -> bool:
    limits = _milliseconds(value.after, value.key)
    return symptom.took is not None and bool(limits) and symptom.took.now < min(limits)


def _milliseconds(text: str | None, key: str) -> list[float]:
    """What the value may mean: a number without a unit is read as both that are usual."""
    found = _TIME.fullmatch(text or "")
    if found is None:
        return []
    number, unit = float(found[1]), found[2].lower()
    if not unit and re.search(r"ms$|milli", key.lower()):
        return [number]
    if not unit:
        return [number * 1000] if "sec" in key.lower() else [number, number * 1000]
    return [number * (1 if unit.startswith(("ms", "milli")) else 60_000 if unit.startswith("m") else 1000)]
