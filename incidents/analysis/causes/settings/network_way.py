"""The way from the service to what it calls: connector, egress, network, socket of a managed database.

Claims: the failure is one of reaching something, and the revision lost or changed the way there. Refuted by the same
failure on a revision that has the way, or by the other end failing for other callers too.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

_WAYS = r"vpc-access|network-interfaces|cloudsql-instances|egress|vpcAccess|cloudSqlInstance"
OUT_OF_REACH = (
    r"time[d]?[ -]?out|unreachable|refused|no route|could not connect|can(?:no|')t connect|connection (?:failed|error)|"
    r"connect\w* failed|No such file or directory|Name or service not known|getaddrinfo|ENOTFOUND|ECONN\w+"
)

RULE = SettingRule(
    name="network-way",
    settings=re.compile(_WAYS, re.IGNORECASE),
    failure=re.compile(OUT_OF_REACH, re.IGNORECASE),
    how="the service reaches private addresses and managed databases by this setting alone",
)
