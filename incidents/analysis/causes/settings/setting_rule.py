"""A kind of setting that is known to lead to a kind of failure."""

import re
from dataclasses import dataclass

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom


@dataclass(frozen=True)
class SettingRule:
    """`settings` is what the path of the setting holds, `failure` what the failure says, `how` the way between them.

    With `only_lowered` a higher value is no tie: more room does not take room away. `only_raised` is its opposite.
    Of several settings of one revision the one of more `weight` is nearer to the failure.
    """

    name: str
    settings: re.Pattern[str]
    failure: re.Pattern[str]
    how: str
    only_lowered: bool = False
    only_raised: bool = False
    weight: float = 0.9

    def tie(self, change: SettingChange, symptom: Symptom) -> Tie | None:
        way = (self.only_lowered and not change.lowered) or (self.only_raised and not change.raised)
        if way or not self.settings.search(change.path):
            return None
        said = self.failure.search(symptom.message)
        if said is None:
            return None
        how = f'{self.how}; the failure says "{said.group(0).strip()}"'
        return Tie(self.name, self.weight, change.did, how, (change.good.id, change.bad.id), strong=True)
