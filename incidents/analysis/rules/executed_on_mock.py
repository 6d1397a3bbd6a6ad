"""A pass whose own output says that it ran on a stand-in.

Claims: the captured output of this passed case says that it fell back to, or used, a mock, fake, stub or simulation.
Refuted by output that says the opposite; silence proves nothing either way.
"""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult
from incidents.model.incident import Doubt

NAME = "executed-on-mock"
# A word of its own, or the first or last word of a class or variable: MockPrinter, printer_stub, but no mockingbird.
_STAND_IN = (
    r"(?:mock|mocked|mocks|fake|faked|stub|stubbed|simulated|simulation|in-memory double"
    r"|(?:mock|fake|stub)(?-i:[A-Z_])\w*|\w*(?:_|(?-i:(?<=[a-z])(?=[A-Z])))(?:mock|fake|stub))"
)
_SAYS_SO = re.compile(
    rf"(?:fall(?:ing|s)?[ -]?back|fell back|fallback|switch(?:ing|ed)? to|us(?:ing|ed|es)|running (?:on|against|with)|"
    rf"substitut\w+|instead)\b[^\n]{{0,60}}\b{_STAND_IN}\b|\b{_STAND_IN}\b[^\n]{{0,40}}\b(?:fallback|instead|mode)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|never|without|refus\w+)\b[^\n:;,.]{0,12}$", re.IGNORECASE)


def mock_marker(case: CaseResult) -> str | None:
    """The line of a passed case's output that says it ran on a stand-in; None when there is none."""
    if case.outcome != "passed":
        return None
    for line in case.captured.splitlines():
        match = _SAYS_SO.search(line)
        if match and not _DENIES.search(line[: match.start()]):
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
