"""Something that is kept and never let go, added before memory ran out.

Claims: memory ran out, and the change adds a cache or a read of everything at once. Refuted by memory that stays level.
"""

import re

from incidents.analysis.causes.code.telling_lines import TellingLines

_KEEPS = (
    r"\blru_cache\(maxsize=None\)|@cache\b|\bcache\[|\.read\(\)|\.readlines\(\)|\bfetchall\(\)|\.to_list\(\)|"
    r"\breadFileSync\("
)
_NO_MEMORY = r"\bmemory limit\b|\bout of memory\b|\bMemoryError\b|\bheap\b.*\bmemory\b|\bOOM\b"

RULE = TellingLines(
    name="growing-memory",
    added=re.compile(_KEEPS),
    failure=re.compile(_NO_MEMORY, re.IGNORECASE),
    how="what the change keeps in memory adds to what ran out",
)
