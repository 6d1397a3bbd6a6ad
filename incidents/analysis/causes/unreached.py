"""Why a change of the failing test's own file cannot be behind the failure: nothing that it changed was run."""

from collections.abc import Callable, Sequence
from functools import cached_property

from incidents.analysis.causes.ranking.traced_lines import changed_places, line_before, same_file
from incidents.analysis.course.failed_line import failed_line
from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, FileChange
from incidents.model.finding import Finding
from incidents.model.function_name import plain_name

_OF_A_TEST = "test"


class Unreached:
    """Tells of changes of the file in which a test failed.

    `until` gives those that the failing run may hold, newest first; it is asked only where one of them is of that file.
    """

    def __init__(self, facts: Facts, finding: Finding, until: Callable[[], Sequence[FileChange]]) -> None:
        records = (facts.records[key] for key in finding.primary) if finding.kind == "test" else ()
        self._cases = [each for each in records if isinstance(each, CaseResult)]
        self._until = until

    @cached_property
    def _newest_first(self) -> Sequence[FileChange]:
        return self._until()

    def why(self, change: FileChange) -> str | None:
        """None where it may have been run, and of every other file."""
        own = [each for each in self._cases if is_own_file(change, each.test)]
        parsed = change.path.endswith(".py") and change.status == "modified" and not change.truncated
        if not own or not parsed or not change.functions or not change.hunks:
            return None
        told = {self._of_one(change, each) for each in own}
        return max((each for each in told if each), key=len) if None not in told else None

    def _of_one(self, change: FileChange, case: CaseResult) -> str | None:
        changed = {plain_name(each) for each in change.functions}
        frames = [each for each in case.frames if same_file(each.file, change.path)]
        running = {plain_name(case.test.partition("[")[0]), *(plain_name(each.function) for each in frames)}
        if any(not each.startswith(_OF_A_TEST) for each in changed - running):
            return None  # what several tests share, or what loading the file runs
        if not changed & running:
            return f"in {change.path} it changes other tests alone"
        printed = failed_line(case.excerpt)
        line = frames[-1].line if frames else None
        if printed is None or printed.looped or line is None or len(running) > 1:
            return None
        there = self._line_in(change, line)
        first = min((number for hunk in change.hunks for number, _ in changed_places(hunk)), default=0)
        if there is None or first < there + printed.lines:
            return None
        return f"in {change.path} it changes lines behind line {line}, which failed, so that they were never reached"

    def _line_in(self, change: FileChange, line: int) -> int | None:
        """Where the line of the failing run stood when the change was made; None where it was written later."""
        place: int | None = line
        for each in self._newest_first:
            if each is change or place is None:
                break
            if each.path == change.path:
                place = line_before(each, place)
        return place


def is_own_file(change: FileChange, test: str) -> bool:
    """Whether it is the file of that test."""
    return change.path_class == "test" and same_file(test.partition("::")[0], change.path)
