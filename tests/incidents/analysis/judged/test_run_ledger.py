from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import judgements
from incidents.analysis.judged.run_ledger import run_accounts
from incidents.model.evidence import AnyEvidence, RunCounts
from incidents.model.finding import Ratio
from incidents.model.run_account import Figure, RunAccount
from tests import builders
from tests.builders import at, case_result, collected, sealed

RUN = builders.test_run(counts=RunCounts(collected=3, deselected=1, passed=1, failed=1), duration_s=8.0)
CASES = (
    case_result(),
    case_result(test="tests/e2e/test_b.py::test_b", outcome="passed", message=None, captured="using a mock printer"),
)


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(sealed(collected=collected(*evidence)))


def told(*evidence: AnyEvidence) -> tuple[RunAccount, ...]:
    given = facts(*evidence)
    return run_accounts(given, judgements(given))


def test_a_run_is_accounted_for_by_what_its_cases_show() -> None:
    (account,) = told(RUN, *CASES)
    assert account == RunAccount(
        run=RUN.id,
        side="window",
        environment="staging",
        real=Ratio(n=0, total=1, unit="real executions"),
        standings=(Figure(word="executed-on-mock", n=1), Figure(word="executed-real", n=1)),
        unreached=(Figure(word="deselected", n=1),),
        mean_s=4.0,
    )


def test_a_run_before_the_window_is_told_and_not_judged() -> None:
    early = builders.test_run(name="early", at=at(1), environment="laptop")
    (account,) = told(early)
    assert (account.side, account.environment, account.real, account.standings) == ("before", "laptop", None, ())


def test_runs_of_an_earlier_incident_are_not_told() -> None:
    assert told(builders.test_run(name="old", at=at(-48))) == ()


def test_a_run_that_executed_nothing_has_no_mean() -> None:
    (account,) = told(builders.test_run(counts=RunCounts(errors=4)))
    assert account.mean_s is None
