"""More requests at the same time in one instance, before what each instance shares ran out.

Claims: a pool or the like had nothing left, and the revision lets more requests into one instance. Refuted by as many
requests at once on an instance of the revision before.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

RULE = SettingRule(
    name="more-at-once",
    settings=re.compile(r"containerConcurrency|CONCURRENCY|WORKERS|THREADS"),
    failure=re.compile(
        r"\bpool\b.{0,40}(?:exhaust|limit|timeout|full|overflow)|QueuePool|PoolTimeout|"
        r"too many (?:connections|clients)|"
        r"\b(?:could ?n[o']t|unable to|failed to) (?:get|acquire|obtain) a (?:free )?connection\b",
        re.IGNORECASE,
    ),
    how="more requests share what each instance has of it",
    only_raised=True,
    weight=0.95,
)
