"""Where the service looks for what it calls.

Claims: something could not be reached, and the revision changed or lost the address of what has that name. Refuted by
the same failure with the old address.
"""

import re

from incidents.analysis.causes.settings.network_way import OUT_OF_REACH
from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom

NAME = "address"
_ADDRESS = re.compile(r"HOST|URL|URI|ADDR|ENDPOINT|DSN|SERVER|BROKER", re.IGNORECASE)


def tie(change: SettingChange, symptom: Symptom) -> Tie | None:
    said = re.search(OUT_OF_REACH, symptom.message, re.IGNORECASE)
    word = change.word_in(symptom.message)
    if said is None or word is None or not _ADDRESS.search(change.leaf):
        return None
    how = f'the failure says "{said.group(0)}" of `{word}`, whose address this setting decides'
    return Tie(NAME, 0.85, change.did, how, (change.good.id, change.bad.id), strong=True)
