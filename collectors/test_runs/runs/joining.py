"""Reports of one folder brought together to runs: listings of the same run, and the console text of that run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from collectors.test_runs.as_reported.case_names import Key, key_of
from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.runs.one_run import FileReport, Group, once

_SURE = 1.5
_SAME_SECONDS = 0.5
_SAME_SHARE = 0.05
# The formats that are texts of a console; every other one lists its tests.
CONSOLES = ("pytest-console", "unittest-console")


@dataclass(frozen=True)
class RunFiles:
    """What was found of one run: its listings and the console text, either of which may be missing.

    `repeats` are reports that say in another format, or all at once, what the listings say.
    """

    listings: tuple[FileReport, ...]
    console: FileReport | None
    repeats: tuple[FileReport, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files, sorted."""
        all_of_them = [*self.listings, *self.repeats, *([self.console] if self.console else [])]
        return tuple(sorted({each.file for each in all_of_them}))


def joined(reports: Sequence[FileReport]) -> list[RunFiles]:
    """The runs of one folder, in the order of their files. Each report belongs to exactly one run."""
    listings = [each for each in reports if each.report.format not in CONSOLES]
    consoles = [each for each in reports if each.report.format in CONSOLES]
    groups = once(_grouped(listings))
    pairs = _pairs(groups, consoles)
    found = [RunFiles(group.listings, pairs.get(number), group.repeats) for number, group in enumerate(groups)]
    paired = {id(console) for console in pairs.values()}
    found += [RunFiles((), console) for console in consoles if id(console) not in paired]
    return sorted(found, key=lambda run: (run.files, run.console.number if run.console else 0))


def _grouped(listings: list[FileReport]) -> list[Group]:
    """The TEST-*.xml of a folder are the classes of one run; Ant's TESTS-*.xml repeats them and stands for them."""
    groups: dict[str, list[FileReport]] = {}
    for each in listings:
        path = PurePosixPath(each.file)
        key = str(path.parent / "TEST-*") if path.name.startswith(("TEST-", "TESTS-")) else each.file
        groups.setdefault(key, []).append(each)
    found = []
    for _, group in sorted(groups.items()):
        whole = [each for each in group if PurePosixPath(each.file).name.startswith("TESTS-")] or group
        found.append(Group(tuple(whole), tuple(each for each in group if each not in whole)))
    return found


def _pairs(groups: list[Group], consoles: list[FileReport]) -> dict[int, FileReport]:
    """The best pairs first; a report and a console text that contradict each other are never one run."""
    scored = []
    for number, group in enumerate(groups):
        for place, console in enumerate(consoles):
            score = _score(group, console, consoles)
            alone = len(groups) == len(consoles) == 1
            if score is not None and (alone or score >= _SURE):
                scored.append((-score, number, place))
    pairs: dict[int, FileReport] = {}
    used: set[int] = set()
    for _, number, place in sorted(scored):
        if number not in pairs and place not in used:
            pairs[number] = consoles[place]
            used.add(place)
    return pairs


def _score(group: Group, console: FileReport, consoles: list[FileReport]) -> float | None:
    """How well they agree; None when they cannot be one run."""
    ours, theirs = [each.report for each in group.listings], console.report
    if any(each.format != "junit" and each.pytest != theirs.pytest for each in ours):
        return None
    listed, printed = _keys(ours), _keys([theirs])
    if listed and printed and not listed & printed:
        return None
    score = 2 * len(listed & printed) / max(1, min(len(listed), len(printed)))
    files = [PurePosixPath(each.file) for each in (*group.listings, *group.repeats)]
    names = {file.name for file in files}
    if theirs.report_file is not None:
        written = PurePosixPath(theirs.report_file.replace("\\", "/")).name
        if written not in names:
            score -= 1
        elif sum(_writes(other, written) for other in consoles) == 1:
            score += 2
    score += _figures_agree(ours, theirs) + _durations_agree(ours, theirs)
    if PurePosixPath(console.file).stem in {file.stem for file in files}:
        score += 1
    return score


def _writes(console: FileReport, name: str) -> bool:
    return (console.report.report_file or "").replace("\\", "/").endswith(f"/{name}")


def _keys(reports: Sequence[RunReport]) -> set[Key]:
    found = set()
    for report in reports:
        for case in report.cases:
            address = case.address
            found.add(key_of(address.node_id) if address.node_id else (address.classname, address.name))
    return found


def _figures_agree(ours: list[RunReport], theirs: RunReport) -> float:
    stated = [(report.stated.failed, report.stated.errors) for report in ours]
    if theirs.stated.failed is None or any(None in each for each in stated):
        return 0
    agreed = sum(failed or 0 for failed, _ in stated) == theirs.stated.failed
    agreed = agreed and sum(errors or 0 for _, errors in stated) == theirs.stated.errors
    return 0.5 if agreed else -1


def _durations_agree(ours: list[RunReport], theirs: RunReport) -> float:
    durations = [report.duration_s for report in ours if report.duration_s is not None]
    if not durations or theirs.duration_s is None:
        return 0
    apart = abs(sum(durations) - theirs.duration_s)
    return 1 if apart <= max(_SAME_SECONDS, _SAME_SHARE * theirs.duration_s) else -0.5
