from incidents.analysis.facts import Facts
from incidents.analysis.judged.categories import categories
from incidents.model.evidence import AnyEvidence, CaseResult, Outcome
from incidents.model.policy import Component, Money, Policy, TestCategory
from tests import builders
from tests.builders import at

RUN = builders.test_run()
POLICY = Policy(
    components=(
        Component(
            name="label",
            paths=("tests/e2e/",),
            value=Money(text="$80K+ ARR", per_year=80000, currency="USD"),
            declared="config-label",
        ),
    ),
    categories=(TestCategory(name="P1", globs=("tests/e2e/*.py",)), TestCategory(name="P2", globs=("tests/api/*.py",))),
)


def case(name: str, outcome: Outcome, said: str = "", run: str = RUN.id) -> CaseResult:
    test = f"tests/e2e/test_label.py::{name}"
    found: CaseResult = builders.case_result(run=run, test=test, outcome=outcome, captured=said, message=None)
    return found


def told(*evidence: AnyEvidence) -> list[str]:
    facts = Facts(builders.sealed(policy=POLICY, collected=builders.collected(*evidence)))
    return [each.text for each in categories(facts)]


def test_only_real_executions_count_and_the_declared_value_is_named() -> None:
    rows = (case("a", "passed"), case("b", "failed"), case("c", "passed", "using a mock printer"))
    assert told(RUN, *rows) == [
        "Category P1: 1 of 2 real executions passed, of 3 listed cases; they check label (declared worth: $80K+ ARR)."
    ]


def test_what_ran_within_its_own_process_is_counted_beside_the_real_executions() -> None:
    quick = builders.case_result(
        run=RUN.id, test="tests/e2e/unit/test_label.py::test_d", outcome="passed", duration_s=0.001, message=None
    )
    (said,) = told(RUN, case("a", "passed"), quick)
    assert said.startswith(
        "Category P1: 1 of 1 real executions passed, of 2 listed cases, 1 of which ran within their own process"
    )


def test_a_category_without_a_listed_test_is_not_spoken_of() -> None:
    assert told(RUN) == []


def test_only_the_newest_run_of_a_suite_speaks() -> None:
    again = builders.test_run(name="nightly2", at=at(3))
    rows = (case("a", "failed"), case("a", "passed", run=again.id))
    assert [text.split(",")[0] for text in told(RUN, again, *rows)] == ["Category P1: 1 of 1 real executions passed"]
