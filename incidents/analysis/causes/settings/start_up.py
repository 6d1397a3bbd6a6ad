"""What the platform gives a container to start: processor, probe, command.

Claims: the container did not start in time, and the revision changed its processor, its probe or its command. Refuted
by a start of the same length before.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

RULE = SettingRule(
    name="start-up",
    settings=re.compile(r"limits\.cpu|cpu-throttling|startup-cpu-boost|[sS]tartupProbe|\.command\b|\.args\b"),
    failure=re.compile(
        r"failed to start|startup probe|did(?: not|n't) start|start(?:up)? .{0,40}time[d]?[ -]?out", re.IGNORECASE
    ),
    how="the container has to start with this processor and command, within what the probe allows",
)
