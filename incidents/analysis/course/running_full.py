"""What runs full while a new revision has no more to do than the one before it: something that it keeps.

Such a failure always begins late, after each start anew, so what the revision served well before tells nothing of it.
"""

import re

from incidents.analysis.course.load import rose
from incidents.analysis.course.outside_words import text_of
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.finding import Finding

FULL = re.compile(
    r"\bmemory limit\b|\bout of memory\b|\btoo much memory\b|\bMemoryError\b|\bOutOfMemoryError\b|\bOOM(?:Killed)?\b|"
    r"\bheap\b[^\n]{0,40}\bmemory\b|\btoo many open files\b|\bEMFILE\b|\bno space left\b|\bsignal:? 9\b|\bexit\(137\)",
    re.IGNORECASE,
)
_AGAIN = 2


def runs_full(facts: Facts, finding: Finding) -> bool:
    """Whether a new revision ran full at least twice, none before it did, and there was no more to do."""
    if finding.state != "new" or finding.after is None or finding.after.n < _AGAIN:
        return False
    if first_revision(facts, finding) is None or not FULL.search(text_of(facts, finding)):
        return False
    return rose(facts, finding) is False
