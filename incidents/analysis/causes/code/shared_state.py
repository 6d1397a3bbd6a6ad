"""State that several requests share, changed before a failure that only appears when requests meet.

Claims: the failure speaks of locks or of requests that met, and the change adds threads, tasks, locks or a pool.
Refuted by the same failure with one request at a time.
"""

import re

from incidents.analysis.causes.code.telling_lines import TellingLines

_SHARES = (
    r"\bthreading\.\w+|\basyncio\.(?:gather|create_task|Lock)\b|\bThreadPool\w*|\bLock\(\)|\bglobal \w+|"
    r"\bgo func\b|\bsynchronized\b"
)
_MEETS = (
    r"\bdeadlock|\brace\b|\block(?:ed)? (?:wait|timeout)|\bconcurrent|changed size during iteration|"
    r"\bcould not serialize"
)

RULE = TellingLines(
    name="shared-state",
    added=re.compile(_SHARES),
    failure=re.compile(_MEETS, re.IGNORECASE),
    how="requests that run at the same time share what the change added",
)
