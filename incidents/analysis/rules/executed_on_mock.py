"""A pass whose own output says that it ran on a stand-in.

Claims: the captured output of this passed case says that it fell back to, or used, a mock, fake, stub or simulation,
or that a recording, memory or nothing outside of the process answered. Refuted by output that says the opposite, and
by a test that is about a stand-in by the name of its file; silence proves nothing either way.
"""

import re
from pathlib import PurePosixPath

from incidents.analysis.facts import Facts
from incidents.analysis.stand_in_words import says_stand_in
from incidents.model.evidence import CaseResult
from incidents.model.incident import Doubt

NAME = "executed-on-mock"
_ABOUT_ONE = re.compile(r"(?:^|[_.-])(?:fakes?|mocks?|stubs?|stand_?ins?|cassettes?)(?:[_.-]|$)")


def mock_marker(case: CaseResult) -> str | None:
    """The line of a passed case's output that says it ran on a stand-in; None when there is none."""
    if case.outcome != "passed" or _ABOUT_ONE.search(PurePosixPath(case.test.partition("::")[0]).stem.lower()):
        return None
    for line in case.captured.splitlines():
        if says_stand_in(line):
            return line.strip()
    return None


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each passed case of the candidate side that says it ran on a stand-in."""
    found = []
    for run in facts.candidate_runs():
        for case in facts.cases[run.id].values():
            line = mock_marker(case)
            if line is not None:
                reason = "it passed, and its output says that it ran on a stand-in"
                found.append(
                    Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=(case.id,))
                )
    return found
