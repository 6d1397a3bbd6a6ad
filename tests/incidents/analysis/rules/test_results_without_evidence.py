from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rules.results_without_evidence import find
from incidents.model.evidence import AnyEvidence, CaseResult
from incidents.model.policy import Policy, TestCategory
from incidents.model.sealed import SealedEvidence
from tests import builders
from tests.builders import GOOD, at

RUN = builders.test_run()
CORE = Policy(categories=(TestCategory(name="P1", globs=("tests/e2e/*.py",)),))


def case(name: str, outcome: str = "passed", **changes: Any) -> CaseResult:
    values = {"run": RUN.id, "test": f"tests/e2e/test_label.py::{name}", "outcome": outcome, "message": None}
    found: CaseResult = builders.case_result(**{**values, **changes})
    return found


MOCKED = case("test_a", captured="printer unreachable, using a mock printer")
OUTAGE = case("test_b", "skipped", excerpt="staging is not available")
REAL = case("test_c")


def sealed(*evidence: AnyEvidence, policy: Policy | None = None) -> SealedEvidence:
    return builders.sealed(policy=policy or Policy(), collected=builders.collected(*evidence))


def test_results_that_show_nothing_are_one_finding_of_their_run() -> None:
    (found,) = find(Facts(sealed(RUN, MOCKED, OUTAGE, REAL)))
    assert found.title == (
        "2 of 3 tests show nothing: 1 passes on a mock, 1 skips for want of what it needs, in `tests/e2e/test_label.py`"
    )
    assert (found.kind, found.tests) == ("authenticity", (MOCKED.test, OUTAGE.test))
    assert set(found.primary) == {MOCKED.id, OUTAGE.id}


@pytest.mark.parametrize(("policy", "level"), [(CORE, "P1"), (Policy(), "P2")])
def test_those_of_category_p1_hide_the_state_of_a_core_component(policy: Policy, level: str) -> None:
    incident = analyse(sealed(builders.revision(name=GOOD), builders.revision(), RUN, MOCKED, REAL, policy=policy))
    (found,) = incident.findings
    assert found.title.startswith("1 of 2 tests shows nothing: ")
    assert (found.priority.level, incident.verdict) == (level, "inconclusive")
    assert incident.chains == ()


def test_real_results_and_other_skips_are_none_of_them() -> None:
    assert find(Facts(sealed(RUN, REAL, case("test_d", "skipped", excerpt="slow"), case("test_e", "failed")))) == []


def test_a_later_run_of_the_suite_takes_its_place() -> None:
    again = builders.test_run(name="nightly2", at=at(3))
    later = builders.case_result(run=again.id, test=MOCKED.test, outcome="passed", message=None)
    assert find(Facts(sealed(RUN, MOCKED, again, later))) == []
