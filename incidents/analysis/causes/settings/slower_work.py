"""What the platform gives an instance to work with, or how many there are, before answers took longer.

Claims: requests take longer, or ran out of time, and the revision changed processor, memory, instances or what one of
them does at once in the way that takes longer. Refuted by as long answers before, or by as short ones after.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom

NAME = "slower-work"
_OUT_OF_TIME = re.compile(r"\btime[d]?[ -]?out\b|\bdeadline\b|\b504\b|upstream request timeout", re.IGNORECASE)
_SLOW, _MAY_BE = 0.7, 0.3


def _no_longer(value: str) -> Callable[[SettingChange], bool]:
    """What is not set is as the platform has it: a processor only while answering, and no more of it at the start."""
    return lambda change: (change.before or "").lower() == value != (change.after or "").lower()


def _less(change: SettingChange) -> bool:
    """What is not set is as the platform has it, which is the least."""
    return change.falls or (change.before is not None and change.after is None)


class _Effect(NamedTuple):
    """What a setting does whose path ends in one of these names, once it `went` that way."""

    names: tuple[str, ...]
    went: Callable[[SettingChange], bool]
    how: str


_EFFECTS = (
    _Effect(
        ("cpu-throttling", "cpuIdle"),
        _no_longer("false"),
        "an instance has its processor only while it answers, so that what works between requests stands still, and "
        "a request waits for it or does it itself",
    ),
    _Effect(("limits.cpu",), _less, "the same work takes longer with less of a processor"),
    _Effect(("limits.memory",), _less, "with less memory less is kept at hand, and what is there is swept more"),
    _Effect(
        ("minScale", "minInstanceCount"),
        _less,
        "with fewer instances kept ready a request waits until one has started",
    ),
    _Effect(
        ("maxScale", "maxInstanceCount"),
        lambda change: change.lowered,
        "fewer instances share the same requests, which wait",
    ),
    _Effect(
        ("containerConcurrency", "InstanceRequestConcurrency"),
        lambda change: change.raised,
        "more requests at once share the processor of each instance",
    ),
    _Effect(
        ("execution-environment", "executionEnvironment"),
        lambda _: True,
        "files, the network and the start of an instance take another time in the other environment",
    ),
    _Effect(
        ("startup-cpu-boost", "startupCpuBoost"),
        _no_longer("true"),
        "an instance starts with less of a processor, and the requests that wait for it wait longer",
    ),
)


def tie(change: SettingChange, symptom: Symptom) -> Tie | None:
    """Strong where routes are slower; where something ran out of time that may have many reasons."""
    effect = next((each for each in _EFFECTS if change.path.endswith(each.names) and each.went(change)), None)
    said = _OUT_OF_TIME.search(symptom.message)
    if effect is None or not (symptom.slower or said):
        return None
    how = effect.how if symptom.slower or said is None else f'{effect.how}; the failure says "{said.group(0)}"'
    weight = _SLOW if symptom.slower else _MAY_BE
    return Tie(NAME, weight, change.did, how, (change.good.id, change.bad.id), strong=symptom.slower)
