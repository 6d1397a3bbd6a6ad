"""What sets the failed cases of a test apart: a word of their parameters that no case which passed has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, CaseResult

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_FAILED = ("failed", "error")


@dataclass(frozen=True)
class Apart:
    """All cases of `test` with `word` among their parameters failed, and `passed` others passed in the same run."""

    word: str
    test: str
    passed: int
    cites: tuple[str, ...]


def apart(facts: Facts, records: Iterable[AnyEvidence]) -> tuple[Apart, ...]:
    """For each test of which some cases failed and others passed; one case that passed may have done so by chance."""
    failed = [each for each in records if isinstance(each, CaseResult) and each.outcome in _FAILED and "[" in each.test]
    pairs = sorted({(each.run, each.test.partition("[")[0]) for each in failed})
    return tuple(found for run, test in pairs for found in _of_test(facts.cases.get(run, {}).values(), test))


def _of_test(cases: Iterable[CaseResult], test: str) -> Iterator[Apart]:
    of_test = [each for each in cases if each.test.startswith(f"{test}[")]
    failed = [each for each in of_test if each.outcome in _FAILED]
    passed = [each for each in of_test if each.outcome == "passed"]
    if len(passed) < 2:
        return
    shared = frozenset.intersection(*(_words(each) for each in failed))
    for word in sorted(shared - frozenset().union(*(_words(each) for each in passed))):
        yield Apart(word, test, len(passed), tuple(sorted(each.id for each in (*failed, *passed))))


def _words(case: CaseResult) -> frozenset[str]:
    return frozenset(_WORD.findall(case.test.partition("[")[2]))
