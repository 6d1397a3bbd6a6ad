"""Less room: requests per instance, instances, workers, connections.

Claims: requests found no room, and the revision lowered how much there is. Refuted by as many requests that found room
on the same revision.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

_ROOM = r"containerConcurrency|maxScale|minScale|maxInstance|POOL|WORKERS|THREADS|MAX_|CONNECTIONS|CONCURRENCY"
_NONE_LEFT = (
    r"no available instance|\b429\b|\bpool\b.{0,40}(?:exhaust|limit|timeout|full|overflow)|QueuePool|too many|"
    r"exhausted|rate exceeded|queue (?:is )?full|aborted because"
)

RULE = SettingRule(
    name="room",
    settings=re.compile(_ROOM),
    failure=re.compile(_NONE_LEFT, re.IGNORECASE),
    how="this setting bounds how much can be done at the same time",
    only_lowered=True,
)
