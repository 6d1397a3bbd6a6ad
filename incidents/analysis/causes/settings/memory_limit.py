"""A lower memory limit before memory ran out.

Claims: the platform ended instances for their memory, and the revision lowered the limit. Refuted by the same use of
memory above the new limit before.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

OUT_OF_MEMORY = re.compile(
    r"memory limit|out of memory|OOM|signal 9|exit code 137|exit\(137\)|too much memory|MemoryError", re.IGNORECASE
)

RULE = SettingRule(
    name="memory-limit",
    settings=re.compile(r"limits\.memory"),
    failure=OUT_OF_MEMORY,
    how="instances that use more memory than the limit are ended",
    only_lowered=True,
)
