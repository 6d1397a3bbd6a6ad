from typing import Any

from incidents.analysis.causes.uncaught.not_caught import not_caught
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.evidence import AnyEvidence, Deliveries, ProgramRequests, RunCounts
from incidents.model.incident import Doubt
from tests import builders
from tests.builders import BAD, GOOD, at

FAILING = builders.finding(primary=(builders.revision().id,), related=())


def said(*evidence: AnyEvidence, doubts: tuple[Doubt, ...] = ()) -> Cause | None:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    return not_caught(Facts(builders.sealed(collected=builders.collected(*records))), FAILING, BAD, doubts)


def run(hours: float, **counts: Any) -> AnyEvidence:
    numbers = RunCounts(**{"passed": 1, **counts})
    return builders.test_run(id="run-before", name="before", at=at(hours), counts=numbers)


def claim(*evidence: AnyEvidence, doubts: tuple[Doubt, ...] = ()) -> str:
    cause = said(*evidence, doubts=doubts)
    assert cause is not None
    assert (cause.branch, cause.change) == ("not-caught", None)
    return cause.claim


def test_without_any_run_that_was_read_nothing_is_said() -> None:
    assert said() is None


def test_no_run_between_the_deployments() -> None:
    assert claim(run(3)) == f"no test run that was read began between the deployment before {BAD} and {BAD}"


def test_the_time_in_which_runs_were_looked_for_is_told_to_the_second() -> None:
    exact = (builders.revision(name=GOOD, at=at(seconds=0.25)), builders.revision(at=at(2, seconds=0.5)))
    facts = Facts(builders.sealed(collected=builders.collected(*exact, run(1, failed=1))))
    cause = not_caught(facts, FAILING, BAD, ())
    assert cause is not None
    assert cause.looked_for == f"test runs that began between {at()} and {at(2)}; 1 of 1 did"


def test_a_run_that_had_failed() -> None:
    assert claim(run(1, failed=1)) == f"{BAD} was deployed after test run before had failed"


def test_no_run_ever_asked_the_route_that_fails() -> None:
    started = builders.test_run(id="run-before", name="before", at=at(1), duration_s=60.0, counts=RunCounts(failed=1))
    by_program = {"program": "python-httpx", "status": 200, "count": 7}
    asked = builders.request_statistics(route="/parcels", programs=(ProgramRequests(minute=at(1), **by_program),))

    def told(*beside: AnyEvidence, **changes: Any) -> tuple[str, str]:
        fails = builders.request_statistics(**changes)
        records = (builders.revision(name=GOOD), builders.revision(), started, asked, fails, *beside)
        finding = builders.finding(primary=(fails.id,), related=())
        cause = not_caught(Facts(builders.sealed(collected=builders.collected(*records))), finding, BAD, ())
        assert cause is not None
        return cause.claim, cause.confidence

    none = ("of 7 requests that the test runs sent, none was to `POST /parcels/<id>/label`", "probable")
    assert told(deliveries=(Deliveries(by="Pub/Sub", count=20),)) == none
    assert told(programs=(ProgramRequests(minute=at(5), **by_program),)) == none
    beside = builders.test_run(id="run-beside", name="beside", at=at(1), duration_s=60.0)
    assert told(beside, deliveries=(Deliveries(by="Pub/Sub", count=20),)) == none
    failed = (f"{BAD} was deployed after test run before had failed", "possible")
    # a run asked it, and nobody can tell who asked
    assert told(programs=(ProgramRequests(minute=at(1), **by_program),)) == failed
    assert told() == failed


def test_a_run_that_executed_nothing() -> None:
    assert claim(run(1, passed=0, skipped=4)) == f"the runs before {BAD} executed no test"


def test_what_passed_on_the_revision_before_could_not_notice() -> None:
    case = builders.case_result(run="run-before", test="tests/e2e/test_a.py::test_a", outcome="passed", message=None)
    assert claim(run(1), case) == (
        f"1 test passed before {BAD} was deployed; 1 called the service, which was still the revision before it"
    )
    unit = builders.case_result(run="run-before", test="tests/unit/test_a.py::test_a", outcome="passed", message=None)
    assert claim(run(1, passed=2), case, unit).endswith("the revision before it, and of the others none noticed")


def test_a_unit_test_that_passed_did_not_notice() -> None:
    case = builders.case_result(run="run-before", test="tests/unit/test_a.py::test_a", outcome="passed", message=None)
    assert claim(run(1), case) == f"1 test passed before {BAD} was deployed, and none noticed"


def test_a_run_that_is_no_evidence_as_a_whole() -> None:
    doubt = Doubt(
        run="run-before", run_name="before", test=None, rule="x", reason="all on a mock", cites=("run-before",)
    )
    assert claim(run(1), doubts=(doubt,)) == f"what the runs before {BAD} executed is no evidence: all on a mock"
