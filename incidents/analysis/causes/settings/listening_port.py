"""The port on which the platform expects the container to listen.

Claims: the container did not answer on its port, and the revision changed which port the program or the platform takes.
Refuted by a log line of the program that it listens on the port that the platform probes.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

RULE = SettingRule(
    name="listening-port",
    settings=re.compile(r"PORT\b|_PORT|containerPort|\.port\b|ports\["),
    failure=re.compile(
        r"listen on the port|\bstartup probe failed|address already in use|\bport[ =:]+\d+", re.IGNORECASE
    ),
    how="the program listens where this setting says, and the platform asks on the port of the container",
)
