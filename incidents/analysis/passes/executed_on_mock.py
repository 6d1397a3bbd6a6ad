"""A pass whose own output says that it ran on a stand-in.

Claims: the captured output of this passed case says that it fell back to, or used, a mock, fake, stub or simulation,
or that a recording, memory or nothing outside of the process answered; or, of a test of the deployed service, tells of
a class or object that is named as one. Refuted by output that says the opposite, and by a test that is about a stand-in
by the name of its file, or by its own; silence proves nothing either way.
"""

import re
from pathlib import PurePosixPath

from incidents.analysis.facts import Facts
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.tested.stand_in_words import is_about, named_stand_in, says_stand_in
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.incident import Doubt

NAME = "executed-on-mock"
_ABOUT_ONE = re.compile(r"(?:^|[_.-])(?:fakes?|mocks?|stubs?|stand_?ins?|cassettes?)(?:[_.-]|$)")


def mock_marker(case: CaseResult) -> str | None:
    """The line of a passed case's output that says it ran on a stand-in; None when there is none."""
    if not _may_tell(case):
        return None
    return next((line.strip() for line in case.captured.splitlines() if says_stand_in(line)), None)


def stand_in_line(facts: Facts, run: TestRun, case: CaseResult) -> str | None:
    """The same, or of a test of the deployed service the line that tells of what is named as a stand-in."""
    line = mock_marker(case)
    if line is not None or not _may_tell(case) or not claims_the_service(facts, run, case):
        return line
    return next((line.strip() for line in case.captured.splitlines() if _named_in(case, line)), None)


def _may_tell(case: CaseResult) -> bool:
    about = _ABOUT_ONE.search(PurePosixPath(file_of(case)).stem.lower())
    return case.outcome == "passed" and about is None


def _named_in(case: CaseResult, line: str) -> bool:
    name = named_stand_in(line)
    return name is not None and not is_about(case.test, name)


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each passed case of the candidate side that says it ran on a stand-in."""
    found = []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            if stand_in_line(facts, run, case) is not None:
                reason = "it passed, and its output says that it ran on a stand-in"
                found.append(
                    Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=(case.id,))
                )
    return found
