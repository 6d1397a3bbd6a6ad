"""What a revision logged last: where one never became ready, its start went as far as these lines and no further."""

from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern

_MOST = 5


def last_lines(facts: Facts, revision: str) -> tuple[LogPattern, ...]:
    """The patterns of the revision, that of its newest entry first."""
    seen = [
        (row.last, each.id, each) for each in facts.patterns for row in each.by_revision if row.revision == revision
    ]
    return tuple(each for *_, each in sorted(seen, key=lambda row: row[:2], reverse=True)[:_MOST])
