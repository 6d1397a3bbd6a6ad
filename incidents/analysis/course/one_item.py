"""One item that fails again and again, while all others of its kind are taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.analysis.course.onset import SERVED_WELL, requests_of
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import is_error
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

_LEAST = 5


@dataclass(frozen=True)
class OneItem:
    """All `entries` name `value`; meanwhile the same revision answered so many requests of the kind well."""

    value: str
    entries: int
    well: int
    cites: tuple[str, ...]

    @property
    def said(self) -> str:
        meanwhile = f"{self.well} other requests were answered well meanwhile"
        return f"all {self.entries} entries name `{self.value}`, and {meanwhile}"


def one_item(facts: Facts, finding: Finding) -> OneItem | None:
    """None where no id stands in every entry, where it may name a place, or where too little else was taken."""
    patterns = [each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)]
    revision = first_revision(facts, finding)
    if finding.kind != "log" or not patterns or revision is None or finding.first is None or finding.last is None:
        return None
    entries = sum(each.count for each in patterns)
    shared = [each for each in patterns[0].ids if all(each in other.ids for other in patterns)]
    value = next((each for each in shared if not _is_elsewhere(facts, each)), None)
    if value is None or entries < _LEAST:
        return None
    rows = requests_of(facts, finding, [revision])
    minutes = [of for row in rows for of in row.by_minute if finding.first.minute <= of.minute <= finding.last]
    well = sum(of.count - of.server_errors for of in minutes)
    return OneItem(value, entries, well, tuple(sorted(each.id for each in rows))) if well >= SERVED_WELL else None


def _is_elsewhere(facts: Facts, value: str) -> bool:
    """Whether it names what the service runs on, or what it also names where nothing fails."""
    return any(value in text for text in _elsewhere(facts))


def _elsewhere(facts: Facts) -> Iterator[str]:
    scope = facts.sealed.scope
    yield from (scope.project, scope.region)
    for revision in facts.revisions.values():
        yield from (revision.name, revision.commit or "", *(each.value or "" for each in revision.settings))
    for pattern in facts.patterns:
        if not is_error(pattern):
            yield from (each.text for each in pattern.exemplars)
