"""All rules by which a changed setting is tied to a failure."""

from collections.abc import Callable

from incidents.analysis.causes.settings import (
    address,
    credentials,
    listening_port,
    memory_limit,
    memory_share,
    more_at_once,
    named_setting,
    network_way,
    read_setting,
    room,
    slower_work,
    start_up,
    time_limit,
)
from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom

ORDER = "order-of-events"

Rule = Callable[[SettingChange, Symptom], Tie | None]

RULES: tuple[Rule, ...] = (
    named_setting.tie,
    read_setting.tie,
    listening_port.RULE.tie,
    network_way.RULE.tie,
    address.tie,
    memory_limit.RULE.tie,
    memory_share.RULE.tie,
    credentials.RULE.tie,
    more_at_once.RULE.tie,
    room.RULE.tie,
    start_up.RULE.tie,
    time_limit.RULE.tie,
    slower_work.tie,
)


def setting_ties(change: SettingChange, symptom: Symptom) -> list[Tie]:
    """The strongest first; the order of events alone is a tie too, and the weakest."""
    found = [tie for rule in RULES if (tie := rule(change, symptom)) is not None]
    found.sort(key=lambda tie: (-tie.strong, -tie.weight, tie.rule))
    return found or [
        Tie(ORDER, 0.1, change.did, "only the order of events speaks for it", (change.good.id, change.bad.id))
    ]
