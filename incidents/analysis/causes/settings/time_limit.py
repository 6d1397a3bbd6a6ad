"""A shorter limit of time before something ran out of time.

Claims: something took longer than allowed, and the revision allows less. Refuted by work that took longer than the new
limit before.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

RULE = SettingRule(
    name="time-limit",
    settings=re.compile(r"timeoutSeconds|TIMEOUT|DEADLINE|_TTL|EXPIR", re.IGNORECASE),
    failure=re.compile(r"time[d]?[ -]?out|deadline|\b504\b|expired", re.IGNORECASE),
    how="what takes longer than this is ended",
    only_lowered=True,
)
