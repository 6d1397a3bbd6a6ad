"""What the platform gives an instance to work with, or how many there are, before answers took longer.

Claims: requests take longer, or ran out of time, and the revision changed processor, memory, instances or what one of
them does at once in the way that takes longer. Refuted by as long answers before, or by as short ones after.
"""

import re
from typing import NamedTuple

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom

NAME = "slower-work"
_OUT_OF_TIME = re.compile(r"\btime[d]?[ -]?out\b|\bdeadline\b|\b504\b|upstream request timeout", re.IGNORECASE)
_SLOW, _MAY_BE = 0.7, 0.3


class _Effect(NamedTuple):
    """What a changed setting of that path does; `way` is how its value has to have changed for that."""

    path: re.Pattern[str]
    way: str
    how: str


_EFFECTS = (
    _Effect(
        re.compile(r"cpu-throttling$|cpuIdle$"),
        "on",
        "an instance has its processor only while it answers, so that what works between requests stands still, and "
        "a request waits for it or does it itself",
    ),
    _Effect(re.compile(r"limits\.cpu$"), "lowered", "the same work takes longer with less of a processor"),
    _Effect(
        re.compile(r"limits\.memory$"),
        "lowered",
        "with less memory less is kept at hand, and what is there is swept more",
    ),
    _Effect(
        re.compile(r"minScale$|minInstanceCount$"),
        "lowered",
        "with fewer instances kept ready a request waits until one has started",
    ),
    _Effect(
        re.compile(r"maxScale$|maxInstanceCount$"), "limited", "fewer instances share the same requests, which wait"
    ),
    _Effect(
        re.compile(r"containerConcurrency$|InstanceRequestConcurrency$"),
        "raised",
        "more requests at once share the processor of each instance",
    ),
    _Effect(
        re.compile(r"execution-environment$|executionEnvironment$"),
        "changed",
        "files, the network and the start of an instance take another time in the other environment",
    ),
    _Effect(
        re.compile(r"startup-cpu-boost$|startupCpuBoost$"),
        "off",
        "an instance starts with less of a processor, and the requests that wait for it wait longer",
    ),
)


def tie(change: SettingChange, symptom: Symptom) -> Tie | None:
    """Strong where routes are slower; where something ran out of time that may have many reasons."""
    effect = next((each for each in _EFFECTS if each.path.search(change.path) and _went(change, each.way)), None)
    said = _OUT_OF_TIME.search(symptom.message)
    if effect is None or not (symptom.slower or said):
        return None
    how = effect.how if symptom.slower or said is None else f'{effect.how}; the failure says "{said.group(0)}"'
    weight = _SLOW if symptom.slower else _MAY_BE
    return Tie(NAME, weight, change.did, how, (change.good.id, change.bad.id), strong=symptom.slower)


def _went(change: SettingChange, way: str) -> bool:
    """What is not set is as the platform has it: a processor only while answering, no boost, no instance kept."""
    before, after = (change.before or "").lower(), (change.after or "").lower()
    if way == "on":
        return before == "false" and after != "false"
    if way == "off":
        return before == "true" and after != "true"
    if way == "lowered":
        return change.falls or (change.before is not None and change.after is None)
    if way == "limited":
        return change.lowered
    return change.raised if way == "raised" else True
