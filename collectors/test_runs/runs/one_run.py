"""Reports in several formats that one run wrote, told by their content."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from collectors.moments import moment
from collectors.test_runs.as_reported.case_names import key_of
from collectors.test_runs.as_reported.report import ReportedCase, RunReport
from incidents.model.instant import Instant

# The richest first: what a format knows of phases, tries and output.
_RICHEST = (
    "pytest-reportlog",
    "pytest-json",
    "playwright-json",
    "jest-json",
    "trx",
    "nunit",
    "xunit",
    "junit",
    "mocha-json",
    "ctrf",
)
_FILE = re.compile(r"\S+\.\w+")
_SLACK_S = 2.0
_EPOCH = Instant(0)
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class FileReport:
    """One report and the file it was read from; `number` counts the reports of that file from 1."""

    file: str
    number: int
    report: RunReport


@dataclass(frozen=True)
class Group:
    """Reports that are one run together, and `repeats`, which say the same once more."""

    listings: tuple[FileReport, ...]
    repeats: tuple[FileReport, ...] = ()


def once(groups: Sequence[Group]) -> list[Group]:
    """Groups in different formats with the same tests and the same failures are one run; the richest of them stands.

    Two reports in the same format are two runs, and then nothing tells to which of them a third belongs.
    """
    by_content: dict[Hashable, list[Group]] = {}
    for group in groups:
        by_content.setdefault(_content(group), []).append(group)
    found: list[Group] = []
    for alike in (together for each in by_content.values() for together in _at_one_time(each)):
        if len({_format(group) for group in alike}) < len(alike):
            found += alike
        else:
            stands, *others = sorted(alike, key=_rank)
            said_again = [each for other in others for each in (*other.listings, *other.repeats)]
            found.append(Group(stands.listings, (*stands.repeats, *said_again)))
    return sorted(found, key=lambda group: group.listings[0].file)


def _at_one_time(groups: list[Group]) -> list[list[Group]]:
    """Reports whose times overlap, where they state times; one without belongs to the others only if they are one."""
    timed = sorted((span, number) for number, group in enumerate(groups) if (span := _span(group)) is not None)
    found: list[list[Group]] = []
    end = 0.0
    for (start, stop), number in timed:
        if not found or start > end + _SLACK_S:
            found.append([])
        found[-1].append(groups[number])
        end = max(end, stop)
    untimed = [group for group in groups if _span(group) is None]
    if len(found) > 1:
        return [*found, *([group] for group in untimed)]
    return [[*(found[0] if found else []), *untimed]]


def _span(group: Group) -> tuple[float, float] | None:
    """From the first start to the end, in seconds since 1970; None where a start or its zone is unknown."""
    reports = [each.report for each in group.listings]
    starts = [moment(start) for report in reports for start in report.starts]
    known = [_EPOCH.seconds_until(start) for start in starts if start is not None]
    if not known or len(known) < len(starts):
        return None
    return min(known), min(known) + sum(report.duration_s or 0 for report in reports)


def _format(group: Group) -> str:
    return group.listings[0].report.format


def _rank(group: Group) -> tuple[bool, int]:
    return any(each.report.cut for each in group.listings), _RICHEST.index(_format(group))


def _content(group: Group) -> frozenset[tuple[str, bool]]:
    """The tests by the letters of their names, and which failed; not all formats list what could not be collected."""
    found: dict[str, bool] = {}
    for each in group.listings:
        for case in each.report.cases:
            if _of_collection(case, pytest=each.report.pytest):
                continue
            name = _letters(case, pytest=each.report.pytest)
            failed = case.executions[-1].outcome in ("failed", "error")
            found[name] = found.get(name, False) or failed
    return frozenset(found.items())


def _of_collection(case: ReportedCase, *, pytest: bool) -> bool:
    """Whether the entry is a file that failed as a whole, and no test."""
    address = case.address
    if not pytest and not address.classname and _FILE.fullmatch(address.name):
        return True
    if any(mishap.phase == "collection" for execution in case.executions for mishap in execution.mishaps):
        return True
    return pytest and not ("::" in address.node_id if address.node_id is not None else address.classname)


def _letters(case: ReportedCase, *, pytest: bool) -> str:
    """The name without what runners put between titles; the file belongs to it only in pytest's names."""
    address = case.address
    if address.node_id is not None:
        name = "".join(key_of(address.node_id))
    else:
        name = f"{address.classname}{address.name}" if pytest else address.name
    return _NO_LETTER.sub("", name).casefold()
