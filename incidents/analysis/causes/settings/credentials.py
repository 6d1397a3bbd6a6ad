"""What the service shows to be let in: audience, issuer, key, secret, account.

Claims: a call was not let in, and the revision changed what it is checked with. Refuted by a call that was let in on
the same revision.
"""

import re

from incidents.analysis.causes.settings.setting_rule import SettingRule

_SHOWN = (
    r"AUDIENCE|ISSUER|SECRET|TOKEN|_KEY\b|APIKEY|PASSWORD|CREDENTIAL|CLIENT_ID|serviceAccountName|JWKS|OAUTH|"
    r"\bvalueFrom"
)
_NOT_LET_IN = (
    r"\baudience\b|\bissuer\b|\bsignature\b|invalid (?:token|key|credential|grant|client)\w*|"
    r"\bunauthori[sz]ed\b|\b401\b|\b403\b|permission[ _]?denied|\bforbidden\b|authentication failed|"
    r"\bcredentials?\b|\bJWT\b|token .{0,30}(?:expired|invalid|rejected)|"
    r"\b(?:key|secret|password|certificate) (?:\w+ ){0,2}(?:withdrawn|revoked|expired|disabled|rejected|invalid)"
)

RULE = SettingRule(
    name="credentials",
    settings=re.compile(_SHOWN, re.IGNORECASE),
    failure=re.compile(_NOT_LET_IN, re.IGNORECASE),
    how="calls are checked with this setting",
)
