"""A setting whose name or value the failure spells.

Claims: the failure names the setting, or the value that it has or had. Refuted by the same message before the change.
"""

import re

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom

NAME = "named-setting"
_KINDRED = "kindred-setting"
_SHORTEST = 4
_SAYS_NOTHING = frozenset(
    {"true", "false", "none", "null", "default", "latest", "staging", "production", "info", "debug"}
)


def tie(change: SettingChange, symptom: Symptom) -> Tie | None:
    """Strong where a whole name or value is spelled; weak where only a word of the name occurs."""
    cites = (change.good.id, change.bad.id)
    for part in (change.leaf, change.after, change.before):
        if part and len(part) >= _SHORTEST and part.lower() not in _SAYS_NOTHING and _spells(symptom.message, part):
            how = f"the failure names `{part}`, which this setting decides"
            return Tie(NAME, 1.0, change.did, how, cites, strong=True)
    word = change.word_in(symptom.message)
    if word:
        return Tie(
            _KINDRED, 0.3, change.did, f"the failure speaks of `{word}`, and so does the name of the setting", cites
        )
    return None


def _spells(message: str, part: str) -> bool:
    return part in message and re.search(rf"(?<![\w.]){re.escape(part)}(?![\w])", message) is not None
