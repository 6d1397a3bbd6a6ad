"""What sets failed cases of a test, or failed requests, apart from those that did not fail: a word that they have."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.analysis.course.set_apart import set_apart
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.finding import Finding

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_NAMING = re.compile(r"[A-Za-z][\w.:-]{2,}")
_NAME_NOTHING = frozenset({"true", "false", "null", "none", "yes", "off"})
_FAILED = ("failed", "error")


@dataclass(frozen=True)
class Apart:
    """`how` says of what all that failed have the word, and how much without it did not fail."""

    word: str
    how: str
    cites: tuple[str, ...]


def requests_apart(facts: Facts, finding: Finding) -> Iterator[Apart]:
    """By values of fields that name something: a number or yes and no are in too many places."""
    for each in set_apart(facts, finding):
        share, row = each.share, each.record
        if re.fullmatch(_NAMING, share.value) and share.value.lower() not in _NAME_NOTHING:
            how = (
                f"{share.failed} of {share.of_failed} failed requests to {row.method} {row.route} have the value "
                f"`{share.value}` of `{share.name}`, and {share.well} of {share.of_well} of those answered well"
            )
            yield Apart(share.value, how, (row.id,))


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
        how = f"of {test} only cases with `{word}` failed, and {len(passed)} others passed in the same run"
        yield Apart(word, how, tuple(sorted(each.id for each in (*failed, *passed))))


def _words(case: CaseResult) -> frozenset[str]:
    return frozenset(_WORD.findall(case.test.partition("[")[2]))
