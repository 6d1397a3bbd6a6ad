"""The cases of one run: what the reports list, completed by what the console text says of the same tests."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from collectors.test_runs.as_reported import attempts, captured_output, case_names
from collectors.test_runs.as_reported.report import Execution, Mishap, ReportedCase
from collectors.test_runs.runs.joining import RunFiles
from collectors.test_runs.runs.one_run import FileReport
from incidents.model.evidence import Outcome

_TITLE = "--- "


@dataclass(frozen=True)
class Case:
    """One test of a run under its one name, and the file that says so."""

    test: str
    outcome: Outcome
    executions: tuple[Execution, ...]
    file: str

    @property
    def of_collection(self) -> bool:
        """Whether this is a module that could not be collected, or was skipped as a whole, and no test."""
        return any(mishap.phase == "collection" for each in self.executions for mishap in each.mishaps) or (
            self.outcome == "skipped" and "::" not in self.test and self.test.endswith(".py")
        )


def run_cases(files: RunFiles) -> tuple[Case, ...]:
    """All cases, sorted by name. Tests that only the console text names are there too."""
    printed = {_node_id(case): case for case in files.console.report.cases} if files.console else {}
    found = _listed(files.listings, printed)
    missing = not files.listings or any(each.report.cut for each in files.listings)
    if files.console is not None and missing:
        for test, case in printed.items():
            found.setdefault(test, ([*case.executions], files.console.file))
    cases = []
    for test, (executions, file) in found.items():
        folded = attempts.folded(executions)
        if test in printed and file != (files.console.file if files.console else None):
            folded = _completed(folded, printed[test])
        cases.append(Case(test, attempts.settled(folded), folded, file))
    return tuple(sorted(cases, key=lambda case: case.test))


def _node_id(case: ReportedCase) -> str:
    return case.address.node_id or case.address.name


def _listed(listings: Sequence[FileReport], printed: dict[str, ReportedCase]) -> dict[str, tuple[list[Execution], str]]:
    """Executions by test, in the order of the reports."""
    known = case_names.known_names(sorted(printed))
    pytest = any(each.report.pytest for each in listings) or bool(printed)
    found: dict[str, tuple[list[Execution], str]] = {}
    for listing in listings:
        cases = listing.report.cases
        named = case_names.names([case.address for case in cases], known, pytest=pytest)
        if not pytest:
            named = _numbered(named, cases)
        for test, case in zip(named, cases, strict=True):
            found.setdefault(test, ([], listing.file))[0].extend(case.executions)
    return found


def _numbered(named: list[str], cases: Sequence[ReportedCase]) -> list[str]:
    """Outside pytest, entries under one name of which none failed are no reruns: they are tests named alike.

    More of them than a report can sensibly show stay under the one name.
    """
    many = {test for test, number in Counter(named).items() if number > attempts.MOST_ATTEMPTS}
    failed = many | {
        test
        for test, case in zip(named, cases, strict=True)
        if any(execution.outcome in ("failed", "error") for execution in case.executions)
    }
    seen: Counter[str] = Counter()
    found = []
    for test in named:
        seen[test] += 1
        found.append(test if test in failed or seen[test] == 1 else f"{test} ({seen[test]})")
    return found


def _completed(executions: tuple[Execution, ...], printed: ReportedCase) -> tuple[Execution, ...]:
    """What JUnit has no word for: reruns, unexpected passes; and output that only the console text shows."""
    reruns = len(printed.executions) - 1 if printed.rerun else 0
    failed = Execution("failed")
    if reruns and len(executions) > reruns:
        again = tuple(
            replace(each, outcome="failed" if each.outcome == "passed" else each.outcome)
            for each in executions[:reruns]
        )
        executions = (*again, *executions[reruns:])
    elif reruns and len(executions) == 1:
        executions = (*(failed for _ in range(reruns)), *executions)
    last, seen = executions[-1], printed.executions[-1]
    if last.outcome == "passed" and seen.outcome == "xpassed":
        last = replace(last, outcome="xpassed", mishaps=seen.mishaps)
    if not any(mishap.message or mishap.text for mishap in last.mishaps) and last.outcome == seen.outcome:
        last = replace(last, mishaps=_with_words(last.mishaps, seen.mishaps))
    return (*executions[:-1], replace(last, captured=_both(last.captured, seen.captured)))


def _with_words(ours: tuple[Mishap, ...], theirs: tuple[Mishap, ...]) -> tuple[Mishap, ...]:
    return theirs or ours


def _both(report: str, console: str) -> str:
    """The report's output, and the console's where it says something that the report does not."""
    told = set(report.splitlines())
    news = [line for line in console.splitlines() if line and not line.startswith(_TITLE) and line not in told]
    return captured_output.joined([("", report), ("", console)]) if news else report
