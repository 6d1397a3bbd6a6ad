"""What a revision says that it goes without belongs to what fails since that revision."""

from collections.abc import Iterator

from incidents.analysis.causes.code.missing_module import missing_modules
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.deployments.goes_without import GoesWithout, lines
from incidents.analysis.facts import Facts
from incidents.analysis.rules import goes_without, new_warning_pattern
from incidents.analysis.ties.refused import Groups
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

_SAID_BY = (goes_without.NAME, new_warning_pattern.NAME)
_LARGE = 0.5
"""What is not there from the start on fails most of what needs it."""


def fold(facts: Facts, groups: Groups) -> Groups:
    """Each such line joins every new failure that it can be behind; alone it is a finding only of a missing module."""
    told = {each.pattern.id: each for each in lines(facts)}
    kept = [group for group in groups if _line(told, group[0][0]) is None]
    for group in groups:
        line = _line(told, group[0][0])
        if line is None:
            continue
        shown = [each for each in kept if _fails_by(facts, [finding for finding, _ in each], line)]
        for each in shown:
            each += [(member, f"{line.said}, and it fails on {line.revision} alone") for member, _ in group]
        if not shown and (group[0][0].rule != goes_without.NAME or _by_itself(line)):
            kept.append(group)
    return kept


def _line(told: dict[str, GoesWithout], finding: Finding) -> GoesWithout | None:
    return told.get(finding.primary[0]) if finding.rule in _SAID_BY else None


def _by_itself(line: GoesWithout) -> bool:
    return line.at_starts and bool(missing_modules(line.text))


def _fails_by(facts: Facts, members: list[Finding], line: GoesWithout) -> bool:
    """Whether the service fails so since just this revision: by answers alone, or with a stack through what says it.

    An error of its own words may be another fault.
    """
    head = members[0]
    if head.service != line.pattern.service or head.state != "new" or first_revision(facts, head) != line.revision:
        return False
    routes = [each.after for each in members if each.kind == "request" and each.after is not None]
    if any(each.kind == "log" for each in members):
        return bool(_files(facts, members) & {line.pattern.printed_by.file if line.pattern.printed_by else ""})
    return any(each.total and each.n >= _LARGE * each.total for each in routes)


def _files(facts: Facts, members: list[Finding]) -> set[str]:
    return {frame.file for each in _patterns(facts, members) for frame in each.frames}


def _patterns(facts: Facts, members: list[Finding]) -> Iterator[LogPattern]:
    records = (facts.records[key] for each in members for key in each.primary)
    return (each for each in records if isinstance(each, LogPattern))
