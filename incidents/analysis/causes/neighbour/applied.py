"""Whether a revision logged that it applied a migration."""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import FileChange, LogPattern, Revision

_APPLIES = re.compile(r"\bmigrat\w+|\bapplying\b|running upgrade|\bflyway|\bliquibase|\balembic", re.IGNORECASE)
_TELLING = 2


def applied_by(facts: Facts, revision: Revision, change: FileChange) -> LogPattern | None:
    """The entry of this revision that speaks of migrating and holds the words of the file's name."""
    stem = change.path.rpartition("/")[2].partition(".")[0]
    words = {each.lower() for each in re.findall(r"[A-Za-z]{3,}", stem)}
    for pattern in facts.patterns:
        here = any(each.revision == revision.name for each in pattern.by_revision)
        if here and pattern.service == revision.service and _APPLIES.search(pattern.template):
            said = set(re.findall(r"[a-z]{3,}", pattern.template.lower()))
            if words and len(words & said) >= min(_TELLING, len(words)):
                return pattern
    return None
