"""A call that waits, added before a failure of time.

Claims: what failed took too long, and the change adds a call that waits. Refuted by latencies that did not grow.
"""

import re

from incidents.analysis.causes.code.telling_lines import TellingLines

_WAITS = (
    r"\b(?:time\.)?sleep\(|\brequests\.\w+\(|\burlopen\(|\.result\(\)|\bsubprocess\.\w+\(|"
    r"\bThread\.sleep\b|\bawait sleep|\bexecSync\b"
)
_TOO_LONG = r"\btime[d]?[ -]?out|\bdeadline|\bslow\b|\b504\b|\btook too long|failed to start"

RULE = TellingLines(
    name="blocking-call",
    added=re.compile(_WAITS),
    failure=re.compile(_TOO_LONG, re.IGNORECASE),
    how="the call waits, and what failed ran out of time",
)
