"""More work at the same time in one instance before memory ran out.

Claims: the platform ended instances for their memory, and the revision lets one instance do more at the same time.
Refuted by as many requests at the same time in one instance before.
"""

import re

from incidents.analysis.causes.settings.memory_limit import OUT_OF_MEMORY
from incidents.analysis.causes.settings.setting_rule import SettingRule

RULE = SettingRule(
    name="memory-share",
    settings=re.compile(r"containerConcurrency|WORKERS|THREADS|CONCURRENCY"),
    failure=OUT_OF_MEMORY,
    how="what one instance does at the same time shares its memory",
    only_raised=True,
)
